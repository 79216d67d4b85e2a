import * as z from "zod";
import { durationSchema, localizedSchema, nameSchema, variableSchema } from "./text-schema.ts";

const start = z.strictObject({
  intents: z.array(z.string()).min(1).optional().meta({ description: "Intents that lead here." }),
  phrases: z
    .array(z.string().min(1))
    .optional()
    .meta({ description: "Exact words that lead here, before any guess." }),
});

/** `dialogs/<name>.yaml` without its steps, which are checked one by one for better messages. */
export const dialogSchema = z.strictObject({
  dialog: nameSchema,
  title: localizedSchema.meta({ description: "Shown when the bot offers to go on with this dialog." }),
  start: start.optional(),
  resume: z
    .enum(["ask", "silent", "never"])
    .default("ask")
    .meta({ description: "After a question in between: offer to go on, just go on, or drop this dialog." }),
  slots: z
    .record(
      variableSchema,
      z
        .strictObject({
          type: z.enum(["text", "number", "boolean"]).optional(),
          entity: z
            .string()
            .min(1)
            .optional()
            .meta({ description: "What fills it from a customer's words." }),
          sensitive: z.boolean().default(false).meta({ description: "Masked for agents and in logs." }),
        })
        .refine(
          ({ type, entity }) => type !== undefined || entity !== undefined,
          "say its type or its entity",
        ),
    )
    .optional(),
  was: z.array(nameSchema).min(1).optional().meta({ description: "Names this dialog had before." }),
  steps: z.array(z.unknown()).min(1),
});

/** One entry of `dialogs/_patterns.yaml`. */
export const patternSchema = z.strictObject({
  start: start.optional(),
  quiet: z
    .boolean()
    .default(false)
    .meta({ description: "Leave the open question alone afterwards, instead of asking it again." }),
  steps: z.array(z.unknown()).min(1),
});

/** What the engine needs to find in `dialogs/_patterns.yaml`; authors may add more with a `start`. */
export const requiredPatterns = [
  "unclear-1",
  "unclear-2",
  "unclear-3",
  "unclear-value",
  "image",
  "clarify",
  "article",
  "cancel",
  "repeat",
  "resume",
  "human",
  "returned",
  "waiting",
  "closed",
  "unstaffed",
  "call-noted",
  "skip",
  "corrected",
  "noted",
  "silence",
  "stuck",
  "resolved",
  "rate",
  "done",
  "stale",
  "error",
] as const;

export type PatternName = (typeof requiredPatterns)[number];

/** `dialogs/_patterns.yaml`: what is true everywhere. */
export const patternsSchema = z.strictObject({
  labels: z.strictObject({
    yes: localizedSchema,
    no: localizedSchema,
    solved: localizedSchema,
    unsolved: localizedSchema,
    human: localizedSchema,
    bot: localizedSchema,
    call: localizedSchema,
  }),
  check: z.strictObject({ question: localizedSchema }),
  silence: z
    .strictObject({ after: durationSchema })
    .default({ after: "10m" })
    .meta({ description: "How long a question waits before the pattern `silence` speaks." }),
  care: z
    .record(
      nameSchema,
      z.strictObject({
        words: z
          .array(z.string().min(2))
          .default([])
          .meta({ description: "Words that show it, wherever they stand in a text." }),
        intents: z.array(z.string()).default([]),
        pattern: nameSchema
          .optional()
          .meta({ description: "What is said first; nothing, when the answers say it themselves." }),
      }),
    )
    .default({})
    .meta({ description: "Signs of a customer in trouble, most urgent first." }),
  patterns: z.record(nameSchema, z.unknown()),
});
