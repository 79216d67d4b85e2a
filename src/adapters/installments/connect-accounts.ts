import type { Clock, Milliseconds } from "../../kernel/time.ts";
import type { Integrations } from "../../runtime/integration-ports.ts";
import type { Log, Timers } from "../../runtime/ports.ts";
import type { Authentication } from "./client/installments-settings.ts";
import { openInstallments } from "./client/open-installments.ts";
import { installmentActions } from "./installment-actions.ts";

interface ConnectSettings {
  readonly authentication: Authentication;
  readonly clock: Clock & Timers;
  /** Of the shop: on which day a moment is. */
  readonly timeZone: string;
  /** For how long a proof of who the customer is lets something be changed for them. */
  readonly proofMs: Milliseconds;
  readonly log: Log;
}

/** Answers what dialogs ask from the instalment accounts at this address. */
export function connectAccounts(
  url: string,
  { authentication, clock, timeZone, proofMs, log }: ConnectSettings,
): Integrations {
  const installments = openInstallments({ url, authentication, clock, timers: clock, log });
  return installmentActions(installments, { clock, timeZone, proofMs });
}
