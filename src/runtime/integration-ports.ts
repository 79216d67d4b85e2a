import type { CallResult } from "../dialog/called.ts";
import type { CallRequest } from "../dialog/turn.ts";
import type { CustomerId } from "../kernel/ids.ts";

/** The customer for whom a call is made, and whether the host app has proven who that is. */
export interface CallCustomer {
  readonly id: CustomerId;
  readonly identified: boolean;
}

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
