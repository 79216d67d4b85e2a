import * as z from "zod";
import {
  localizedListSchema,
  localizedSchema,
  nameSchema,
  targetSchema,
  wordingSchema,
} from "./text-schema.ts";

const common = {
  id: nameSchema
    .optional()
    .meta({ description: "Only where something jumps here or a test names the step." }),
  facts: z
    .array(z.string())
    .min(1)
    .optional()
    .meta({ description: "Facts of bot.yaml that this text states." }),
  note: z.string().optional().meta({ description: "For colleagues; customers never see it." }),
};

const button = z
  .union([
    z.strictObject({ label: localizedSchema, go: targetSchema }),
    z.strictObject({ intent: z.string(), label: localizedSchema.optional() }),
  ])
  .meta({ description: "Goes to a target, or asks an intent's question (its title is the label)." });

const sayBody = z.union([
  wordingSchema,
  z.strictObject({
    text: wordingSchema,
    steps: localizedListSchema.optional().meta({ description: "A numbered list under the text." }),
    current: z.number().int().positive().optional().meta({ description: "The list's item being done now." }),
    buttons: z.array(button).min(1).max(6).optional(),
  }),
]);

const askBody = z.union([
  wordingSchema,
  z.strictObject({
    text: wordingSchema,
    steps: localizedListSchema.optional(),
    current: z.number().int().positive().optional(),
  }),
]);

const option = z
  .strictObject({
    id: nameSchema.optional(),
    label: localizedSchema,
    phrases: z
      .array(z.string().min(1))
      .optional()
      .meta({ description: "Other words for it, or intent:name." }),
    go: targetSchema.optional(),
  })
  .meta({ description: "A button, and what a customer may type instead of pressing it." });

const answer = z.union([
  targetSchema,
  z.strictObject({
    label: localizedSchema,
    phrases: z
      .array(z.string().min(1))
      .optional()
      .meta({ description: "Other words for it, beside any yes or no." }),
    go: targetSchema,
  }),
]);

const slotValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** One schema for each verb; a step has exactly one verb. */
export const stepSchemas = {
  say: z.strictObject({ ...common, say: sayBody, go: targetSchema.optional() }),
  ask: z.strictObject({
    ...common,
    ask: askBody,
    options: z
      .union([
        z.array(option).min(1).max(8),
        z.strictObject({ from: z.literal("intents"), other: option.optional() }),
      ])
      .optional(),
    yesno: z.strictObject({ yes: answer, no: answer, unclear: targetSchema.optional() }).optional(),
  }),
  check: z.strictObject({
    ...common,
    check: z.strictObject({ title: localizedSchema, say: sayBody }),
    go: targetSchema.optional().meta({ description: "Where a no leads; the next step when absent." }),
  }),
  when: z.strictObject({
    ...common,
    when: z
      .array(
        z.union([
          z.strictObject({ if: z.string().min(1), go: targetSchema }),
          z.strictObject({ else: targetSchema }),
        ]),
      )
      .min(1),
  }),
  set: z.strictObject({ ...common, set: z.record(z.string(), slotValue), go: targetSchema.optional() }),
  run: z.strictObject({ ...common, run: nameSchema, go: targetSchema.optional() }),
  go: z.strictObject({ ...common, go: targetSchema }),
  human: z.strictObject({
    ...common,
    human: z.strictObject({
      reason: localizedSchema,
      queue: nameSchema.default("default"),
      brief: z.array(z.string()).default([]),
    }),
    go: targetSchema.optional(),
  }),
  end: z.strictObject({
    ...common,
    end: z.strictObject({ outcome: z.enum(["solved", "unsolved", "cancelled"]) }),
  }),
} as const;

export type Verb = keyof typeof stepSchemas;

/** Every verb; `go` last, since other verbs carry a `go` too. */
export const verbs = [
  "say",
  "ask",
  "check",
  "when",
  "set",
  "run",
  "human",
  "end",
  "go",
] as const satisfies readonly Verb[];

export type StepSource<V extends Verb> = z.infer<(typeof stepSchemas)[V]>;
export type AnyStepSource = {
  readonly [V in Verb]: { readonly verb: V; readonly source: StepSource<V> };
}[Verb];
export type SayBodySource = z.infer<typeof sayBody>;
export type AskBodySource = z.infer<typeof askBody>;
export type ButtonSource = z.infer<typeof button>;
export type OptionSource = z.infer<typeof option>;
export type AnswerSource = z.infer<typeof answer>;

/** Any step, for the JSON Schema that editors complete from. */
export const stepSchema = z.union([
  stepSchemas.say,
  stepSchemas.ask,
  stepSchemas.check,
  stepSchemas.when,
  stepSchemas.set,
  stepSchemas.run,
  stepSchemas.human,
  stepSchemas.end,
  stepSchemas.go,
]);
