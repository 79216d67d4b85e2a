import type { EntityRule } from "./entity-rule.ts";
import { NUMERAL, readNumeral } from "./numeral.ts";

const DAYPART = "凌晨|早上|早晨|清晨|上午|中午|下午|傍晚|晚上|夜里|半夜|早|晚";

/** Times of day as HH:MM: 下午5点 is "17:00", 晚上八点半 "20:30", "5:30 pm" "17:30". */
export const timeRules: readonly EntityRule[] = [
  {
    name: "time",
    pattern: new RegExp(
      `(${DAYPART})?\\s?(${NUMERAL})(?:点|时(?![候间]))(?![击数开])(?:(半|一刻|三刻)|(\\d{1,2}|[零一二三四五]?十?[一二三四五六七八九十])分?(?!\\d)|(钟|整))?`,
      "gu",
    ),
    read: ([, part, hour = "", quarter, minute, exact]) => {
      // 便宜一点 and 早一点 are no time.
      const vague =
        (part ?? "").length < 2 && quarter === undefined && minute === undefined && exact === undefined;
      if (hour === "一" && vague) return undefined;
      const minutes =
        quarter === undefined ? readNumeral((minute ?? "0").replace(/^零/u, "")) : QUARTERS.get(quarter);
      return clock(readNumeral(hour), minutes, partOfChinese(part));
    },
  },
  {
    name: "time",
    pattern: new RegExp(`(${DAYPART})?\\s?(?<![\\d:])(\\d{1,2}):(\\d{2})(?::\\d{2})?(?![\\d:])`, "gu"),
    read: ([, part, hour, minute]) => clock(Number(hour), Number(minute), partOfChinese(part)),
  },
  {
    name: "time",
    pattern: /(?<![\d:.])(\d{1,2})(?:[:.](\d{2}))? ?(am|pm|a\.m\.?|p\.m\.?)(?![a-z])/gu,
    read: ([, hour, minute, half = ""]) =>
      Number(hour) > 12
        ? undefined
        : clock(Number(hour), Number(minute ?? 0), half.startsWith("a") ? "night" : "afternoon"),
  },
  {
    name: "time",
    pattern: /(?<![\d:.])(\d{1,2}) ?o'?clock\b/gu,
    read: ([, hour]) => clock(Number(hour), 0, "asWritten"),
  },
  { name: "time", pattern: /\bnoon\b|正午/gu, read: () => "12:00" },
  { name: "time", pattern: /\bmidnight\b|午夜/gu, read: () => "00:00" },
];

const QUARTERS = new Map([
  ["半", 30],
  ["一刻", 15],
  ["三刻", 45],
]);

type Part = "asWritten" | "night" | "noon" | "afternoon" | "evening";

function partOfChinese(part: string | undefined): Part {
  if (part === undefined) return "asWritten";
  if (/下午|傍晚/u.test(part)) return "afternoon";
  if (part.startsWith("晚")) return "evening";
  if (part === "中午") return "noon";
  return "night";
}

function clock(hour: number | undefined, minute: number | undefined, part: Part): string | undefined {
  if (hour === undefined || minute === undefined || !Number.isInteger(hour) || hour > 24 || minute > 59)
    return undefined;
  const shown = `${hourOfDay(hour, part)}`.padStart(2, "0");
  return `${shown}:${`${minute}`.padStart(2, "0")}`;
}

function hourOfDay(hour: number, part: Part): number {
  if (hour === 24) return 0;
  // 晚上12点 is midnight, 中午12点 is noon, and 中午1点 is after it.
  if (hour === 12) return part === "night" || part === "evening" ? 0 : 12;
  if (part === "afternoon" || part === "evening") return hour < 12 ? hour + 12 : hour;
  return part === "noon" && hour < 4 ? hour + 12 : hour;
}
