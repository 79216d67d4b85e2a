import type { Bot } from "./bot.ts";
import type { Problem } from "./source.ts";

/** Facts past their date, for `today` as an ISO 8601 day. */
export function expiredFacts(bot: Bot, today: string): readonly Problem[] {
  return Object.entries(bot.facts)
    .filter(([, fact]) => fact.expires !== undefined && fact.expires <= today)
    .map(([id, fact]) => ({
      ...fact.at,
      severity: "warning",
      rule: "fact-expired",
      message: `The fact "${id}" was to be reviewed by ${fact.expires ?? fact.date}.`,
      hint: `Check it against "${fact.source}" and set a new date.`,
    }));
}
