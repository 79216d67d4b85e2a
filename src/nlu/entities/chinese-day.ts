import { calendarDay } from "./calendar.ts";
import type { EntityRule } from "./entity-rule.ts";
import { NUMERAL, readNumeral } from "./numeral.ts";

const DAYS = new Map([
  ["大前", -3],
  ["前", -2],
  ["昨", -1],
  ["今", 0],
  ["明", 1],
  ["后", 2],
  ["大后", 3],
]);
const YEARS = new Map([
  ["去", -1],
  ["今", 0],
  ["明", 1],
  ["后", 2],
]);
const SHIFTS = new Map([
  ["上上", -2],
  ["上", -1],
  ["这", 0],
  ["本", 0],
  ["当", 0],
  ["下", 1],
  ["次", 1],
  ["下下", 2],
]);
/** 3月12 is a day, but in 3月12期 and 5月2000元 the number is another thing's. */
const DATE = `(?:(${NUMERAL})(?:[日号]|(?!\\s?[期个天元块万千百点次笔%])))?`;
const MONTH = "(上上|上|这|本|当|下下|下|次)个?月的?";

/** Days in Chinese, as the symbols that `resolveDay` reads: 下个月15号 is "month+1 day:15", 明天 is "day+1". */
export const chineseDayRules: readonly EntityRule[] = [
  day(
    `(?<!\\d)(\\d{4}|2\\d|[一二][零〇一二三四五六七八九]{3})年(${NUMERAL})月${DATE}`,
    (year = "", month, date) =>
      written(year.length === 2 ? `20${year}` : String(readNumeral(year)), month, date),
  ),
  day(`(去|今|明|后)年的?(${NUMERAL})月份?${DATE}`, (year = "", month, date) =>
    prefixed(signed("year", YEARS.get(year) ?? 0), written("-", month, date)),
  ),
  day(`(?<!\\d)(${NUMERAL})月份?${DATE}`, (month, date) => written("-", month, date)),
  day("(?<![\\d.])(\\d{1,2})\\.(\\d{1,2})[号日](?![内之元])", (month, date) => written("-", month, date)),
  day(`(?<![尾编账代靓型])(${NUMERAL})(?:号(?![线楼店码门机文令])|日(?![内之元]))`, (date) =>
    dayOfMonth(date),
  ),
  day(`${MONTH}(${NUMERAL})[日号]`, (month, date) => prefixed(shift("month", month), dayOfMonth(date))),
  day(`${MONTH}(?:底|末|最后一天)`, (month) => `${shift("month", month)} end`),
  day(`${MONTH}初`, (month) => `${shift("month", month)} day:1`),
  day(MONTH, (month) => shift("month", month)),
  day(`(?<!\\d)(${NUMERAL})月份?初`, (month) => written("-", month, "1")),
  day(`(?<!\\d)(${NUMERAL})月份?(?:底|末)`, (month) => lastDay(month)),
  day("(?<![一二两三四五六七八九十百半几\\d])年(?:底|末)", () => "--12-31"),
  day("(去|今|明|后)年年?(?:底|末)", (year = "") => `${signed("year", YEARS.get(year) ?? 0)} --12-31`),
  day("月(?:底|末)", () => "month+0 end"),
  day("月初", () => "month+0 day:1"),
  day(
    "(?<!(?<![周期拜])[一二两三四五六七八九十几每\\d个])(上上|上|这|本|下下|下)?个?(?:周|星期|礼拜)([一二三四五六日天末])(?![次直般样定起下共个])",
    (week, name = "") => {
      const weekday = name === "末" ? 6 : Math.min("一二三四五六日天".indexOf(name) + 1, 7);
      return week === undefined ? `weekday:${weekday}` : `${shift("week", week)} weekday:${weekday}`;
    },
  ),
  day("(大前|前|昨|今|明|后|大后)[天日]", (word = "") => signed("day", DAYS.get(word) ?? 0)),
  // 今晚八点 is a day and a time, so the day leaves 晚 to the time.
  day("([昨今明后])(?=[早晚])", (word = "") => signed("day", DAYS.get(word) ?? 0)),
  day(`(${NUMERAL})天(?:之|以)?([前后])`, (count, side) => days(count, side, 1)),
  day("半个?月(?:之|以)?([前后])", (side) => signed("day", side === "前" ? -15 : 15)),
  day(`(${NUMERAL})(?:周|个?星期|个?礼拜)(?:之|以)?([前后])`, (count, side) => days(count, side, 7)),
];

type Captured = string | undefined;

function day(pattern: string, write: (...captured: Captured[]) => string | undefined): EntityRule {
  return {
    name: "date",
    pattern: new RegExp(pattern, "gu"),
    read: ([, first, second, third]) => write(first, second, third),
  };
}

function written(year: Captured, month: Captured, date: Captured): string | undefined {
  const number = date === undefined ? undefined : readNumeral(date);
  if (date !== undefined && number === undefined) return undefined;
  return calendarDay(year, readNumeral(month ?? ""), number);
}

/** 28 February is a last day in three years of four. */
function lastDay(month: Captured): string | undefined {
  return written("-", month, "31") ?? written("-", month, "30") ?? written("-", month, "28");
}

function dayOfMonth(date: Captured): string | undefined {
  const number = readNumeral(date ?? "");
  const exists = number !== undefined && Number.isInteger(number) && number >= 1 && number <= 31;
  return exists ? `day:${number}` : undefined;
}

function prefixed(prefix: string, rest: string | undefined): string | undefined {
  return rest === undefined ? undefined : `${prefix} ${rest}`;
}

function shift(unit: "month" | "week", word: Captured): string {
  return signed(unit, SHIFTS.get(word ?? "") ?? 0);
}

function days(count: Captured, side: Captured, length: number): string | undefined {
  const number = readNumeral(count ?? "");
  if (number === undefined || !Number.isInteger(number) || number > 999) return undefined;
  return signed("day", side === "前" ? -number * length : number * length);
}

function signed(unit: string, count: number): string {
  return `${unit}${count < 0 ? "" : "+"}${count}`;
}
