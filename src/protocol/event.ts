import * as z from "zod";
import { isSafeLink } from "../kernel/safe-link.ts";

const link = z.string().refine(isSafeLink, "must begin with https://, tel:, mailto: or a single /");

/** An image. `alt` is what a customer who does not see it is told. */
const picture = {
  url: link.refine((url) => !/^(?:tel|mailto):/u.test(url), "must begin with https:// or a single /"),
  alt: z.string().min(1),
};

/** A button under a message. `option` ids are stable within the message that carries them. */
export const choiceOption = z.strictObject({
  id: z.string(),
  label: z.string(),
  /** Where the button leads; it opens this and sends no choice. */
  link: link.optional(),
});

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
  z.strictObject({
    type: z.literal("card"),
    /** The whole card in words; a client that shows the card leaves it out. */
    text: z.string().min(1),
    title: z.string().min(1),
    lines: z.array(z.strictObject({ label: z.string(), value: z.string() })).max(8),
    image: z.strictObject(picture).optional(),
    options: z.array(choiceOption).min(1).optional(),
  }),
  z.strictObject({
    type: z.literal("image"),
    /** The caption, and all there is for a client that shows no images. */
    text: z.string().min(1),
    ...picture,
    /** In pixels, where they are known: room is kept for it before it is there. */
    width: z.number().int().positive().optional(),
    height: z.number().int().positive().optional(),
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

/**
 * A change of who answers the customer: a person was asked for; or was, and nobody is there, so the message is left; the
 * customer is in line again; an agent is there; the bot is back; all is done.
 */
export const handoffBody = z.strictObject({
  type: z.literal("handoff"),
  status: z.enum(["requested", "offline", "queued", "assigned", "returned", "closed"]),
  /** The name of the agent who is there now. */
  agent: z.string().optional(),
});

export const ratingBody = z.strictObject({
  type: z.literal("rating"),
  score: z.number().int().min(1).max(5),
  comment: z.string().max(1000).optional(),
});

/** What an agent writes for colleagues. */
export const noteBody = z.strictObject({ type: z.literal("note"), text: z.string() });

/** What happened at the desk and is no concern of the customer's. */
export const deskBody = z.strictObject({
  type: z.literal("desk"),
  action: z.enum(["offered", "passed", "prioritized", "snoozed", "blocked", "unblocked"]),
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
export type NoteBody = z.infer<typeof noteBody>;
export type DeskBody = z.infer<typeof deskBody>;
/** Everything the log may hold; customers see what `chatEvent` allows. */
export type EventBody = z.infer<typeof chatEvent>["body"] | NoteBody | DeskBody;
export type EventKind = z.infer<typeof chatEvent>["kind"] | "note" | "desk";
export type Speaker = z.infer<typeof chatEvent>["from"];
export type ChatEvent = z.infer<typeof chatEvent>;

/** One logged event as agents see it, with what stays inside. */
export interface DeskEvent {
  readonly seq: number;
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly kind: EventKind;
  readonly from: Speaker;
  readonly body: EventBody;
  readonly cid?: string;
  /** Something in the body is hidden: ID numbers, bank cards, phones, codes. */
  readonly masked?: true;
  /** The agent who wrote or did it. */
  readonly by?: { readonly id: string; readonly name: string };
  /** What was done at the desk: what, with whom, why. */
  readonly did?: { readonly action: string; readonly to?: string; readonly why?: string };
  /** The step of a dialog that said it. */
  readonly origin?: { readonly dialog: string; readonly step: string };
}
