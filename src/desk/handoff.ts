/**
 * Who answers the customer: the bot, nobody yet, an agent, an agent at a later time, whoever comes to work next, or nobody
 * because all is done.
 */
export type Owner = "bot" | "waiting" | "assigned" | "snoozed" | "offline" | "closed";

/** What can be done about it. */
export type HandoffAction =
  /** A person is asked for, and somebody is there. */
  | "request"
  /** A person is asked for, and nobody is there: the message is left. */
  | "leave"
  /** An agent takes it. */
  | "claim"
  /** It goes back into its queue, at its old place. */
  | "release"
  /** It goes to another queue, or is kept for another agent. */
  | "transfer"
  | "return"
  | "snooze"
  | "wake"
  | "resolve"
  /** The customer writes again. */
  | "reopen";

/** Every change of owner there is; what is not in it cannot happen. */
const transitions: Readonly<Record<Owner, Partial<Record<HandoffAction, Owner>>>> = {
  bot: { request: "waiting", leave: "offline", claim: "assigned" },
  waiting: { claim: "assigned", transfer: "waiting", return: "bot", leave: "offline", resolve: "closed" },
  assigned: {
    claim: "assigned",
    release: "waiting",
    transfer: "waiting",
    return: "bot",
    snooze: "snoozed",
    resolve: "closed",
  },
  snoozed: { wake: "waiting", claim: "assigned", transfer: "waiting", return: "bot", resolve: "closed" },
  offline: { request: "waiting", claim: "assigned", transfer: "waiting", return: "bot", resolve: "closed" },
  closed: { reopen: "bot", claim: "assigned" },
};

/** The owner after an action, or `undefined` when the action does not apply to the present one. */
export function nextOwner(owner: Owner, action: HandoffAction): Owner | undefined {
  return transitions[owner][action];
}
