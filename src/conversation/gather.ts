import type { Milliseconds, Timestamp } from "../kernel/time.ts";

/** Something a customer sent: a text, or anything else, such as a pressed button. */
export interface Sent {
  readonly at: Timestamp;
  /** Absent for what is no text. */
  readonly text?: string;
}

/** What to answer next: the first `take` of what was sent, as one turn, or nothing before `until`. */
export type Gathered = { readonly take: number } | { readonly until: Timestamp };

/** How long the bot waits for the rest of a thought. Fragments come faster than this, and hardly anybody notices it. */
export const COALESCE_MS: Milliseconds = 800;

/** More than this in one turn is no longer one thought in pieces. */
const MAX_FRAGMENTS = 8;

const IS_QUESTION = /[?？]\s*$/u;

/**
 * Which of the things a customer sent are one turn.
 *
 * Texts in quick succession are one: a text joins the ones before it when it comes before the window is over, so with a
 * window of 0 each is a turn of its own. A question mark ends a turn, and a pressed button is one of its own and ends the
 * one before. It depends on what was sent and when, never on when it is looked at: the same log is always cut into the
 * same turns.
 *
 * @param sent what waits for an answer, oldest first; at least one
 * @param now the moment to decide at
 */
export function gather(sent: readonly Sent[], windowMs: Milliseconds, now: Timestamp): Gathered {
  const [first] = sent;
  if (first?.text === undefined) return { take: 1 };
  let last = first;
  for (let count = 1; count < MAX_FRAGMENTS; count++) {
    if (last.text !== undefined && IS_QUESTION.test(last.text)) return { take: count };
    const next = sent[count];
    if (next === undefined) {
      const until = last.at + windowMs;
      return now >= until ? { take: count } : { until };
    }
    // The clocks of two processes differ: what was stored later may say that it came earlier.
    const gap = Math.max(next.at - last.at, 0);
    if (next.text === undefined || gap >= windowMs) return { take: count };
    last = next;
  }
  return { take: Math.min(sent.length, MAX_FRAGMENTS) };
}

/** The texts of one turn as one. Each stands on a line of its own, for it may say something of its own. */
export function joined(texts: readonly string[]): string {
  return texts.join("\n");
}
