import * as z from "zod";
import { durationSchema, localizedListSchema, localizedSchema, nameSchema } from "./text-schema.ts";

const fact = z.strictObject({
  statement: localizedSchema.meta({ description: "What the bot may say, in one sentence." }),
  source: z.string().min(1).meta({ description: "Where it comes from, so that it can be reviewed." }),
  date: z.iso.date().meta({ description: "When the source said so." }),
  expires: z.iso.date().optional().meta({ description: "From this day on, lint asks for a review." }),
});

const hours = z.strictObject({
  zone: z
    .string()
    .refine(isTimeZone, "this is no time zone; write one such as Asia/Shanghai")
    .meta({ description: "An IANA time zone." }),
  weekly: z
    .partialRecord(
      z.enum(["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
      z.array(
        z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/u, "write 09:00-18:00"),
      ),
    )
    .meta({ description: "By day, when colleagues answer. A day left out is closed." }),
  holidays: z.array(z.iso.date()).default([]),
});

/** A customer who has waited so long is one whom the desk shows in another colour. */
export const DEFAULT_WITHIN = "2m";

const queue = z.strictObject({
  title: localizedSchema.meta({ description: "What agents call it." }),
  takeWithin: durationSchema.default(DEFAULT_WITHIN).meta({
    description: "How long a customer is to be in line at most; agents are told before. 2m when left out.",
  }),
  answerWithin: durationSchema
    .default(DEFAULT_WITHIN)
    .meta({ description: "How long a customer is to wait for an agent's answer at most. 2m when left out." }),
  hours: hours
    .optional()
    .meta({ description: "When its colleagues answer; as in the bot's hours, when left out." }),
});

const page = z.strictObject({
  match: z
    .string()
    .max(200)
    .regex(/^[/*#]/u, "write a path, such as /orders/*")
    .meta({
      description:
        "The path of a page, without its address; * stands for any characters. With a # in it, what is behind the page's # counts, too.",
    }),
  suggestions: localizedListSchema,
});

const share = z
  .string()
  .regex(/^(?:100|\d{1,2}(?:\.\d+)?)%$/u, "write a share such as 1% or 0.5%")
  .transform((written) => Number(written.slice(0, -1)) / 100);

/** What `fenqi replay` lets pass, as shares of the conversations. */
const replayLimits = z.strictObject({
  misunderstood: share.optional().meta({ description: "Newly misunderstood; 1% when left out." }),
  handedOff: share.optional().meta({ description: "Newly handed off; 1% when left out." }),
  otherStep: share.optional().meta({ description: "Taken to another step; any, when left out." }),
});

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** `bot.yaml`. */
export const botSchema = z.strictObject({
  bot: z.strictObject({
    name: localizedSchema,
    brand: localizedSchema,
    greeting: localizedSchema,
    suggestions: localizedListSchema.meta({ description: "Questions offered on an empty conversation." }),
    color: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/u, "write six hexadecimal digits after a #, such as #0b6e62")
      .optional()
      .meta({ description: "The shop's colour, as #rrggbb; the widget's own, when left out." }),
    pages: z
      .array(page)
      .optional()
      .meta({ description: "Other questions for single pages; of several that match, the first counts." }),
  }),
  hours: hours.optional().meta({ description: "When colleagues answer; always, when left out." }),
  queues: z.record(nameSchema, queue).optional().meta({
    description:
      "Where customers wait for a person. A human step may name no other ones; any, when left out.",
  }),
  replay: replayLimits.optional().meta({
    description:
      "How many recorded conversations a change may take another way, before a replay counts as failed.",
  }),
  facts: z.record(z.string(), fact),
});
