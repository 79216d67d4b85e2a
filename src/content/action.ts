import type { Milliseconds } from "../kernel/time.ts";
import type { Place } from "./source.ts";
import type { FieldType, ScalarType } from "./values.ts";

/** An action of the shop's systems, as far as dialogs know it. */
export interface Action {
  readonly id: string;
  /** Only for customers whose identity the host app has proven. */
  readonly identified: boolean;
  /** What it is given, by name. */
  readonly with: Readonly<Record<string, { readonly type: ScalarType; readonly optional: boolean }>>;
  /** What it can come to, by name, and the fields that each brings; `error` and `timeout` come on top, without any. */
  readonly outcomes: Readonly<Record<string, Readonly<Record<string, FieldType>>>>;
  readonly timeoutMs: Milliseconds;
  readonly at: Place;
}

/** Every outcome an action can come to: those it declares, `error` and `timeout`. */
export function outcomesOf(action: Action): readonly string[] {
  return [...Object.keys(action.outcomes), "error", "timeout"];
}
