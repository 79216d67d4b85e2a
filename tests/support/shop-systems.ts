import type { CallResult } from "../../src/dialog/called.ts";
import type { CallRequest } from "../../src/dialog/turn.ts";
import type { Integrations } from "../../src/runtime/integration-ports.ts";

interface AskedOnce {
  readonly request: CallRequest;
  readonly key: string;
  readonly signal: AbortSignal;
}

export interface ShopSystems extends Integrations {
  /** Every call that was made, in order. */
  readonly asked: readonly AskedOnce[];
}

/** The shop's systems in memory: each call gets the next of these answers, and the last one again and again. */
export function shopSystems(...answers: readonly ((asked: AskedOnce) => unknown)[]): ShopSystems {
  const asked: AskedOnce[] = [];
  return {
    asked,
    async call(request, about) {
      const once = { request, ...about };
      const next = answers[Math.min(asked.length, answers.length - 1)];
      asked.push(once);
      // What comes over a wire has the type it has, whatever it was promised to be.
      return (await next?.(once)) as CallResult;
    },
  };
}

/** What the shop's systems say of an account that is well. */
export const fine = (available = 500) => ({
  outcome: "fine",
  fields: { available, currency: "CNY", open: true, bills: [{ due: "2026-12-10" }], secret: "s3cret" },
});
