import { clock, type DayPart } from "./clock.ts";
import { englishTimeRules } from "./english-time.ts";
import type { EntityRule } from "./entity-rule.ts";
import { NUMERAL, readNumeral } from "./numeral.ts";

const DAYPART = "凌晨|早上|早晨|清晨|上午|中午|下午|傍晚|晚上|夜里|半夜|早|晚";

/** What 两点 counts in 两点问题 and 有两点: points, not hours. */
const POINTS = /^(?:问题|疑问|建议|意见|要求|原因|需求|说明|想法|希望|不[同满明懂])/u;
const BEFORE_POINTS = /[第这那哪有说讲提]$|以[下上]$/u;

/** Times of day as HH:MM: 下午5点 is "17:00", 晚上八点半 "20:30", "5:30 pm" "17:30". */
export const timeRules: readonly EntityRule[] = [
  {
    name: "time",
    pattern: new RegExp(
      `(${DAYPART})?\\s?(${NUMERAL})(?:点|时(?![候间]))(?![击数开]|[零一二三四五六七八九]{1,4}[%折倍])(?:(半|一刻|三刻)|(\\d{1,2}|[零一二三四五]?十?[一二三四五六七八九十])分?(?!\\d)|(钟|整))?`,
      "gu",
    ),
    read: ({ 0: written, 1: part, 2: hour = "", 3: quarter, 4: minute, 5: exact, index, input }) => {
      const bare = quarter === undefined && minute === undefined && exact === undefined;
      if (bare && (part ?? "").length < 2) {
        const end = index + written.length;
        // 便宜一点 and 早一点 are no time.
        if (hour === "一" || POINTS.test(input.slice(end, end + 2))) return undefined;
        if (part === undefined && BEFORE_POINTS.test(input.slice(Math.max(0, index - 2), index)))
          return undefined;
      }
      const minutes =
        quarter === undefined ? readNumeral((minute ?? "0").replace(/^零/u, "")) : QUARTERS.get(quarter);
      return clock(readNumeral(hour), minutes, partOf(part));
    },
  },
  {
    name: "time",
    pattern: new RegExp(`(${DAYPART})?\\s?(?<![\\d:])(\\d{1,2}):(\\d{2})(?::\\d{2})?(?![\\d:])`, "gu"),
    read: ([, part, hour, minute]) => clock(Number(hour), Number(minute), partOf(part)),
  },
  ...englishTimeRules,
];

const QUARTERS = new Map([
  ["半", 30],
  ["一刻", 15],
  ["三刻", 45],
]);

function partOf(part: string | undefined): DayPart {
  if (part === undefined) return "asWritten";
  if (/下午|傍晚/u.test(part)) return "afternoon";
  if (/[晚夜]/u.test(part)) return "evening";
  if (part === "中午") return "noon";
  return "night";
}
