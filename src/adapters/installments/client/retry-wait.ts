import type { Milliseconds, Timestamp } from "../../../kernel/time.ts";
import type { Guarded } from "./guard.ts";
import type { InstallmentsLimits } from "./installments-settings.ts";

const MOST_RETRIES = 2;

/**
 * How long to wait before asking again.
 *
 * @param retries how often it was asked again already
 * @param chance in [0, 1): spreads those who failed together
 * @returns undefined when asking again is of no use, or the shop wants us to wait longer than a customer would
 */
export function retryWait(
  got: Guarded,
  retries: number,
  { backoffMs, longestWaitMs }: InstallmentsLimits,
  { now, chance }: { readonly now: Timestamp; readonly chance: number },
): Milliseconds | undefined {
  if (retries >= MOST_RETRIES || (got.type !== "busy" && got.type !== "unreachable")) return undefined;
  const backoff = backoffMs * 2 ** retries * (0.5 + chance / 2);
  const told = got.type === "busy" ? readRetryAfter(got.retryAfter, now) : 0;
  return told > longestWaitMs ? undefined : Math.max(backoff, told);
}

/** RFC 9110 §10.2.3: seconds, or the moment itself. What cannot be read is no wish. */
function readRetryAfter(header: string | null, now: Timestamp): Milliseconds {
  if (header === null) return 0;
  if (/^\d+$/u.test(header)) return Number(header) * 1000;
  const moment = Date.parse(header);
  return Number.isNaN(moment) ? 0 : Math.max(moment - now, 0);
}
