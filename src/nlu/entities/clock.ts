/** The part of the day that an hour is said to be in. */
export type DayPart = "asWritten" | "night" | "noon" | "afternoon" | "evening";

/** A time of day as HH:MM; `undefined` when no clock shows it. */
export function clock(
  hour: number | undefined,
  minute: number | undefined,
  part: DayPart,
): string | undefined {
  if (hour === undefined || minute === undefined || !Number.isInteger(hour) || hour > 24 || minute > 59)
    return undefined;
  const shown = `${hourOfDay(hour, part)}`.padStart(2, "0");
  return `${shown}:${`${minute}`.padStart(2, "0")}`;
}

function hourOfDay(hour: number, part: DayPart): number {
  if (hour === 24) return 0;
  // 晚上12点 is midnight, 中午12点 is noon, and 中午1点 is after it.
  if (hour === 12) return part === "night" || part === "evening" ? 0 : 12;
  if (part === "afternoon") return hour < 12 ? hour + 12 : hour;
  // 夜里两点 and 晚上一点 are past midnight.
  if (part === "evening") return hour >= 5 && hour < 12 ? hour + 12 : hour;
  return part === "noon" && hour < 4 ? hour + 12 : hour;
}
