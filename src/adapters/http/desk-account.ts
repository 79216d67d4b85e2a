import type { AgentAccount } from "../../protocol/desk-http.ts";
import type { Agent } from "../../runtime/desk-ports.ts";

/** An account as the wire has it. */
export function accountOf({
  id,
  login,
  name,
  role,
  queues,
  capacity,
  createdAt,
  disabledAt,
}: Agent): AgentAccount {
  return {
    id,
    login,
    name,
    role,
    queues: [...queues],
    capacity,
    createdAt: new Date(createdAt).toISOString(),
    ...(disabledAt !== undefined && { disabledAt: new Date(disabledAt).toISOString() }),
  };
}
