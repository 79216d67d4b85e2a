import { InvalidArgumentError } from "commander";
import type { Milliseconds } from "../kernel/time.ts";

const UNITS: Readonly<Record<string, Milliseconds>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads a span of time such as 7d, 12h or 30m; for commander. */
export function readSpan(written: string): Milliseconds {
  const [, count, unit = ""] = /^(\d{1,5})([mhd])$/u.exec(written) ?? [];
  if (count === undefined || Number(count) === 0)
    throw new InvalidArgumentError("Write a span such as 7d, 12h or 30m.");
  return Number(count) * (UNITS[unit] ?? 0);
}
