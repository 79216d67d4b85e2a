import { clock, type DayPart } from "./clock.ts";
import { ENGLISH_NUMERAL } from "./english-numeral.ts";
import type { EntityRule } from "./entity-rule.ts";
import { readNumeral } from "./numeral.ts";

const HOUR = `((?<![\\d:.])\\d{1,2}|${ENGLISH_NUMERAL})`;

/** Times of day in English as HH:MM: "5:30 pm" is "17:30", "half past three" "03:30". */
export const englishTimeRules: readonly EntityRule[] = [
  time(`${HOUR}(?:[:.](\\d{2}))? ?(?:o'?clock )?(am|pm|a\\.m\\.?|p\\.m\\.?)(?![a-z])`, (hour, minute, half) =>
    onDial(hour, minute, half?.startsWith("a") === true ? "night" : "afternoon"),
  ),
  time(
    `${HOUR}(?::(\\d{2})| ?o'?clock)? (?:in the (morning|afternoon|evening)|at night)(?![a-z])`,
    (hour, minute, part) => {
      if (part === "morning") return onDial(hour, minute, "night");
      return onDial(hour, minute, part === "afternoon" ? "afternoon" : "evening");
    },
  ),
  time(`${HOUR} ?o'?clock\\b`, (hour) => clock(readNumeral(hour ?? ""), 0, "asWritten")),
  time(
    `\\b(half|(?:a )?quarter) (past|to) ${HOUR}(?![:.]?\\d)(?: ?(am|pm)\\b)?`,
    (share, side, hour, half) => {
      const part = half === undefined ? "asWritten" : half === "am" ? "night" : "afternoon";
      const number = readNumeral(hour ?? "");
      if (side === "past" || number === undefined) return onDial(hour, share === "half" ? "30" : "15", part);
      return share === "half" ? undefined : onDial(`${number === 1 ? 12 : number - 1}`, "45", part);
    },
  ),
  time("\\bnoon\\b|正午", () => "12:00"),
  time("\\bmidnight\\b|午夜", () => "00:00"),
];

type Captured = string | undefined;

function time(pattern: string, write: (...captured: Captured[]) => string | undefined): EntityRule {
  return {
    name: "time",
    pattern: new RegExp(pattern, "gu"),
    read: ([, ...captured]) => write(...captured),
  };
}

function onDial(hour: Captured, minute: Captured, part: DayPart): string | undefined {
  const number = readNumeral(hour ?? "");
  return number === undefined || number > 12 ? undefined : clock(number, Number(minute ?? 0), part);
}
