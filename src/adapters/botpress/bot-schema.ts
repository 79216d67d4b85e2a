import * as z from "zod";

const names = z.array(z.string());

/** `intents/<name>.json`; as it is sent to the NLU server, too, where `utterances` is a list of one language. */
export const intentSchema = z.object({
  name: z.string().min(1),
  contexts: names.default([]),
  utterances: z.union([z.record(z.string(), names), names]).default({}),
  slots: z
    .array(z.object({ name: z.string(), entities: names.optional(), entity: z.string().optional() }))
    .default([]),
});

const occurrences = z.array(z.object({ name: z.string(), synonyms: names.default([]) }));

/** `entities/<name>.json`; some versions misspell `occurrences`, and the NLU server has other keys. */
export const entitySchema = z.object({
  name: z.string().min(1),
  type: z.string(),
  sensitive: z.boolean().default(false),
  fuzzy: z.union([z.number(), z.boolean()]).optional(),
  occurrences: occurrences.optional(),
  occurences: occurrences.optional(),
  values: occurrences.optional(),
  pattern: z.string().optional(),
  regex: z.string().optional(),
  matchCase: z.boolean().default(false),
});

const transition = z.object({
  condition: z.string().default("true"),
  node: z.string().nullish(),
});

const instructions = z.array(z.unknown());

const node = z.object({
  name: z.string(),
  type: z.string().default("standard"),
  onEnter: instructions.nullish(),
  onReceive: instructions.nullish(),
  next: z.array(transition).nullish(),
  skill: z.string().optional(),
  flow: z.string().optional(),
  content: z.object({ contentType: z.string(), formData: z.unknown() }).optional(),
  conditions: z
    .array(z.object({ id: z.string(), params: z.record(z.string(), z.unknown()).default({}) }))
    .optional(),
});

/** `flows/<path>.flow.json` */
export const flowSchema = z.object({
  startNode: z.string(),
  timeoutNode: z.string().optional(),
  catchAll: z
    .object({
      onReceive: instructions.nullish(),
      onEnter: instructions.nullish(),
      next: z.array(transition).nullish(),
    })
    .nullish(),
  nodes: z.array(node),
  skillData: z.record(z.string(), z.unknown()).optional(),
});

/** `content-elements/<type>.json`; fields with a translation end in `$en`, `$zh` … */
export const elementsSchema = z.array(
  z.object({ id: z.string(), formData: z.record(z.string(), z.unknown()) }),
);

const byLanguage = z.union([z.record(z.string(), names), names, z.string()]);

export const qnaSchema = z.object({
  id: z.string(),
  data: z.object({
    action: z.string().default("text"),
    enabled: z.boolean().default(true),
    questions: byLanguage.default({}),
    answers: byLanguage.default({}),
    redirectFlow: z.string().nullish(),
    redirectNode: z.string().nullish(),
  }),
});

/** A file for each question, an exported list of them, or a list with its content elements. */
export const qnaFileSchema = z.union([
  qnaSchema,
  z.array(qnaSchema),
  z.object({ qnas: z.array(qnaSchema), contentElements: elementsSchema.optional() }),
]);

const said = z.union([z.string(), z.object({ text: z.string() })]);

/** `scenarios/<name>.json`, of the testing module. */
export const scenarioSchema = z.object({
  steps: z.array(
    z.object({
      userMessage: said,
      botReplies: z.array(z.object({ botResponse: said, replySource: z.string().default("") })).default([]),
    }),
  ),
});

export const configSchema = z.object({ name: z.string().optional(), defaultLanguage: z.string().optional() });

export type BotpressIntent = z.infer<typeof intentSchema>;
export type BotpressEntity = z.infer<typeof entitySchema>;
export type BotpressFlow = z.infer<typeof flowSchema>;
export type BotpressNode = z.infer<typeof node>;
export type BotpressTransition = z.infer<typeof transition>;
export type BotpressQna = z.infer<typeof qnaSchema>;
export type BotpressScenario = z.infer<typeof scenarioSchema>;
export type BotpressElement = z.infer<typeof elementsSchema>[number];
export type BotpressTexts = z.infer<typeof byLanguage>;
