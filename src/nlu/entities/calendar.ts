const DAY_MS = 86_400_000;

/**
 * Turns the value of a `date` entity into a day, seen from another.
 *
 * A bare day of the month or weekday is the coming one, today included; a month and day without a year is the
 * nearest, so that a purchase last December is not taken for the next. A day that a month lacks is its last.
 *
 * @param symbol such as "day:10", "month+1 day:15", "month+0 end", "week-1 weekday:5", "day+1", "--10-16",
 *   "year+1 --03-05", "2024-05-30"
 * @param today  ISO 8601, "2024-05-30"
 * @returns an ISO day; a month, "2024-06", where the symbol names no day; `undefined` for no symbol or no such day
 * @public
 */
export function resolveDay(symbol: string, today: string): string | undefined {
  const now = Date.parse(`${today}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(today) || Number.isNaN(now)) return undefined;
  if (/^\d{4}-\d{2}$/u.test(symbol)) return symbol;
  if (/^\d{4}-\d{2}-\d{2}$/u.test(symbol)) return isDay(symbol) ? symbol : undefined;
  if (symbol.startsWith("--")) return nearest(symbol.slice(2), now);
  const ofYear = /^year([+-]\d) -(-\d{2}(?:-\d{2})?)$/u.exec(symbol);
  if (ofYear !== null) {
    const [, years, rest] = ofYear;
    return resolveDay(`${new Date(now).getUTCFullYear() + Number(years)}${rest}`, today);
  }
  const parts = /^(?:(day|week|month)([+-]\d{1,4}))?(?: ?(day|weekday):(\d{1,2})| (end))?$/u.exec(symbol);
  if (parts === null || symbol === "") return undefined;
  const [, unit, shift = "0", kind, number, end] = parts;
  if (kind === "weekday") return weekday(now, Number(number), unit === undefined ? undefined : Number(shift));
  if (unit === "day") return isoDay(now + Number(shift) * DAY_MS);
  if (unit === "week") return undefined;
  const month = monthFrom(now, Number(shift));
  if (end !== undefined) return dayIn(month, 31);
  if (kind === undefined) return month;
  const day = dayIn(month, Number(number));
  return unit === undefined && day < today ? dayIn(monthFrom(now, 1), Number(number)) : day;
}

function nearest(monthAndDay: string, now: number): string | undefined {
  const year = new Date(now).getUTCFullYear();
  const years = [year, year - 1, year + 1].map((candidate) => `${candidate}`.padStart(4, "0"));
  if (/^\d{2}$/u.test(monthAndDay)) return `${years[0]}-${monthAndDay}`;
  const [first, ...others] = years.map((candidate) => `${candidate}-${monthAndDay}`).filter(isDay);
  const distance = (day: string) => Math.abs(Date.parse(`${day}T00:00:00Z`) - now);
  return others.reduce(
    (best, day) => (best !== undefined && distance(day) < distance(best) ? day : best),
    first,
  );
}

/** Weeks begin on Monday; without a shift, the coming such day. */
function weekday(now: number, wanted: number, weeks: number | undefined): string {
  const current = new Date(now).getUTCDay() || 7;
  const days = weeks === undefined ? (wanted - current + 7) % 7 : wanted - current + weeks * 7;
  return isoDay(now + days * DAY_MS);
}

function monthFrom(now: number, shift: number): string {
  const day = new Date(now);
  return isoDay(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + shift, 1)).slice(0, 7);
}

function dayIn(month: string, day: number): string {
  const [year, number] = month.split("-").map(Number);
  const last = new Date(Date.UTC(year ?? 0, number ?? 1, 0)).getUTCDate();
  return `${month}-${`${Math.min(day, last)}`.padStart(2, "0")}`;
}

function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  // Some engines read 30 February as 1 March.
  return !Number.isNaN(at) && isoDay(at) === day;
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** No month is longer; February is checked when the year is known. */
const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Writes a day of the calendar as ISO 8601 does: "2024-05-30", "2024-05" without a day, "--10-16" without a year.
 *
 * @param year four digits, or "-" when the text names none
 * @returns `undefined` when there is no such day
 */
export function calendarDay(
  year: string | undefined,
  month: number | undefined,
  day?: number,
): string | undefined {
  const longest = LONGEST[(month ?? 0) - 1];
  if (month === undefined || longest === undefined) return undefined;
  const head = `${year ?? "-"}-${`${month}`.padStart(2, "0")}`;
  if (day === undefined) return head;
  return Number.isInteger(day) && day >= 1 && day <= longest
    ? `${head}-${`${day}`.padStart(2, "0")}`
    : undefined;
}
