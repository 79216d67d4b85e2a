import { COALESCE_MS, gather, type Sent } from "../conversation/gather.ts";
import type { Timestamp } from "../kernel/time.ts";

/**
 * How a server meets texts in quick succession: it looks at each as it arrives, or finds all of them at once, as after
 * a restart. Both have to cut them into the same turns.
 */
export type Arrival = "one by one" | "at once";

/** What was sent, cut into turns. */
export function cutTurns<Message extends Sent>(
  sent: readonly Message[],
  arrival: Arrival,
): readonly (readonly Message[])[] {
  const end = (sent.at(-1)?.at ?? 0) + COALESCE_MS;
  const arrivals = sent.map(({ at }) => at);
  const moments: Timestamp[] = arrival === "at once" ? [end] : [...arrivals, end];
  const turns: (readonly Message[])[] = [];
  let from = 0;
  for (const now of moments) {
    for (;;) {
      const waiting = sent.slice(from).filter(({ at }) => at <= now);
      if (waiting.length === 0) break;
      const gathered = gather(waiting, COALESCE_MS, now);
      if ("until" in gathered) break;
      turns.push(waiting.slice(0, gathered.take));
      from += gathered.take;
    }
  }
  return turns;
}
