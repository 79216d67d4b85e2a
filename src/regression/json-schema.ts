import * as z from "zod";
import { actionsSchema } from "../content/schema/action-schema.ts";
import { articleSchema } from "../content/schema/article-schema.ts";
import { botSchema } from "../content/schema/bot-schema.ts";
import { dialogSchema, patternSchema, patternsSchema } from "../content/schema/dialog-schema.ts";
import { entitySchema } from "../content/schema/entity-schema.ts";
import { intentSchema, lexiconSchema } from "../content/schema/intent-schema.ts";
import { stepSchema } from "../content/schema/step-schema.ts";
import { suiteSchema } from "./test-schema.ts";

const steps = z.array(stepSchema).min(1);

const authored = {
  bot: botSchema,
  intent: intentSchema,
  entity: entitySchema,
  lexicon: lexiconSchema,
  dialog: z.strictObject({ ...dialogSchema.shape, steps }),
  patterns: z.strictObject({
    ...patternsSchema.shape,
    patterns: z.record(z.string(), z.strictObject({ ...patternSchema.shape, steps })),
  }),
  actions: actionsSchema,
  article: articleSchema,
  "dialog-test": suiteSchema,
} as const;

/** The JSON Schema of every kind of file that authors write, by file name, for editors to complete and check from. */
export function jsonSchemas(): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(authored).map(([name, schema]) => [
      `${name}.schema.json`,
      z.toJSONSchema(schema, { io: "input", target: "draft-7" }),
    ]),
  );
}
