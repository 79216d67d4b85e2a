import * as z from "zod";
import { localizedSchema, nameSchema } from "./text-schema.ts";

const synonym = z.string().min(1).max(60);

const value = z.strictObject({
  value: z
    .string()
    .regex(/^[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$/u, "use letters, digits, dots, hyphens and underscores")
    .max(60)
    .meta({ description: "What slots hold; stable, since dialogs and integrations compare it." }),
  label: localizedSchema.meta({ description: "Its full name. Customers may use it, too." }),
  synonyms: z
    .strictObject({ zh: z.array(synonym), en: z.array(synonym) })
    .partial()
    .optional()
    .meta({ description: "What else customers call it, from two characters on." }),
});

const expression = z.string().min(1);

/** `intents/entities/<name>.yaml`: a list of values, or patterns. */
export const entitySchema = z.strictObject({
  entity: nameSchema.meta({ description: "The name that slots ask for, the same as the file's." }),
  title: localizedSchema.optional().meta({ description: "For colleagues; customers never see it." }),
  values: z.array(value).min(1).optional().meta({ description: "A list: things that have names." }),
  fuzzy: z.boolean().optional().meta({
    default: true,
    description: "Of a list: understand typos, homophones and pinyin as well.",
  }),
  pattern: expression.optional().meta({
    description:
      "A regular expression (RE2) on the normalised text. The value is what its groups hold, or else all of it.",
  }),
  patterns: z.array(expression).min(1).optional().meta({ description: "Several of them." }),
  sensitive: z.boolean().default(false).meta({ description: "Mask it wherever it is shown." }),
});
