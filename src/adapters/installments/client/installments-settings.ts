import type { Clock, Milliseconds } from "../../../kernel/time.ts";
import type { Log, Timers } from "../../../runtime/ports.ts";
import type { Answer } from "./installments.ts";

/** How Fenqi proves to the shop that it is Fenqi. */
export type Authentication =
  | { readonly type: "none" }
  | { readonly type: "hmac"; readonly keyId: string; readonly secret: string }
  | {
      readonly type: "oauth";
      readonly tokenUrl: string;
      readonly clientId: string;
      readonly clientSecret: string;
    };

/** One question to the shop, over all its attempts. What was remembered was not asked. */
interface Asked {
  readonly operation: string;
  readonly outcome: Answer<unknown>["type"];
  readonly ms: Milliseconds;
}

/** Where the shop's instalment accounts are, and how long and how often they are asked. */
export interface InstallmentsSettings {
  /** Everything before `/v1`. */
  readonly url: string;
  readonly authentication: Authentication;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly onOutcome?: (asked: Asked) => void;
  readonly limits?: Partial<InstallmentsLimits>;
}

export interface InstallmentsLimits {
  readonly attemptMs: Milliseconds;
  /** Before the first attempt again; twice that before the second. */
  readonly backoffMs: Milliseconds;
  /** A shop that wants us to wait longer has its wish, and the customer is told at once. */
  readonly longestWaitMs: Milliseconds;
  readonly atOnce: number;
  readonly waiting: number;
  readonly breakerWindowMs: Milliseconds;
  readonly breakerLeast: number;
  readonly halfOpenAfterMs: Milliseconds;
  readonly rememberedMs: Milliseconds;
  readonly rememberedMost: number;
}

/** What holds where the settings say nothing else. */
export const usualLimits: InstallmentsLimits = {
  attemptMs: 4000,
  backoffMs: 100,
  longestWaitMs: 2000,
  atOnce: 50,
  waiting: 100,
  breakerWindowMs: 10_000,
  breakerLeast: 10,
  halfOpenAfterMs: 10_000,
  rememberedMs: 5000,
  rememberedMost: 5000,
};
