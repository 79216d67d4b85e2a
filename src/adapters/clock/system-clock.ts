import type { Clock } from "../../kernel/time.ts";
import type { Timers } from "../../runtime/ports.ts";

/** The machine's clock and timers. A timer does not keep the process alive. */
export const systemClock: Clock & Timers = {
  now: () => Date.now(),
  after(delay, run) {
    const timer = setTimeout(run, delay);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
