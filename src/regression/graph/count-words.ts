import type { Counted } from "./dialog-graph.ts";
import type { Span } from "./span.ts";

/** How often something was gone through: `3×` by tests, `(12)` or `(3–12)` by customers; "" where nobody counted. */
export function countWords({ times, customers }: Counted): string {
  const seen = customers === undefined || customers.most === 0 ? "" : spanWords(customers);
  if (times === undefined) return seen;
  return `${grouped(times)}×${seen === "" ? "" : ` (${seen})`}`;
}

/** A number, or the two that it lies between. */
export function spanWords({ least, most }: Span): string {
  return least === most ? grouped(most) : `${grouped(least)}–${grouped(most)}`;
}

function grouped(n: number): string {
  return n.toLocaleString("en");
}
