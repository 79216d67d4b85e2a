import type { Timestamp } from "../kernel/time.ts";

/** When colleagues answer, in the shop's own time. */
export interface Hours {
  /** An IANA time zone, such as `Asia/Shanghai`. */
  readonly zone: string;
  /** By day of the week, Sunday first: from and to in minutes after midnight. */
  readonly weekly: readonly (readonly (readonly [from: number, to: number])[])[];
  /** ISO 8601 days on which nobody answers. */
  readonly holidays: readonly string[];
}

/** Whether colleagues answer at a moment. */
export function isOpen(hours: Hours | undefined, at: Timestamp): boolean {
  if (hours === undefined) return true;
  const { day, weekday, minutes } = localTime(hours.zone, at);
  if (hours.holidays.includes(day)) return false;
  return (hours.weekly[weekday] ?? []).some(([from, to]) => from <= minutes && minutes < to);
}

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** Formatters by time zone: making one costs far more than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function localTime(zone: string, at: Timestamp) {
  const parts = new Map(
    formatterOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? "";
  return {
    day: `${part("year")}-${part("month")}-${part("day")}`,
    weekday: WEEKDAYS.indexOf(part("weekday")),
    minutes: Number(part("hour")) * 60 + Number(part("minute")),
  };
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const fresh = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
  formatters.set(zone, fresh);
  return fresh;
}
