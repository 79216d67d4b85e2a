import type { DeskRow } from "../../../src/protocol/desk.ts";
import { fill } from "../model/fill.ts";
import type { Strings } from "../model/strings.ts";

/** What the desk calls a customer: the end of the id, which is where ids differ. */
export function customerName(
  { customer }: Strings["row"],
  { customerId }: Pick<DeskRow, "customerId">,
): string {
  return fill(customer, { id: customerId.slice(-6) });
}

/** The same where there is room for little more. */
export function shortName(
  { shortCustomer }: Strings["row"],
  { customerId }: Pick<DeskRow, "customerId">,
): string {
  return fill(shortCustomer, { id: customerId.slice(-6) });
}
