import * as z from "zod";
import type { ConversationEvent } from "../../conversation/event.ts";
import { languages } from "../../kernel/language.ts";

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const slots = z.record(z.string(), scalar);
const origin = z.object({ dialog: z.string(), step: z.string() });

/** What happened: the event without its time, and without what was made of a text. */
const cause = z.discriminatedUnion("type", [
  z.object({ type: z.literal("said"), text: z.string() }),
  z.object({
    type: z.literal("chose"),
    option: z.string(),
    label: z.string().optional(),
    origin: origin.optional(),
  }),
  z.object({ type: z.literal("showed") }),
  z.object({ type: z.literal("askedForHuman") }),
  z.object({ type: z.literal("askedFor"), intent: z.string() }),
  z.object({ type: z.literal("alarm") }),
  z.object({ type: z.literal("handedBack"), dialog: z.string().optional(), slots: slots.optional() }),
  z.object({
    type: z.literal("started"),
    dialog: z.string(),
    step: z.string().optional(),
    slots: slots.optional(),
  }),
]);

const call = z.object({
  action: z.string(),
  outcome: z.string(),
  fields: z.record(z.string(), z.union([scalar, z.array(slots)])).default({}),
  /** Milliseconds since 1970. */
  at: z.number().optional(),
});

const spoken = z.object({
  text: z.string(),
  buttons: z.array(z.object({ id: z.string(), label: z.string() })),
  origin,
});

const handoff = z.object({ queue: z.string(), reason: z.string(), isLeft: z.literal(true).optional() });

const turn = z.object({
  /** Milliseconds since 1970. */
  at: z.number(),
  cause,
  /** Some of the text is hidden: what is made of it now may differ for that alone. */
  masked: z.literal(true).optional(),
  /** Who had the conversation before. */
  phase: z.enum(["bot", "waiting", "assigned", "snoozed", "offline", "closed"]),
  identified: z.boolean(),
  vip: z.literal(true).optional(),
  context: z.object({ page: z.string().optional(), order: z.string().optional() }).optional(),
  staffed: z.record(z.string(), z.boolean()).optional(),
  content: z.string().optional(),
  model: z.string().optional(),
  understood: z
    .object({
      verdict: z.enum(["sure", "ambiguous", "unknown"]),
      intent: z.string().optional(),
      confidence: z.number().optional(),
    })
    .optional(),
  calls: z.array(call),
  said: z.array(spoken),
  handoff: handoff.optional(),
  returned: z.literal(true).optional(),
  rated: z.number().optional(),
  ended: z.object({ dialog: z.string(), outcome: z.string() }).optional(),
});

/** One line of a file of recorded conversations. Keys that are not known are left alone. */
export const recordedConversationSchema = z.object({
  format: z.literal(1),
  id: z.string(),
  language: z.enum(languages),
  /** What slots held at the beginning. */
  slots: slots.optional(),
  /** Whether colleagues were to be at work, whatever the hours say. */
  colleagues: z.enum(["in", "out", "away"]).optional(),
  turns: z.array(turn),
});

type Unchanging<Value> = Value extends readonly (infer Item)[]
  ? readonly Unchanging<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Unchanging<Value[Key]> }
    : Value;

/** A conversation as it was had: what happened, with what it was answered, and the answer. */
export type RecordedConversation = Unchanging<z.infer<typeof recordedConversationSchema>>;
export type RecordedTurn = RecordedConversation["turns"][number];
export type RecordedCause = RecordedTurn["cause"];

/** The cause that a line of a record tells of an event. */
export function causeOf(event: ConversationEvent, label?: string): RecordedCause | undefined {
  switch (event.type) {
    case "said":
      return { type: "said", text: event.text };
    case "chose":
      return {
        type: "chose",
        option: event.option,
        ...(label === undefined ? {} : { label }),
        ...(event.origin && { origin: event.origin }),
      };
    case "askedFor":
      return { type: "askedFor", intent: event.intent };
    case "handedBack":
      return {
        type: "handedBack",
        ...(event.dialog === undefined ? {} : { dialog: event.dialog }),
        ...(event.slots && { slots: event.slots }),
      };
    case "started":
      return {
        type: "started",
        dialog: event.dialog,
        ...(event.step === undefined ? {} : { step: event.step }),
        ...(event.slots && { slots: event.slots }),
      };
    case "showed":
    case "askedForHuman":
    case "alarm":
      return { type: event.type };
    case "called":
      return undefined;
  }
}
