import * as z from "zod";
import { localizedListSchema, localizedSchema } from "./text-schema.ts";

const fact = z.strictObject({
  statement: localizedSchema.meta({ description: "What the bot may say, in one sentence." }),
  source: z.string().min(1).meta({ description: "Where it comes from, so that it can be reviewed." }),
  date: z.iso.date().meta({ description: "When the source said so." }),
  expires: z.iso.date().optional().meta({ description: "From this day on, lint asks for a review." }),
});

const hours = z.strictObject({
  zone: z
    .string()
    .refine(isTimeZone, "this is no time zone; write one such as Asia/Shanghai")
    .meta({ description: "An IANA time zone." }),
  weekly: z
    .partialRecord(
      z.enum(["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
      z.array(
        z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/u, "write 09:00-18:00"),
      ),
    )
    .meta({ description: "By day, when colleagues answer. A day left out is closed." }),
  holidays: z.array(z.iso.date()).default([]),
});

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** `bot.yaml`. */
export const botSchema = z.strictObject({
  bot: z.strictObject({
    name: localizedSchema,
    brand: localizedSchema,
    greeting: localizedSchema,
    suggestions: localizedListSchema.meta({ description: "Questions offered on an empty conversation." }),
  }),
  hours: hours.optional().meta({ description: "When colleagues answer; always, when left out." }),
  facts: z.record(z.string(), fact),
});
