import { type Action, outcome, settle, textOf, withFreshProof, yuan } from "./action.ts";
import { methodLabel } from "./method-label.ts";

/** Paying: where to do it now, and whether it happens by itself. */
export const repayActions = {
  async "repay.link"(given) {
    const { installments, customer, about, now } = given;
    const order = textOf(given, "order");
    if (order === undefined) return outcome("missing");
    const refusals = { order_unknown: "missing", not_offered: "missing" };
    return settle(
      await installments.repaymentLink(customer, order, about),
      ({ url, amount, expiresAt }) =>
        Date.parse(expiresAt) > now ? outcome("found", { url, amount: yuan(amount) }) : outcome("error"),
      refusals,
    );
  },

  async "autorepay.status"({ installments, customer, about }) {
    const refusals = { not_offered: "unavailable" };
    return settle(
      await installments.autoRepay(customer, about),
      ({ offered, on, method }) => {
        if (!offered) return outcome("unavailable");
        return on
          ? outcome("on", { method: method === undefined ? "" : methodLabel(method) })
          : outcome("off");
      },
      refusals,
    );
  },

  "autorepay.set": withFreshProof(async ({ installments, customer, about, input }) => {
    const { on } = input;
    if (typeof on !== "boolean") return outcome("error");
    const refusals = { not_offered: "unavailable" };
    const [standing, kept] = await Promise.all([
      installments.autoRepay(customer, about),
      on ? installments.paymentMethods(customer, about) : undefined,
    ]);
    if (standing.type !== "ok") return settle(standing, () => outcome("error"), refusals);
    if (!standing.value.offered) return outcome("unavailable");
    if (kept !== undefined && kept.type !== "ok") return settle(kept, () => outcome("error"), refusals);
    // The one it debits already comes first, so that a change that is made again is the same change.
    const methods = [standing.value.method ?? [], kept?.value.methods ?? []].flat();
    const method = methods.find(({ status }) => status === "active");
    if (on && method === undefined) return outcome("none");
    const change = on && method !== undefined ? { on, method: method.id } : { on };
    return settle(
      await installments.setAutoRepay(customer, change, about),
      (made) => {
        if (made.on !== on) return outcome("error");
        const debited = made.method ?? method;
        return outcome("done", { method: on && debited !== undefined ? methodLabel(debited) : "" });
      },
      refusals,
    );
  }),
} satisfies Record<string, Action>;
