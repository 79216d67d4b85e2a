import type { Milliseconds, Timestamp } from "../kernel/time.ts";
import type { LocalHour } from "./reports.ts";

const DAY_MS: Milliseconds = 24 * 3_600_000;

/** No time zone is apart from UTC by a part of it, and so no hour begins within one. */
const QUARTER_MS: Milliseconds = 15 * 60_000;

/** No place on earth is further from UTC. */
const FURTHEST_MS: Milliseconds = 15 * 3_600_000;

/** All days from one to another, both ISO 8601, in order. */
export function daysBetween(from: string, to: string): readonly string[] {
  const count = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, index) => dayAfter(from, index));
}

/** When a span of days begins, and when the day after its last one does. */
export function spanOf(
  zone: string,
  from: string,
  to: string,
): { readonly from: Timestamp; readonly to: Timestamp } {
  const localHour = localHours(zone);
  return { from: startOf(localHour, from), to: startOf(localHour, dayAfter(to, 1)) };
}

/** What tells day and hour in a time zone. Of many moments it remembers the quarters of an hour: a calendar is slow. */
export function localHours(zone: string): (at: Timestamp) => LocalHour {
  const tell = calendarOf(zone);
  const told = new Map<number, LocalHour>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS);
    const known = told.get(quarter) ?? tell(quarter * QUARTER_MS);
    told.set(quarter, known);
    return known;
  };
}

function calendarOf(zone: string): (at: Timestamp) => LocalHour {
  const formatter = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
  });
  return (at) => {
    const parts = new Map(formatter.formatToParts(at).map(({ type, value }) => [type, value]));
    const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? "";
    return { day: `${part("year")}-${part("month")}-${part("day")}`, hour: Number(part("hour")) };
  };
}

function dayAfter(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** The first moment of a day: not always midnight, which clocks that are put forward may leave out. */
function startOf(localHour: (at: Timestamp) => LocalHour, day: string): Timestamp {
  let before = Date.parse(day) - FURTHEST_MS;
  let within = Date.parse(day) + FURTHEST_MS;
  while (within - before > QUARTER_MS) {
    const middle = before + Math.floor((within - before) / 2 / QUARTER_MS) * QUARTER_MS;
    if (localHour(middle).day < day) before = middle;
    else within = middle;
  }
  return within;
}
