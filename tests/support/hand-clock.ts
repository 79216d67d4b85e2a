import type { Clock, Milliseconds, Timestamp } from "../../src/kernel/time.ts";
import type { Timers } from "../../src/runtime/ports.ts";

export interface HandClock extends Clock, Timers {
  /** Moves time on and runs what has become due, in order. */
  advance(duration: Milliseconds): void;
  /** How long until each timer that is set, shortest first. */
  readonly pending: readonly Milliseconds[];
}

/** A clock that a test turns by hand. */
export function handClock(start: Timestamp = 1_700_000_000_000): HandClock {
  let now = start;
  const timers = new Set<{ readonly at: Timestamp; readonly run: () => void }>();
  const inOrder = () => [...timers].sort((one, other) => one.at - other.at);
  return {
    now: () => now,
    after(delay, run) {
      const timer = { at: now + delay, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    get pending() {
      return inOrder().map((timer) => timer.at - now);
    },
    advance(duration) {
      now += duration;
      for (const timer of inOrder()) {
        if (timer.at > now) break;
        timers.delete(timer);
        timer.run();
      }
    },
  };
}
