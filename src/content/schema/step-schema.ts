import * as z from "zod";
import { isSafeLink } from "../../kernel/safe-link.ts";
import {
  durationSchema,
  localizedListSchema,
  localizedSchema,
  nameSchema,
  targetSchema,
  variableSchema,
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
  was: z.array(nameSchema).min(1).optional().meta({ description: "Ids this step had before." }),
  note: z.string().optional().meta({ description: "For colleagues; customers never see it." }),
};

const condition = z.string().min(1).max(500).meta({ description: "A CEL condition." });

const link = z
  .string()
  .max(2000)
  .refine((url) => url.startsWith("{{") || isSafeLink(url), "a link begins with https:, tel:, mailto: or /");

const button = z
  .union([
    z.strictObject({ label: localizedSchema, go: targetSchema, if: condition.optional() }),
    z.strictObject({ label: localizedSchema, link, if: condition.optional() }),
    z.strictObject({ intent: z.string(), label: localizedSchema.optional(), if: condition.optional() }),
  ])
  .meta({
    description: "Goes to a target, opens a link, or asks an intent's question (its title is the label).",
  });

const image = z.strictObject({
  url: link,
  alt: localizedSchema.meta({ description: "What it shows, for those who do not see it." }),
});

const display = {
  text: wordingSchema,
  steps: localizedListSchema.optional().meta({ description: "A numbered list under the text." }),
  current: z.number().int().positive().optional().meta({ description: "The list's item being done now." }),
  card: z
    .strictObject({
      title: localizedSchema,
      lines: z
        .array(z.strictObject({ label: localizedSchema, value: localizedSchema }))
        .max(8)
        .default([]),
      image: image.optional(),
    })
    .optional(),
  image: image.optional(),
};

const oneFace = (body: { steps?: unknown; card?: unknown; image?: unknown }) =>
  [body.steps, body.card, body.image].filter((face) => face !== undefined).length <= 1;
const ONE_FACE = "a message shows steps, a card or an image, not two of them";

const sayBody = z.union([
  wordingSchema,
  z.strictObject({ ...display, buttons: z.array(button).min(1).max(6).optional() }).refine(oneFace, ONE_FACE),
]);

const askBody = z.union([wordingSchema, z.strictObject(display).refine(oneFace, ONE_FACE)]);

const slotValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const option = z
  .strictObject({
    id: nameSchema.optional(),
    label: localizedSchema,
    phrases: z
      .array(z.string().min(1))
      .optional()
      .meta({ description: "Other words for it, or intent:name." }),
    value: slotValue.optional().meta({ description: "What the question's slot holds once this is picked." }),
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

const listed = z.strictObject({
  from: z
    .string()
    .regex(/^[a-z]\w*\.[a-z]\w*$/u, "write the name a call is kept under, a dot, and its list")
    .meta({ description: "A list that a call brought, such as orders.items." }),
  value: variableSchema.meta({ description: "The field that the slot will hold." }),
  label: localizedSchema.meta({ description: "May use {{ item.field }}." }),
  other: option.optional(),
});

const rule = z.strictObject({
  if: condition.meta({ description: "Holds for a good value." }),
  else: localizedSchema.meta({ description: "What is said when it does not." }),
});

const remedyOutcome = z.union([
  targetSchema,
  z.strictObject({ say: sayBody }).meta({ description: "Said in place of the remedy's own text." }),
]);

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
        listed,
      ])
      .optional(),
    yesno: z.strictObject({ yes: answer, no: answer, unclear: targetSchema.optional() }).optional(),
    slot: variableSchema.optional().meta({ description: "The slot that the answer fills." }),
    valid: z.array(rule).min(1).max(6).optional().meta({ description: "What a value has to be." }),
    retries: z.number().int().min(0).max(5).optional().meta({ description: "Asked again this often; 2." }),
    otherwise: targetSchema.optional().meta({ description: "The way when no value could be had." }),
    skip: targetSchema.optional().meta({ description: "Where 跳过 leads." }),
    go: targetSchema.optional().meta({ description: "Where a filled slot leads." }),
  }),
  call: z.strictObject({
    ...common,
    call: z.string().meta({ description: "An action of dialogs/_actions.yaml." }),
    with: z.record(variableSchema, z.union([condition, z.number(), z.boolean()])).optional(),
    as: variableSchema.optional().meta({ description: "What its fields are known by." }),
    outcomes: z.record(z.string(), targetSchema),
  }),
  wait: z.strictObject({
    ...common,
    wait: z.strictObject({
      for: durationSchema,
      message: targetSchema.optional().meta({ description: "Where a text leads that comes meanwhile." }),
    }),
    go: targetSchema.optional(),
  }),
  check: z.strictObject({
    ...common,
    check: z.strictObject({
      title: localizedSchema,
      call: z.string().optional().meta({ description: "Looks at the customer's account first." }),
      with: z.record(variableSchema, z.union([condition, z.number(), z.boolean()])).optional(),
      as: variableSchema.optional(),
      outcomes: z
        .record(z.string(), remedyOutcome)
        .optional()
        .meta({ description: "What each outcome leads to; say: its own text, or the general one." }),
      say: sayBody,
    }),
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
  set: z.strictObject({
    ...common,
    set: z.record(z.string(), z.union([slotValue, z.strictObject({ cel: condition })])),
    go: targetSchema.optional(),
  }),
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
    end: z.strictObject({
      outcome: z.enum(["solved", "unsolved", "cancelled"]),
      rate: z.boolean().default(false).meta({ description: "Ask how it went." }),
    }),
  }),
} as const;

export type Verb = keyof typeof stepSchemas;

/** Every verb; `go` last, since other verbs carry a `go` too. */
export const verbs = [
  "say",
  "ask",
  "check",
  "call",
  "when",
  "set",
  "run",
  "human",
  "wait",
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
  stepSchemas.call,
  stepSchemas.when,
  stepSchemas.set,
  stepSchemas.run,
  stepSchemas.human,
  stepSchemas.wait,
  stepSchemas.end,
  stepSchemas.go,
]);
