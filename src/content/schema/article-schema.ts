import * as z from "zod";
import { nameSchema } from "./text-schema.ts";

const line = z.string().min(1).max(200);
const lines = z.strictObject({ zh: z.array(line).default([]), en: z.array(line).default([]) });

/** The front matter of `knowledge/<name>.md`. */
export const articleSchema = z.strictObject({
  article: nameSchema,
  title: z.strictObject({ zh: line, en: line }).meta({ description: "Shown above the answer." }),
  source: z
    .string()
    .min(1)
    .meta({ description: "Where what it says comes from, so that it can be reviewed." }),
  date: z.iso.date().meta({ description: "When the source said so." }),
  expires: z.iso.date().optional().meta({ description: "From this day on, lint asks for a review." }),
  questions: lines.optional().meta({ description: "Ways in which customers ask for it." }),
  mentions: lines.optional().meta({
    description:
      "Words of which a question needs one, and of which one is enough: names of other companies' products.",
  }),
  facts: z.array(z.string()).default([]).meta({ description: "Facts of bot.yaml that the body states." }),
});
