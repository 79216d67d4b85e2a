/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Timestamp = number;

/** A duration in milliseconds. */
export type Milliseconds = number;

/** Tells the time. The real one reads the machine's clock; tests turn theirs by hand. */
export interface Clock {
  now(): Timestamp;
}

const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** How long a written duration is: a whole number and `s`, `m`, `h` or `d`. */
export function milliseconds(written: string): Milliseconds {
  const unit = written.at(-1);
  if (unit !== "s" && unit !== "m" && unit !== "h" && unit !== "d") return 0;
  return Number(written.slice(0, -1)) * UNITS[unit];
}
