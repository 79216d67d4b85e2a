import type { Strings } from "./strings.ts";

/** 14:03, in the customer's time zone. */
export function clockTime(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);
}

/** Today, yesterday, or the date; the year only when it is another one. */
export function dayName(at: number, now: number, locale: string, strings: Strings): string {
  const day = new Date(at);
  const today = new Date(now);
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (day.toDateString() === today.toDateString()) return strings.today;
  if (day.toDateString() === yesterday.toDateString()) return strings.yesterday;
  const isThisYear = day.getFullYear() === today.getFullYear();
  return new Intl.DateTimeFormat(locale, {
    ...(isThisYear ? {} : { year: "numeric" }),
    month: "long",
    day: "numeric",
  }).format(day);
}
