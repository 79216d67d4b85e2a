import type { Milliseconds } from "../../../kernel/time.ts";
import type { Timers } from "../../../runtime/ports.ts";

/** Waits, and says whether it was to the end: false when the signal came first. */
export async function pause(timers: Timers, delay: Milliseconds, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  return await new Promise((resolve) => {
    const stop = () => {
      cancel();
      resolve(false);
    };
    const cancel = timers.after(delay, () => {
      signal.removeEventListener("abort", stop);
      resolve(true);
    });
    signal.addEventListener("abort", stop, { once: true });
  });
}
