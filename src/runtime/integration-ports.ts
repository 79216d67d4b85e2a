import type { CallResult } from "../dialog/called.ts";
import type { CallRequest } from "../dialog/turn.ts";
import type { CustomerId } from "../kernel/ids.ts";
import type { Timestamp } from "../kernel/time.ts";

/** The customer for whom a call is made, and whether the host app has proven who that is. */
export interface CallCustomer {
  readonly id: CustomerId;
  readonly identified: boolean;
  /** When the host app last proved it; absent where nobody knows. */
  readonly provenAt?: Timestamp;
  /**
   * When the customer asked for what the call is for; absent where the bot acts by itself. The same whenever the call is made
   * again: a proof that was fresh then is fresh for it, however late that is.
   */
  readonly askedAt?: Timestamp;
}

/**
 * The outcome of a change that wants a fresher proof of who the customer is. Nothing was asked then; the customer's client is
 * told to have the host app prove it anew.
 */
export const IDENTITY_STALE = "identity_stale";

/** Asks the shop's systems. Adapters implement it; whatever it throws or brings, a turn goes on. */
export interface Integrations {
  /**
   * @param key names this call for ever: a call that is made again, after a crash or because the conversation moved on,
   *   has the same, and must not have its effect twice
   * @param signal aborted when the time the request gives is over
   * @param customer whose account it is about
   */
  call(
    request: CallRequest,
    about: { readonly key: string; readonly signal: AbortSignal; readonly customer: CallCustomer },
  ): Promise<CallResult>;
}
