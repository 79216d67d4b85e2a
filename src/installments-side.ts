import type { DemoIdentity } from "./adapters/http/demo-identity-route.ts";
import type { Clock, Milliseconds } from "./kernel/time.ts";
import type { Integrations } from "./runtime/integration-ports.ts";
import type { Log, Timers } from "./runtime/ports.ts";

export interface InstallmentsFoundations {
  readonly dataDir: string;
  /** What session tokens are signed with; the key of the demo's identity tokens is made from it. */
  readonly secretKey: string;
  readonly clock: Clock & Timers;
  /** Of the shop: on which day a moment is. */
  readonly timeZone: string;
  /** For how long a proof of who the customer is lets something be changed for them. */
  readonly proofMs: Milliseconds;
  readonly log: Log;
}

/** The instalment accounts that dialogs look at. */
export interface InstallmentsSide {
  readonly integrations: Integrations;
  /** The host app's keys that come on top of the configured ones, by id. */
  readonly identityKeys: Readonly<Record<string, string>>;
  /** Whose accounts the demo shop can be looked at with; absent where real ones are connected, or none. */
  readonly demo?: DemoIdentity;
  close(): Promise<void>;
}
