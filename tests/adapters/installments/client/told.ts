import { expect } from "vitest";
import { readCallResult } from "../../../../src/runtime/read-call-result.ts";
import { declaredActions } from "./declared-actions.ts";
import { type Accounts, shopAccounts } from "./shop-accounts.ts";

/** What it tells, the action, its input, the shop's accounts, the outcome and its fields. */
export type Told = readonly [
  what: string,
  action: string,
  input: Readonly<Record<string, string | number | boolean | null>>,
  accounts: Accounts,
  outcome: string,
  fields?: Readonly<Record<string, unknown>>,
];

const declared = new Map(declaredActions().map((action) => [action.id, action]));

/** Checks what a dialog is told, and that it is what the action declares. */
export async function expectTold([, action, input, accounts, outcome, fields = {}]: Told): Promise<void> {
  const { call } = await shopAccounts(accounts);
  const result = await call(action, input);
  expect(result).toEqual({ outcome, fields });
  const known = declared.get(action);
  if (known !== undefined) expect(readCallResult(known, result)).toEqual(result);
}
