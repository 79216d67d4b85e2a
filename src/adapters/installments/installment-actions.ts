import type { CallResult } from "../../dialog/called.ts";
import type { Clock, Milliseconds } from "../../kernel/time.ts";
import type { CallCustomer, Integrations } from "../../runtime/integration-ports.ts";
import type { Action } from "./action.ts";
import type { Installments } from "./client/installments.ts";
import { orderActions } from "./order-actions.ts";
import { paymentActions } from "./payment-actions.ts";
import { repayActions } from "./repay-actions.ts";
import { standingActions } from "./standing-actions.ts";
import { ticketActions } from "./ticket-actions.ts";

interface ActionSettings {
  readonly clock: Clock;
  /** The shop's, an IANA time zone such as `Asia/Shanghai`: on which day a moment is. */
  readonly timeZone: string;
  /** For how long a proof of who the customer is lets something be changed for them. */
  readonly proofMs: Milliseconds;
}

/** How customers whom the host app has proven are told from all others: see `createCredentials`. */
const PROVEN = "sub:";

const actions: ReadonlyMap<string, Action> = new Map(
  Object.entries({
    ...standingActions,
    ...orderActions,
    ...paymentActions,
    ...repayActions,
    ...ticketActions,
  }),
);

/**
 * Answers the actions of `dialogs/_actions.yaml` from a shop's instalment accounts.
 *
 * Amounts come in yuan, days as 2026-03-09, and what the shop does not tell is "" or 0. Nothing is asked about a customer
 * whom the host app has not proven, whatever a dialog wants; and where it has not done so lately, nothing is changed.
 */
export function installmentActions(installments: Installments, settings: ActionSettings): Integrations {
  const days = new Intl.DateTimeFormat("en-CA", {
    timeZone: settings.timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return {
    async call({ action: id, input }, { key, signal, customer: caller }) {
      const action = actions.get(id);
      const customer = shopIdOf(caller);
      if (action === undefined || customer === undefined) return failed;
      const now = settings.clock.now();
      // The format knows no leading zeros, and a day without them is none.
      const dayOf = (moment: string) => days.format(new Date(moment)).padStart("2026-03-09".length, "0");
      const { provenAt, askedAt = now } = caller;
      const isProofFresh = provenAt !== undefined && askedAt - provenAt <= settings.proofMs;
      return await action({
        installments,
        customer,
        input,
        about: { key, signal },
        isProofFresh,
        now,
        dayOf,
      });
    },
  };
}

const failed: CallResult = { outcome: "error", fields: {} };

function shopIdOf({ id, identified }: CallCustomer): string | undefined {
  return identified && id.startsWith(PROVEN) ? id.slice(PROVEN.length) : undefined;
}
