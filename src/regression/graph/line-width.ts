import type { Span } from "./span.ts";

/** As wide as a line is when nobody goes along it, or nobody counted. In pixels. */
export const THINNEST = 1.5;
const WIDEST = 6;

/**
 * How wide a line is drawn that customers go along, by the logarithm of their number: ten times as many are as much
 * wider again. In pixels, in steps of a half.
 *
 * @param greatest the most customers that any line of the drawing has
 */
export function lineWidth(customers: Span | undefined, greatest: number): number {
  if (customers === undefined || customers.most === 0 || greatest === 0) return THINNEST;
  const share = Math.log1p(customers.most) / Math.log1p(greatest);
  return Math.round((THINNEST + (WIDEST - THINNEST) * share) * 2) / 2;
}

/** The most customers that any of some lines has. */
export function greatestOf(lines: Iterable<{ readonly customers?: Span }>): number {
  let greatest = 0;
  for (const { customers } of lines) greatest = Math.max(greatest, customers?.most ?? 0);
  return greatest;
}
