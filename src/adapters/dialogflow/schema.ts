import * as z from "zod";

/** Of the fields of an export, those that come over or are listed; its files have many more that only the console needs. */

const context = z.union([z.string().transform((name) => ({ name })), z.looseObject({ name: z.string() })]);

const localizedText = z.looseObject({ lang: z.string().default(""), value: z.string() });

const parameter = z.looseObject({
  name: z.string(),
  dataType: z.string().default(""),
  required: z.boolean().default(false),
  value: z.string().default(""),
  defaultValue: z.string().default(""),
  prompts: z.array(localizedText).default([]),
  noMatchPromptMessages: z.array(z.unknown()).default([]),
  noInputPromptMessages: z.array(z.unknown()).default([]),
  isList: z.boolean().default(false),
});

const message = z.looseObject({
  // 0 text, 1 card, 2 quick replies, 3 image, 4 payload; other platforms have names.
  type: z.union([z.number(), z.string()]).default(0),
  lang: z.string().default(""),
  platform: z.string().default(""),
  speech: z.union([z.string().transform((text) => [text]), z.array(z.string())]).default([]),
  replies: z.array(z.string()).default([]),
  title: z.string().default(""),
});

const response = z.looseObject({
  resetContexts: z.boolean().default(false),
  action: z.string().default(""),
  affectedContexts: z.array(context).default([]),
  parameters: z.array(parameter).default([]),
  messages: z.array(message).default([]),
});

export const intentSchema = z.looseObject({
  id: z.string().default(""),
  parentId: z.string().default(""),
  name: z.string().min(1),
  contexts: z.array(context).default([]),
  responses: z.array(response).default([]),
  events: z.array(z.looseObject({ name: z.string() })).default([]),
  fallbackIntent: z.boolean().default(false),
  webhookUsed: z.boolean().default(false),
  webhookForSlotFilling: z.boolean().default(false),
  conditionalResponses: z.array(z.unknown()).default([]),
  liveAgentHandoff: z.boolean().default(false),
  endInteraction: z.boolean().default(false),
});

export const phrasesSchema = z.array(
  z.looseObject({
    data: z.array(
      z.looseObject({ text: z.string(), alias: z.string().default(""), meta: z.string().default("") }),
    ),
    isTemplate: z.boolean().default(false),
  }),
);

export const entitySchema = z.looseObject({
  name: z.string().min(1),
  isRegexp: z.boolean().default(false),
  allowFuzzyExtraction: z.boolean().default(false),
  automatedExpansion: z.boolean().default(false),
});

export const entriesSchema = z.array(
  z.looseObject({ value: z.string(), synonyms: z.array(z.string()).default([]) }),
);

export const agentSchema = z.looseObject({
  language: z.string().default("en"),
  displayName: z.string().default(""),
});

export type AgentMessage = z.infer<typeof message>;
export type AgentPhrase = z.infer<typeof phrasesSchema>[number];
