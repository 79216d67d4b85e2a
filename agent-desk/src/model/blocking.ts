import type { DeskRow } from "../../../src/protocol/desk.ts";

const HOUR_MS = 3_600_000;

const LENGTHS_MS = {
  hour: HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
  month: 30 * 24 * HOUR_MS,
} as const;

/** For how long a customer can be blocked. */
export type BlockLength = keyof typeof LENGTHS_MS;

export const blockLengths: readonly BlockLength[] = ["hour", "day", "week", "month"];

/** When a block ends that begins now. */
export function blockEnd(length: BlockLength, now: number): Date {
  return new Date(now + LENGTHS_MS[length]);
}

/** Until when nothing is taken from the customer, while that is so. */
export function blockedUntil({ blockedUntil: until }: DeskRow, now: number): string | undefined {
  return until !== undefined && Date.parse(until) > now ? until : undefined;
}
