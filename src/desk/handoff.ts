/** Who answers the customer. */
export type Owner = "bot" | "waiting";

/** What can be done about it: the bot asks for a person, the customer goes back to the bot. */
export type HandoffAction = "request" | "return";

/** Every change of owner there is; what is not in it cannot happen. */
const transitions: Readonly<Record<Owner, Partial<Record<HandoffAction, Owner>>>> = {
  bot: { request: "waiting" },
  waiting: { return: "bot" },
};

/** The owner after an action, or `undefined` when the action does not apply to the present one. */
export function nextOwner(owner: Owner, action: HandoffAction): Owner | undefined {
  return transitions[owner][action];
}
