import { calendarDay } from "./calendar.ts";
import type { EntityRule } from "./entity-rule.ts";
import { ANY_NUMERAL, readNumeral } from "./numeral.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const WEEKDAY = "(monday|tuesday|wednesday|thursday|friday|saturday|sunday)";
const DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
const SHIFTS = new Map([
  ["last", "-1"],
  ["this", "+0"],
  ["the", "+0"],
  ["next", "+1"],
]);
const ORDINALS = [
  "first",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "seventh",
  "eighth",
  "ninth",
  "tenth",
];
const NTH = `(\\d{1,2}(?:st|nd|rd|th)|${ORDINALS.join("|")})`;
const SOME = `(${ANY_NUMERAL}|an?|a couple(?: of)?)`;

/** Days in English and in digits, as the symbols that `resolveDay` reads: "next friday" is "week+1 weekday:5". */
export const englishDayRules: readonly EntityRule[] = [
  day("(?<![\\d-])(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?![\\d-])", (year, _, month, date) =>
    calendarDay(year, Number(month), Number(date)),
  ),
  // Month and day, or day and month where there is no such month: 10/15, 15/10/2024, 10/15号. 3/6/12期 are periods.
  day(
    "(?<![\\d/.-])(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}))?[号日]?(?![\\d/%]|\\.\\d|\\s?[期个元块折次周天])",
    (one, other, year) => {
      const [month, date] = [Number(one), Number(other)];
      return calendarDay(year ?? "-", month, date) ?? calendarDay(year ?? "-", date, month);
    },
  ),
  day(`\\b${MONTH}\\.? ${DAY}(?:,? (\\d{4}))?\\b`, (month, date, year) => named(year, month, date)),
  day(`(?<!\\d)${DAY} (?:of )?${MONTH}\\b(?:,? (\\d{4})\\b)?`, (date, month, year) =>
    named(year, month, date),
  ),
  day(`\\b(?:the )?(${ORDINALS.join("|")}) of ${MONTH}\\b`, (nth = "", month) =>
    named(undefined, month, `${ORDINALS.indexOf(nth) + 1}`),
  ),
  day(`\\b${MONTH},? (\\d{4})\\b`, (month = "", year) =>
    calendarDay(year, MONTHS.indexOf(month.slice(0, 3)) + 1),
  ),
  day("\\bthe day after tomorrow\\b", () => "day+2"),
  day("\\bthe day before yesterday\\b", () => "day-2"),
  day("\\btomorrow\\b", () => "day+1"),
  day("\\b(?:today|tonight)\\b", () => "day+0"),
  day("\\byesterday\\b", () => "day-1"),
  day(`\\b(?:(last|this|next) )?${WEEKDAY}\\b`, (shift, name = "") => {
    const weekday = `weekday:${WEEKDAYS.indexOf(name.slice(0, 3)) + 1}`;
    return shift === undefined ? weekday : `week${SHIFTS.get(shift)} ${weekday}`;
  }),
  day(`\\b(last|this|next) (${WEEKDAYS.join("|")})\\b`, (shift = "", name = "") => {
    return `week${SHIFTS.get(shift)} weekday:${WEEKDAYS.indexOf(name) + 1}`;
  }),
  day("\\b(last|this|next) month\\b", (shift = "") => `month${SHIFTS.get(shift)}`),
  day(`\\b(last|this|next) month,?(?: on)? the ${NTH}\\b`, (shift, nth) => nthOfMonth(nth, shift)),
  day(`\\b(?:the )?${NTH}(?: day)? of (last|this|the|next) month\\b`, nthOfMonth),
  day("\\b(?:the )?end of (?:(last|this|the|next) )?month\\b|\\bmonth[- ]end\\b", (shift = "this") => {
    return `month${SHIFTS.get(shift)} end`;
  }),
  day("\\b(?:the )?(?:start|beginning) of (last|this|the|next) month\\b", (shift = "") => {
    return `month${SHIFTS.get(shift)} day:1`;
  }),
  day(
    "\\b(?:the )?(\\d{1,2}(?:st|nd|rd|th))(?: (last|this|next) month)?\\b(?! (?:instal|pay|per|time|gen))",
    nthOfMonth,
  ),
  day(`\\bin ${SOME} (day|week)s?\\b`, (count, unit) => later(count, unit, "+")),
  day(`\\b${SOME} (day|week)s? (?:later|from (?:now|today))\\b`, (count, unit) => later(count, unit, "+")),
  day(`\\b${SOME} (day|week)s? (?:ago|earlier)\\b`, (count, unit) => later(count, unit, "-")),
];

type Captured = string | undefined;

function day(pattern: string, write: (...captured: Captured[]) => string | undefined): EntityRule {
  return {
    name: "date",
    pattern: new RegExp(pattern, "gu"),
    read: ([, ...captured]) => write(...captured),
  };
}

function named(year: Captured, month = "", date: Captured): string | undefined {
  return calendarDay(year ?? "-", MONTHS.indexOf(month.slice(0, 3)) + 1, Number(date));
}

function nthOfMonth(nth = "", shift?: Captured): string | undefined {
  const date = Number.parseInt(nth, 10) || ORDINALS.indexOf(nth) + 1;
  if (date < 1 || date > 31) return undefined;
  return `${shift === undefined ? "" : `month${SHIFTS.get(shift)} `}day:${date}`;
}

function later(count = "", unit: Captured, sign: "+" | "-"): string | undefined {
  const number = count.startsWith("a couple") ? 2 : /^an?$/u.test(count) ? 1 : readNumeral(count);
  if (number === undefined || !Number.isInteger(number) || number > 999) return undefined;
  return `day${sign}${unit === "week" ? number * 7 : number}`;
}
