import { html, type Markup } from "./markup.ts";

/** A share as "89.5%"; a dash when it is a share of nothing. */
export function percent(share: number | null): string {
  return share === null ? "–" : `${(share * 100).toFixed(1)}%`;
}

/** A difference of two shares, 0 to 1, as "4.5 points": per cent of what would be ambiguous here. */
export function points(difference: number | null): string {
  return difference === null ? "–" : `${(difference * 100).toFixed(1)} points`;
}

/** A count with its digits in groups of three. */
export function count(n: number): string {
  return n.toLocaleString("en");
}

/** A count with its noun, as "1 question" or "1,032 questions". */
export function counted(n: number, noun: string): string {
  return `${count(n)} ${noun}${n === 1 ? "" : "s"}`;
}

export function milliseconds(value: number | null): string {
  return value === null ? "–" : `${value.toFixed(2)} ms`;
}

/** A share as a bar and a number beside it. */
export function bar(share: number | null): Markup {
  const width = (Math.min(1, Math.max(0, share ?? 0)) * 100).toFixed(1);
  return html`<span class="bar"><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="8"/><rect class="fill" width="${width}" height="8"/></svg><span>${percent(share)}</span></span>`;
}
