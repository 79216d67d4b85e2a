import * as z from "zod";

const textParts = {
  contains: z.string().optional(),
  equals: z.string().optional(),
  matches: z.string().optional().meta({ description: "A regular expression." }),
};

const oneText = z.union([z.string().min(1), expecting(z.strictObject(textParts))]);

const textRules = expecting(
  z.strictObject({
    ...textParts,
    any: z.array(oneText).min(1).optional().meta({ description: "One of these variants holds." }),
  }),
);

/** What a text is like; a plain text must be a part of it. */
export const textExpectation = z.union([z.string().min(1), textRules]);

const message = {
  step: z.string().optional().meta({ description: "A step id, or dialog#step." }),
  pattern: z.string().optional(),
  dialog: z.string().optional(),
  text: textExpectation.optional(),
  not: textExpectation.optional().meta({ description: "What the text must not hold." }),
  buttons: z.array(z.string()).optional().meta({ description: "Labels that must be there, in this order." }),
  only: z
    .array(z.string())
    .optional()
    .meta({ description: "Labels of all the buttons there are, in this order." }),
};

/** One message of the bot. */
export const botExpectation = z.union([
  z.string().min(1),
  z.strictObject({
    ...message,
    optional: z
      .literal(true)
      .optional()
      .meta({ description: "The next message may be this one, or there is none like it." }),
    once: z.literal(true).optional().meta({ description: "No other message of this answer is like it." }),
  }),
]);

/** A message that the bot must not send. */
export const neverExpectation = z.union([
  z.string().min(1),
  z.strictObject(message).refine((rules) => Object.keys(rules).length > 0, "say what the bot must not say"),
]);

export const understandingExpectation = z.strictObject({
  intent: z.string().optional(),
  verdict: z.enum(["sure", "ambiguous", "unknown"]).optional(),
  yesno: z.enum(["yes", "no"]).optional(),
  article: z
    .union([z.string().min(1), z.literal(false)])
    .optional()
    .meta({ description: "The article that answers it; false for none." }),
  min: z.number().min(0).max(1).optional().meta({ description: "The least confidence of the intent." }),
});

/** A value that a slot can hold; `null` stands for none. */
export const slotValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** Values by name: each is this very value, or a text that is like something; `null` is none. */
export const valueExpectations = z.record(z.string(), z.union([slotValue, textRules]));

export const handoffExpectation = z.union([
  z.literal(true),
  z.strictObject({
    queue: z.string().optional(),
    reason: textExpectation.optional(),
    brief: valueExpectations.optional().meta({ description: "What the agent is told; null is not told." }),
    care: z.string().optional().meta({ description: "The kind of care the customer needs." }),
    intent: z.string().optional().meta({ description: "The intent that the bot last helped with." }),
  }),
]);

export const callExpectation = z.strictObject({
  action: z.string().min(1),
  with: valueExpectations.optional().meta({ description: "What it was given; others are left open." }),
  times: z.int().positive().optional().meta({ description: "How often in a row; once when left out." }),
});

function expecting<Rules extends z.ZodType<{ readonly matches?: string | undefined }>>(rules: Rules): Rules {
  return rules
    .refine((text) => Object.keys(text).length > 0, "say contains, equals, matches or any")
    .refine((text) => text.matches === undefined || isRegularExpression(text.matches), {
      path: ["matches"],
      error: "this is not a regular expression",
    });
}

function isRegularExpression(source: string): boolean {
  try {
    return new RegExp(source, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

export type TextExpectation = z.infer<typeof textExpectation>;
export type BotExpectation = Exclude<z.infer<typeof botExpectation>, string>;
export type MessageExpectation = Exclude<z.infer<typeof neverExpectation>, string>;
export type UnderstandingExpectation = z.infer<typeof understandingExpectation>;
export type HandoffExpectation = z.infer<typeof handoffExpectation>;
export type CallExpectation = z.infer<typeof callExpectation>;
export type ValueExpectation = z.infer<typeof valueExpectations>[string];
