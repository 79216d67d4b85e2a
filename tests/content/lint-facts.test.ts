import { describe, expect, test } from "vitest";
import { expiredFacts } from "../../src/content/lint-facts.ts";
import { describeProblem } from "../../src/content/source.ts";
import { smallBot } from "../support/small-bot.ts";

describe("facts", () => {
  const bot = smallBot({
    bot: `
      bot: { name: a, brand: a, greeting: a, suggestions: { zh: [a], en: [a] } }
      facts:
        fees:
          statement: Fees are low.
          source: the price list
          date: 2026-01-01
          expires: 2026-06-01
        hours: { statement: Open at nine., source: the door, date: 2026-01-01 }
    `,
  });

  test("are to be reviewed from the day they expire on", () => {
    expect(expiredFacts(bot, "2026-05-31")).toEqual([]);
    expect(expiredFacts(bot, "2026-06-01").map(describeProblem)).toEqual([
      'bot.yaml:3:3 warning [fact-expired] The fact "fees" was to be reviewed by 2026-06-01.\n' +
        '    Check it against "the price list" and set a new date.',
    ]);
  });

  test("without an expiry never are", () => {
    expect(expiredFacts(bot, "2999-01-01")).toHaveLength(1);
  });
});
