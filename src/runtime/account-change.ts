import type { Timestamp } from "../kernel/time.ts";
import type { Agent, AgentStore, Audited } from "./desk-ports.ts";

/** What is changed of an account; what is left out stays. */
export interface AgentChange {
  readonly name?: string | undefined;
  readonly role?: Agent["role"] | undefined;
  readonly queues?: readonly string[] | undefined;
  readonly capacity?: number | undefined;
  readonly password?: string | undefined;
  readonly isDisabled?: boolean | undefined;
}

/** Whether somebody is still there, after the change, who may let others in. */
export function keepsAnAdmin(agents: readonly Agent[], before: Agent, change: AgentChange): boolean {
  const isAdmin = ({ role, disabledAt }: Agent): boolean => role === "admin" && disabledAt === undefined;
  const stays = (change.role ?? before.role) === "admin" && change.isDisabled !== true;
  return !isAdmin(before) || stays || agents.some((agent) => agent.id !== before.id && isAdmin(agent));
}

/** Whether who is signed in has to prove again who they are, or may not be there any more. */
export function endsSessions({ password, role, isDisabled }: AgentChange, before: Agent): boolean {
  return password !== undefined || (role !== undefined && role !== before.role) || isDisabled === true;
}

/** The change as it is stored. */
export function storedChange(
  { name, role, queues, capacity, isDisabled }: AgentChange,
  before: Agent,
  passwordHash: string | undefined,
  now: Timestamp,
): Parameters<AgentStore["change"]>[1] {
  return {
    ...(name !== undefined && { name }),
    ...(role !== undefined && { role }),
    ...(queues !== undefined && { queues }),
    ...(capacity !== undefined && { capacity }),
    ...(passwordHash !== undefined && { passwordHash }),
    ...(isDisabled === true && { disabledAt: before.disabledAt ?? now }),
    ...(isDisabled === false && { disabledAt: null }),
  };
}

/** The change as the audit tells it: of a password only that there is another one. */
export function toldChange({ queues, password, ...plain }: AgentChange): NonNullable<Audited["about"]> {
  const told = {
    ...plain,
    queues: queues?.join(", "),
    password: password === undefined ? undefined : "changed",
  };
  return Object.fromEntries(
    Object.entries(told).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
