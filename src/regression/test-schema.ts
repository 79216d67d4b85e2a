import * as z from "zod";

const textExpectation = z.union([
  z.string().min(1),
  z
    .strictObject({
      contains: z.string().optional(),
      equals: z.string().optional(),
      matches: z.string().optional().meta({ description: "A regular expression." }),
    })
    .refine((text) => Object.keys(text).length > 0, "say contains, equals or matches")
    .refine((text) => text.matches === undefined || isRegularExpression(text.matches), {
      path: ["matches"],
      error: "this is not a regular expression",
    }),
]);

const botExpectation = z.union([
  z.string().min(1),
  z.strictObject({
    step: z.string().optional().meta({ description: "A step id, or dialog#step." }),
    pattern: z.string().optional(),
    dialog: z.string().optional(),
    text: textExpectation.optional(),
    buttons: z
      .array(z.string())
      .optional()
      .meta({ description: "Labels that must be there, in this order." }),
    not: textExpectation.optional().meta({ description: "What the text must not hold." }),
  }),
]);

const understandingExpectation = z.strictObject({
  intent: z.string().optional(),
  verdict: z.enum(["sure", "ambiguous", "unknown"]).optional(),
  yesno: z.enum(["yes", "no"]).optional(),
  min: z.number().min(0).max(1).optional().meta({ description: "The least confidence of the intent." }),
});

function isRegularExpression(source: string): boolean {
  try {
    return new RegExp(source, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

/** One entry of a talk. */
export const turnSchema = z.union([
  z.strictObject({
    me: z.union([z.string(), z.strictObject({ tap: z.string().min(1) })]),
    nlu: understandingExpectation.optional(),
  }),
  z.strictObject({ bot: botExpectation }),
  z.strictObject({ silent: z.literal(true).meta({ description: "The bot says nothing more." }) }),
  z.strictObject({ clock: z.string().regex(/^\+\d+[smhd]$/u, "write +30s, +5m, +2h or +3d") }),
  z.strictObject({
    handoff: z.union([
      z.literal(true),
      z.strictObject({
        queue: z.string().optional(),
        reason: textExpectation.optional(),
        brief: z.record(z.string(), z.string()).optional(),
      }),
    ]),
  }),
  z.strictObject({ returned: z.literal(true).meta({ description: "The customer is back with the bot." }) }),
  z.strictObject({
    end: z.union([
      z.literal(true),
      z.strictObject({
        outcome: z.enum(["solved", "unsolved", "cancelled", "done"]).optional(),
        dialog: z.string().optional(),
      }),
    ]),
  }),
]);

const setting = {
  now: z.iso.datetime({ offset: true }).optional(),
  language: z.enum(["zh", "en"]).optional(),
  customer: z.strictObject({ identified: z.boolean() }).optional(),
};

const cell = z.union([z.string(), z.number(), z.boolean()]);

/** `tests/dialogs/<name>.test.yaml`. */
export const suiteSchema = z.strictObject({
  suite: z.string().min(1),
  defaults: z.strictObject(setting).optional(),
  cases: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        ...setting,
        start: z
          .string()
          .optional()
          .meta({ description: "dialog or dialog#step: begin there, before anybody speaks." }),
        slots: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
        each: z
          .array(z.record(z.string(), cell))
          .min(1)
          .optional()
          .meta({ description: "A table: the case runs once for each row, with {column} filled in." }),
        talk: z.array(turnSchema).min(1),
      }),
    )
    .min(1),
});

export type TextExpectation = z.infer<typeof textExpectation>;
export type BotExpectation = Exclude<z.infer<typeof botExpectation>, string>;
export type UnderstandingExpectation = z.infer<typeof understandingExpectation>;
export type TalkTurn = z.infer<typeof turnSchema>;
export type SuiteSource = z.infer<typeof suiteSchema>;
