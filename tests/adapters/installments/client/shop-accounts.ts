import type { InstallmentsLimits } from "../../../../src/adapters/installments/client/installments-settings.ts";
import { installmentActions } from "../../../../src/adapters/installments/installment-actions.ts";
import type { SlotValue } from "../../../../src/content/values.ts";
import { customerId } from "../../../../src/kernel/ids.ts";
import type { CallCustomer } from "../../../../src/runtime/integration-ports.ts";
import { handClock } from "../../../support/hand-clock.ts";
import { connect, type Heard, httpShop, patient, type Reply } from "./http-shop.ts";

/** 16:00 in Shanghai. */
export const NOW = Date.UTC(2026, 2, 9, 8);

/** For how long a proof lets something be changed. */
export const PROOF_MS = 10 * 60_000;

/** What is answered at a path below the customer's, by method and path, such as `GET orders`. */
export type Accounts = Readonly<Record<string, unknown>>;

/** The dialogs' actions on a shop with these accounts, for a customer who has signed in. */
export async function shopAccounts(
  accounts: Accounts | ((heard: Heard) => Reply),
  limits: Partial<InstallmentsLimits> = {},
) {
  const shop = await httpShop(
    typeof accounts === "function" ? accounts : (heard) => answered(accounts, heard),
  );
  const { installments, lines } = connect(shop, { limits });
  const integrations = installmentActions(installments, {
    clock: handClock(NOW),
    timeZone: "Asia/Shanghai",
    proofMs: PROOF_MS,
  });
  const call = async (
    action: string,
    input: Readonly<Record<string, SlotValue>> = {},
    customer: CallCustomer = { id: customerId("sub:c-1"), identified: true, provenAt: NOW - PROOF_MS },
  ) => {
    const origin = { dialog: "d", step: "s" };
    const request = { action, input, origin, timeoutMs: 5000, number: 1 };
    return await integrations.call(request, { key: "conversation:7:1", ...patient(), customer });
  };
  return { call, shop, lines };
}

function answered(accounts: Accounts, { method, path }: Heard): Reply {
  const body = accounts[`${method} ${path.replace("/v1/customers/c-1/", "")}`];
  if (body !== undefined) return { body };
  return { status: 404, body: { code: "order_unknown", message: "There is no such order." } };
}

export const period = (number: number, status: string, more: Readonly<Record<string, unknown>> = {}) => ({
  number,
  amount: 42_050,
  due: `2026-0${number}-15`,
  status,
  ...more,
});

export const order = (more: Readonly<Record<string, unknown>> = {}) => ({
  id: "SO-1",
  goods: "扫地机器人",
  orderedAt: "2026-01-02T03:04:05Z",
  total: 126_150,
  status: "active",
  plan: [
    period(1, "paid", { paidAt: "2026-01-15T01:00:00Z" }),
    period(2, "paid", { paidAt: "2026-02-14T16:30:00Z" }),
    period(3, "due"),
  ],
  ...more,
});

export const card = (more: Readonly<Record<string, unknown>> = {}) => ({
  id: "m-1",
  kind: "bank_card",
  bank: "招商银行",
  tail: "6021",
  status: "active",
  ...more,
});
