import type { Timestamp } from "../../../kernel/time.ts";

/** A day of the shop's calendar, such as 2026-03-09. */
export type Day = string;

/** The shop's clocks show China Standard Time, which knows no summer time. */
const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** The day that it is in the shop. */
export function dayOf(at: Timestamp): Day {
  return written(at + OFFSET_MS);
}

/** The day that many days later; earlier, when they are negative. */
export function addDays(day: Day, days: number): Day {
  return written(Date.parse(day) + days * DAY_MS);
}

/** The same day of the month that many months later; the last one of a month that is too short to have it. */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return written(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

/** How many days lie between two days; negative when the second is the earlier one. */
export function daysBetween(first: Day, second: Day): number {
  return (Date.parse(second) - Date.parse(first)) / DAY_MS;
}

/** The moment when the shop's clocks show that time, such as 20:14, in UTC. */
export function momentOn(day: Day, time: string): string {
  return new Date(`${day}T${time}:00+08:00`).toISOString();
}

function written(at: number): Day {
  return new Date(at).toISOString().slice(0, 10);
}
