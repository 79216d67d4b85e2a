import { expect, test } from "vitest";
import { hoursText } from "../../src/content/hours-text.ts";

const NINE_TO_SIX = [9 * 60, 18 * 60] as const;
const week = (...days: readonly (readonly (readonly [number, number])[])[]) => ({ weekly: days });

test.each([
  [
    "days in a row that are alike are one",
    week([], [NINE_TO_SIX], [NINE_TO_SIX], [NINE_TO_SIX], [NINE_TO_SIX], [NINE_TO_SIX], [[600, 965]]),
    "周一至周五 09:00–18:00，周六 10:00–16:05",
    "Mon–Fri 09:00–18:00, Sat 10:00–16:05",
  ],
  [
    "the week ends on Sunday",
    week([NINE_TO_SIX], [], [], [], [], [], [NINE_TO_SIX]),
    "周六至周日 09:00–18:00",
    "Sat–Sun 09:00–18:00",
  ],
  [
    "a day without hours stands between two that are alike",
    week([], [NINE_TO_SIX], [], [NINE_TO_SIX]),
    "周一 09:00–18:00，周三 09:00–18:00",
    "Mon 09:00–18:00, Wed 09:00–18:00",
  ],
  [
    "a break at noon, and a day that lasts until midnight",
    week(
      [],
      [
        [540, 720],
        [780, 1440],
      ],
    ),
    "周一 09:00–12:00、13:00–24:00",
    "Mon 09:00–12:00 and 13:00–24:00",
  ],
  ["no day has any", week(), "", ""],
])("%s", (_what, hours, zh, en) => {
  expect(hoursText(hours, "zh")).toBe(zh);
  expect(hoursText(hours, "en")).toBe(en);
});
