import type { Locale } from "./locale.ts";

const TAGS: Readonly<Record<Locale, string>> = { zh: "zh-CN", en: "en-GB" };

/** Hour and minute where the agent is. */
export function timeOf(at: string | number, locale: Locale): string {
  return new Intl.DateTimeFormat(TAGS[locale], { hour: "2-digit", minute: "2-digit", hour12: false }).format(
    new Date(at),
  );
}

/** The day where the agent is, as a heading. */
export function dayOf(at: string | number, locale: Locale): string {
  return new Intl.DateTimeFormat(TAGS[locale], {
    year: "numeric",
    month: "long",
    day: "numeric",
    weekday: "short",
  }).format(new Date(at));
}

/** Day and time, for a moment that need not be of today. */
export function momentOf(at: string | number, locale: Locale): string {
  return new Intl.DateTimeFormat(TAGS[locale], {
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  }).format(new Date(at));
}

export function isSameDay(a: string | number, b: string | number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

/** A length of time in its largest unit: `40s`, `3m`, `2h`, `4d`. The units are the reader's language's. */
export function lengthOf(
  ms: number,
  units: { readonly s: string; readonly m: string; readonly h: string; readonly d: string },
): string {
  const seconds = Math.max(Math.floor(ms / 1000), 0);
  if (seconds < 60) return `${seconds}${units.s}`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}${units.m}`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}${units.h}`;
  return `${Math.floor(seconds / 86_400)}${units.d}`;
}

/** The ends of a snooze that the desk offers. */
export type SnoozeChoice = "quarter" | "hour" | "tomorrow";

/** When a snooze ends. Tomorrow is nine in the morning where the agent is. */
export function snoozeEnd(choice: SnoozeChoice, now: Date): Date {
  if (choice === "quarter") return new Date(now.getTime() + 15 * 60_000);
  if (choice === "hour") return new Date(now.getTime() + 3_600_000);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 9);
}
