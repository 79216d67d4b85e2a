import type { EntityRule } from "./entity-rule.ts";
import { ANY_NUMERAL, NUMERAL, readNumeral } from "./numeral.ts";

const UNITS: readonly (readonly [word: string, unit: Unit])[] = [
  ["年(?![级期底初])", "Y"],
  ["个多?月(?!期)", "M"],
  ["天(?![猫])", "D"],
  ["个?(?:星期|礼拜)(?![一二三四五六日天])", "W"],
  ["周(?![一二三四五六日])", "W"],
  ["个?(?:小时|钟头)", "H"],
  ["分钟", "Min"],
  ["秒钟?", "S"],
];

/** The first letters of {@link ENGLISH_UNIT}, two where one is not enough. */
const ENGLISH_UNITS: ReadonlyMap<string, Unit> = new Map([
  ["y", "Y"],
  ["mo", "M"],
  ["w", "W"],
  ["d", "D"],
  ["h", "H"],
  ["mi", "Min"],
  ["s", "S"],
]);
const ENGLISH_UNIT = "(years?|months?|weeks?|days?|hours?|hrs?|h|minutes?|mins?|seconds?|secs?)\\b";

type Unit = "Y" | "M" | "W" | "D" | "H" | "Min" | "S";

/**
 * Lengths of time as ISO 8601 durations: 半年 is "P6M", 两天 "P2D", "2 weeks" "P2W", 半小时 "PT30M". "A couple of
 * days" is two, 十多天 ten; about so long, as 两三天, 几天 and "a few days" are, is none.
 */
export const durationRules: readonly EntityRule[] = [
  ...UNITS.map(([word, unit]) => counted(`(?<!第)(${NUMERAL})[多来]?\\s?${word}`, unit)),
  {
    name: "duration",
    pattern: new RegExp(`(${ANY_NUMERAL})( and a half)?[- ]?${ENGLISH_UNIT}`, "gu"),
    read: ([, numeral = "", half, word]) =>
      whole(numeral, (count) => iso(half === undefined ? count : count + 0.5, unitOf(word))),
  },
  {
    name: "duration",
    pattern: new RegExp(`\\b(an?|a couple(?: of)?) ${ENGLISH_UNIT}`, "gu"),
    read: ([, count = "", word]) => iso(count.startsWith("a couple") ? 2 : 1, unitOf(word)),
  },
  fixed("\\ban hour and a half\\b", "PT1H30M"),
  fixed("\\ba year and a half\\b", "P1Y6M"),
  counted(`(${NUMERAL})日[内之]`, "D"),
  counted(`(${NUMERAL})年半`, "Y", 0.5),
  counted(`(${NUMERAL})个半小时`, "H", 0.5),
  {
    name: "duration",
    pattern: new RegExp(`(${NUMERAL})个半月`, "gu"),
    // Half a month is fifteen days in a contract.
    read: ([, numeral = ""]) => whole(numeral, (count) => `P${count}M15D`),
  },
  fixed("半年(?!期)|\\bhalf an? year\\b", "P6M"),
  fixed("半个月|半月", "P15D"),
  // 翻了半天 and 等半天 are any while.
  fixed("(?<![了翻找等弄搞看说试])半天", "PT12H"),
  fixed("半个?(?:小时|钟头)|\\bhalf an hour\\b", "PT30M"),
  fixed("一刻钟", "PT15M"),
  fixed("\\ba fortnight\\b", "P2W"),
];

function counted(pattern: string, unit: Unit, extra = 0): EntityRule {
  return {
    name: "duration",
    pattern: new RegExp(pattern, "gu"),
    read: ([, numeral = ""]) => whole(numeral, (count) => iso(count + extra, unit)),
  };
}

function fixed(pattern: string, value: string): EntityRule {
  return { name: "duration", pattern: new RegExp(pattern, "gu"), read: () => value };
}

function unitOf(word = ""): Unit {
  return ENGLISH_UNITS.get(word.slice(0, 1)) ?? ENGLISH_UNITS.get(word.slice(0, 2)) ?? "D";
}

/** 2024年 is a year, not two thousand of them. */
const MOST = 999;

function whole(numeral: string, write: (count: number) => string): string | undefined {
  const count = readNumeral(numeral);
  return count === undefined || count === 0 || count > MOST ? undefined : write(count);
}

/** Halves go to the next smaller unit; other fractions stay, as the standard allows. */
function iso(count: number, unit: Unit): string {
  if (count % 1 !== 0 && unit === "Y" && Number.isInteger(count * 12)) {
    return `P${count > 1 ? `${Math.floor(count)}Y` : ""}${(count % 1) * 12}M`;
  }
  if (count % 1 !== 0 && unit === "H" && Number.isInteger(count * 60)) {
    return `PT${count > 1 ? `${Math.floor(count)}H` : ""}${(count % 1) * 60}M`;
  }
  if (unit === "H" || unit === "S") return `PT${count}${unit}`;
  return unit === "Min" ? `PT${count}M` : `P${count}${unit}`;
}
