import type { Fields, SlotValue } from "../../content/values.ts";
import type { CallResult } from "../../dialog/called.ts";
import type { Timestamp } from "../../kernel/time.ts";
import { IDENTITY_STALE } from "../../runtime/integration-ports.ts";
import type { Answer, Changing, Installments, Refusal } from "./client/installments.ts";

/** What an action is answered from. */
export interface Given {
  readonly installments: Installments;
  /** By the shop's own id. */
  readonly customer: string;
  readonly input: Readonly<Record<string, SlotValue>>;
  readonly about: Required<Changing>;
  /** Whether the host app has proven who the customer is so lately that something may be changed for them. */
  readonly isProofFresh: boolean;
  readonly now: Timestamp;
  /** The day in the shop's time zone. */
  readonly dayOf: (moment: string) => string;
}

export type Action = (given: Given) => Promise<CallResult>;

/** An action that changes something at the shop: without a fresh proof of who the customer is, the shop is not asked. */
export function withFreshProof(action: Action): Action {
  return async (given) => (given.isProofFresh ? await action(given) : outcome(IDENTITY_STALE));
}

export function outcome(name: string, fields: Fields = {}): CallResult {
  return { outcome: name, fields };
}

/**
 * What an answer means to a dialog.
 *
 * @param refusals what refusals mean that are something to tell a customer; all others are errors
 */
export function settle<Value>(
  answer: Answer<Value>,
  tell: (value: Value) => CallResult,
  refusals: Readonly<Partial<Record<Refusal, string>>> = {},
): CallResult {
  switch (answer.type) {
    case "ok":
      return tell(answer.value);
    case "refused":
      return outcome(refusals[answer.code] ?? "error");
    case "error":
    case "timeout":
      return outcome(answer.type);
  }
}

/** A text that the dialog has given, if it is one. */
export function textOf({ input }: Given, name: string): string | undefined {
  const value = input[name];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** An amount in fen, of one in yuan that the dialog has given, if it is one. */
export function fenOf({ input }: Given, name: string): number | undefined {
  const value = input[name];
  return typeof value === "number" && value >= 0 ? Math.round(value * 100) : undefined;
}

export function yuan(fen: number): number {
  return fen / 100;
}
