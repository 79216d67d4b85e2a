import { newTicket } from "../../protocol/installments.ts";
import { type Action, outcome, settle, textOf, withFreshProof } from "./action.ts";

/** What colleagues of the shop have to look into. */
export const ticketActions = {
  "ticket.create": withFreshProof(async (given) => {
    const { installments, customer, about, dayOf } = given;
    const subject = newTicket.shape.subject.safeParse(textOf(given, "subject"));
    if (!subject.success) return outcome("error");
    const order = textOf(given, "order");
    const ticket = {
      subject: subject.data,
      text: shortened(textOf(given, "text") ?? ""),
      ...(order !== undefined && { order }),
    };
    return settle(await installments.createTicket(customer, ticket, about), ({ id, answerBy }) =>
      outcome("created", { number: id, by: answerBy === undefined ? "" : dayOf(answerBy) }),
    );
  }),
} satisfies Record<string, Action>;

/** As much as a ticket holds, and no half of a character at its end. */
function shortened(text: string): string {
  return text.slice(0, 2000).replace(/[\uD800-\uDBFF]$/u, "");
}
