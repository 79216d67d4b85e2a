import type { AgentAccount, Role } from "../../../src/protocol/desk-http.ts";

/** An account as the form has it. */
export interface AccountEntry {
  readonly name: string;
  readonly role: Role;
  readonly queues: readonly string[];
  readonly capacity: number;
  /** Empty when it stays as it is. */
  readonly password: string;
  readonly isDisabled: boolean;
}

type AccountChange = Partial<AccountEntry>;

/** What the form changes of an account: the audit is to tell of nothing else, and another role signs the agent out. */
export function accountChange(before: AgentAccount, entry: AccountEntry): AccountChange {
  const { name, role, queues, capacity, password, isDisabled } = entry;
  return {
    ...(name !== before.name && { name }),
    ...(role !== before.role && { role }),
    ...(!hasSame(queues, before.queues) && { queues }),
    ...(capacity !== before.capacity && { capacity }),
    ...(password !== "" && { password }),
    ...(isDisabled !== (before.disabledAt !== undefined) && { isDisabled }),
  };
}

/** The queues to choose from: those of the desk, and what the account still has of those that are gone. */
export function offeredQueues(known: readonly string[], { queues }: Pick<AgentAccount, "queues">): string[] {
  return [...new Set([...known, ...queues])];
}

function hasSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one));
}
