/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Timestamp = number;

/** A duration in milliseconds. */
export type Milliseconds = number;

/** Tells the time. The real one reads the machine's clock; tests turn theirs by hand. */
export interface Clock {
  now(): Timestamp;
}
