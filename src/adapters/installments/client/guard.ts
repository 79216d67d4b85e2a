import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  CircuitState,
  circuitBreaker,
  handleWhenResult,
} from "cockatiel";
import type { Clock } from "../../../kernel/time.ts";
import type { Log } from "../../../runtime/ports.ts";
import type { Attempt } from "./attempt.ts";
import type { InstallmentsLimits } from "./installments-settings.ts";
import { RecentFailures } from "./recent-failures.ts";

/** An attempt, or why there was none: the shop is left in peace, too many wait already, or nobody waits any more. */
export type Guarded =
  | Attempt
  | { readonly type: "open" }
  | { readonly type: "full" }
  | { readonly type: "left" };

const FAILURES: ReadonlySet<unknown> = new Set<Attempt["type"]>([
  "busy",
  "broken",
  "unreachable",
  "strange",
  "late",
]);

/** Lets so many attempts through at once, and none for a while when most have failed. */
export function createGuard(limits: InstallmentsLimits, { clock, log }: { clock: Clock; log: Log }) {
  const breaker = circuitBreaker(handleWhenResult(isFailure), {
    halfOpenAfter: limits.halfOpenAfterMs,
    breaker: new RecentFailures(clock, limits.breakerWindowMs, limits.breakerLeast),
  });
  const slots = bulkhead(limits.atOnce, limits.waiting);
  breaker.onStateChange((state) => {
    if (state === CircuitState.Open)
      log.error("The shop's instalment accounts fail too often: they are not asked for a while.");
    if (state === CircuitState.Closed) log.info("The shop's instalment accounts answer again.");
  });

  return async (attempt: () => Promise<Attempt>, signal: AbortSignal): Promise<Guarded> => {
    const unlessLeft = async (): Promise<Guarded> => (signal.aborted ? { type: "left" } : await attempt());
    try {
      // The signal is not for the policies: a bulkhead that cancels one who waits forgets to call the next.
      return await slots.execute(async () => {
        if (signal.aborted) return { type: "left" };
        // One tries whether the shop is back; the breaker would have everybody else wait for what comes of it.
        if (breaker.state === CircuitState.HalfOpen) return { type: "open" };
        return await breaker.execute(unlessLeft);
      });
    } catch (error) {
      if (error instanceof BrokenCircuitError) return { type: "open" };
      if (error instanceof BulkheadRejectedError) return { type: "full" };
      throw error;
    }
  };
}

function isFailure(result: unknown): boolean {
  return typeof result === "object" && result !== null && "type" in result && FAILURES.has(result.type);
}
