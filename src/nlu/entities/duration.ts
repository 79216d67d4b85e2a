import type { EntityRule } from "./entity-rule.ts";
import { ANY_NUMERAL, NUMERAL, readNumeral } from "./numeral.ts";

const UNITS: readonly (readonly [word: string, unit: Unit])[] = [
  ["年(?![级期底初])", "Y"],
  ["个月(?!期)", "M"],
  ["天(?![猫])", "D"],
  ["个?(?:星期|礼拜)(?![一二三四五六日天])", "W"],
  ["周(?![一二三四五六日])", "W"],
  ["个?(?:小时|钟头)", "H"],
  ["分钟", "Min"],
  ["秒钟?", "S"],
];

const ENGLISH_UNITS: readonly (readonly [word: string, unit: Unit])[] = [
  ["years?", "Y"],
  ["months?", "M"],
  ["weeks?", "W"],
  ["days?", "D"],
  ["(?:hours?|hrs?|h)", "H"],
  ["(?:minutes?|mins?)", "Min"],
  ["(?:seconds?|secs?)", "S"],
];

type Unit = "Y" | "M" | "W" | "D" | "H" | "Min" | "S";

/** Lengths of time as ISO 8601 durations: 半年 is "P6M", 两天 "P2D", "2 weeks" "P2W", 半小时 "PT30M". */
export const durationRules: readonly EntityRule[] = [
  ...UNITS.map(([word, unit]) => counted(`(?<!第)(${NUMERAL})\\s?${word}`, unit)),
  ...ENGLISH_UNITS.map(([word, unit]) => counted(`(${ANY_NUMERAL})[- ]?${word}\\b`, unit)),
  ...ENGLISH_UNITS.map(([word, unit]) => fixed(`\\ban? ${word}\\b`, iso(1, unit))),
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
  fixed("半天", "PT12H"),
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
