import * as z from "zod";

/** A button under a message. `option` ids are stable within the message that carries them. */
export const choiceOption = z.strictObject({ id: z.string(), label: z.string() });

/** What a message shows. Clients that meet a type they do not know show its `text`. */
export const messageBody = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text"), text: z.string() }),
  z.strictObject({ type: z.literal("choices"), text: z.string(), options: z.array(choiceOption).min(1) }),
  z.strictObject({
    type: z.literal("steps"),
    text: z.string(),
    items: z.array(z.string()).min(1),
    /** Which item is being done, counted from 1; absent when the list is only an overview. */
    current: z.number().int().positive().optional(),
    options: z.array(choiceOption).min(1).optional(),
  }),
]);

/** A button pressed: which message carried it, and what it said. */
export const choiceBody = z.strictObject({
  type: z.literal("choice"),
  seq: z.number().int().positive(),
  option: z.string(),
  label: z.string(),
});

/** A change of who answers the customer. */
export const handoffBody = z.strictObject({
  type: z.literal("handoff"),
  status: z.enum(["requested", "queued", "assigned", "returned", "closed"]),
});

export const ratingBody = z.strictObject({
  type: z.literal("rating"),
  score: z.number().int().min(1).max(5),
  comment: z.string().max(1000).optional(),
});

/** One logged event as a customer may see it. Shape of the `event` push and of `fetch`. */
export const chatEvent = z.strictObject({
  seq: z.number().int().positive(),
  id: z.string(),
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  kind: z.enum(["message", "choice", "handoff", "rating"]),
  from: z.enum(["customer", "bot", "agent", "system"]),
  body: z.union([messageBody, choiceBody, handoffBody, ratingBody]),
  cid: z.string().optional(),
});

export type ChoiceOption = z.infer<typeof choiceOption>;
export type MessageBody = z.infer<typeof messageBody>;
export type ChoiceBody = z.infer<typeof choiceBody>;
export type HandoffBody = z.infer<typeof handoffBody>;
export type RatingBody = z.infer<typeof ratingBody>;
export type EventBody = z.infer<typeof chatEvent>["body"];
export type EventKind = z.infer<typeof chatEvent>["kind"];
export type Speaker = z.infer<typeof chatEvent>["from"];
export type ChatEvent = z.infer<typeof chatEvent>;
