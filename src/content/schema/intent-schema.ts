import * as z from "zod";
import { localizedSchema } from "./text-schema.ts";

const phrases = z.array(z.string().min(1).max(300));

const byLanguage = z.strictObject({ zh: phrases, en: phrases });

/** `intents/<name>.yaml`. */
export const intentSchema = z.strictObject({
  intent: z.string().regex(/^[a-z]+(?:[._][a-z]+)*$/u, "use lower-case words joined by dots and underscores"),
  title: localizedSchema.meta({
    description: "Shown as a button when the bot asks which question was meant.",
  }),
  contexts: z.array(z.string()).default(["global"]),
  utterances: byLanguage,
  not: byLanguage.partial().optional().meta({ description: "Near misses that belong to another intent." }),
  slots: z
    .record(
      z.string().regex(/^[a-z]\w*$/u, "use letters, digits and underscores, a lower-case letter first"),
      z.strictObject({
        entity: z
          .string()
          .min(1)
          .meta({ description: "One of intents/entities/, or a built-in one such as period or money." }),
      }),
    )
    .optional()
    .meta({
      description: "What the text says beside its intent. Utterances mark it: 把[招行](from)换成[建行](to).",
    }),
});

const words = z.array(z.string().min(1));

/** `intents/_lexicon.yaml`. */
export const lexiconSchema = z.strictObject({
  words: words.meta({ description: "Domain words that are cut as one word." }),
  synonyms: z.record(z.string(), words),
  confusables: z.record(z.string(), words).meta({ description: "Meant word: what customers type instead." }),
  polyphones: z
    .record(z.string(), z.string())
    .meta({ description: "Word: its toneless pinyin, such as huan kuan." }),
  polite: z.strictObject({ zh: words, en: words }),
});
