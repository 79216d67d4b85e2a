import type { Language } from "../kernel/language.ts";
import type { Hours } from "./hours.ts";

const DAYS = {
  zh: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
} as const;

/** A week begins on Monday where people read opening hours. */
const WEEK = [1, 2, 3, 4, 5, 6, 0];

/** Hours as people write them: 周一至周五 09:00–18:00，周六 10:00–16:00. Days that have none are left out. */
export function hoursText({ weekly }: Pick<Hours, "weekly">, language: Language): string {
  const runs: { first: number; last: number; spans: string }[] = [];
  let before: number | undefined;
  for (const [place, day] of WEEK.entries()) {
    const spans = (weekly[day] ?? []).map(([from, to]) => `${clock(from)}–${clock(to)}`).join(AND[language]);
    if (spans === "") continue;
    const run = runs.at(-1);
    if (run?.spans === spans && before === place - 1) run.last = day;
    else runs.push({ first: day, last: day, spans });
    before = place;
  }
  const names = DAYS[language];
  const daysOf = ({ first, last }: { readonly first: number; readonly last: number }): string =>
    first === last ? `${names[first]}` : `${names[first]}${TO[language]}${names[last]}`;
  return runs.map((run) => `${daysOf(run)} ${run.spans}`).join(COMMA[language]);
}

const TO = { zh: "至", en: "–" } as const;
const AND = { zh: "、", en: " and " } as const;
const COMMA = { zh: "，", en: ", " } as const;

function clock(minutes: number): string {
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}
