import * as z from "zod";
import { localizedListSchema, localizedSchema } from "./text-schema.ts";

const fact = z.strictObject({
  statement: localizedSchema.meta({ description: "What the bot may say, in one sentence." }),
  source: z.string().min(1).meta({ description: "Where it comes from, so that it can be reviewed." }),
  date: z.iso.date().meta({ description: "When the source said so." }),
  expires: z.iso.date().optional().meta({ description: "From this day on, lint asks for a review." }),
});

/** `bot.yaml`. */
export const botSchema = z.strictObject({
  bot: z.strictObject({
    name: localizedSchema,
    brand: localizedSchema,
    greeting: localizedSchema,
    suggestions: localizedListSchema.meta({ description: "Questions offered on an empty conversation." }),
  }),
  facts: z.record(z.string(), fact),
});
