import type { Fields } from "../../content/values.ts";
import type { EligibilityReason } from "../../protocol/installments.ts";
import { type Action, fenOf, outcome, settle, textOf, yuan } from "./action.ts";

/** How the customer stands with the shop: the limit, the verification, what may be bought. */
export const standingActions = {
  async "account.limit"(given) {
    const { installments, customer, about } = given;
    const amount = fenOf(given, "amount");
    return settle(await installments.limit(customer, about), ({ available, frozen }) => {
      if (frozen) return outcome("frozen");
      const isEnough = amount === undefined ? available > 0 : available >= amount;
      return outcome(isEnough ? "enough" : "short", { available: yuan(available) });
    });
  },

  async "account.identity"({ installments, customer, about }) {
    return settle(await installments.identity(customer, about), ({ status }) => outcome(status));
  },

  async "account.eligibility"(given) {
    const { installments, customer, about } = given;
    const amount = fenOf(given, "amount");
    const order = textOf(given, "order");
    const question = amount === undefined ? {} : { amount };
    const asked =
      order === undefined
        ? undefined
        : await installments.eligibility(customer, { ...question, order }, about);
    // What the customer looks at need not be an order of the shop's: then it is about the account alone.
    const isUnknown = asked?.type === "refused" && asked.code === "order_unknown";
    const answer =
      asked === undefined || isUnknown ? await installments.eligibility(customer, question, about) : asked;
    return settle(answer, ({ eligible, reasons }) => {
      if (eligible) return outcome("eligible");
      const [first] = reasons;
      // A no without a reason is nothing that a customer could be told.
      if (first === undefined) return outcome("error");
      return outcome(first.code, { ...fieldsOf(first), others: reasons.length - 1 });
    });
  },
} satisfies Record<string, Action>;

function fieldsOf(reason: EligibilityReason): Fields {
  switch (reason.code) {
    case "limit": {
      const { available, short, nextDue = 0 } = reason;
      return { available: yuan(available), short: yuan(short), next_due: yuan(nextDue) };
    }
    case "frozen":
      return { reason: reason.reason ?? "" };
    case "identity":
      return { status: reason.status };
    case "bank_limit": {
      const { bank = "", tail = "", perTransaction = 0 } = reason.method;
      return { bank, tail, most: yuan(perTransaction) };
    }
    case "overdue":
      return { amount: yuan(reason.amount), since: reason.since };
    case "amount":
      return { minimum: yuan(reason.minimum ?? 0), maximum: yuan(reason.maximum ?? 0) };
    case "merchant":
    case "product":
    case "risk":
    case "system":
      return {};
  }
}
