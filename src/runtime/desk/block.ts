import { AppError } from "../../kernel/errors.ts";
import type { ConversationId } from "../../kernel/ids.ts";
import type { Clock, Milliseconds, Timestamp } from "../../kernel/time.ts";
import type { Agent, DeskStore } from "../desk-ports.ts";
import type { Inbox } from "../inbox.ts";
import type { ConversationRecord, Ids, LoggedEvent, NewEvent } from "../ports.ts";
import { mayAct } from "./may-see.ts";
import { refusal } from "./moves.ts";

interface BlockSurroundings {
  readonly desk: Pick<DeskStore, "append" | "setBlocked" | "agents">;
  readonly clock: Clock;
  readonly ids: Pick<Ids, "event">;
  readonly arrivals: Inbox<ConversationId>;
  readonly onWritten: (event: LoggedEvent) => void;
}

/** A customer is shut out, or not any more. */
export interface Block {
  /** From now on they may write again, when left out. */
  readonly until?: Timestamp;
  readonly why?: string;
}

const HOUR_MS: Milliseconds = 3_600_000;

/** Who is not welcome for longer is no matter for the desk alone. */
const LONGEST_MS = 30 * 24 * HOUR_MS;

/** The clock of an agent's computer may be ahead, and thirty days by it are to be thirty days. */
const CLOCK_SLACK_MS = HOUR_MS;

/**
 * Takes nothing more from a customer until then, or takes it again. The log tells it, and the audit trail.
 *
 * @throws MESSAGE_INVALID for a time that is over or more than 30 days ahead; NOT_YOURS, FORBIDDEN
 */
export async function block(
  { desk, clock, ids, arrivals, onWritten }: BlockSurroundings,
  agent: Agent,
  record: ConversationRecord,
  { until, why }: Block,
): Promise<void> {
  const { id, blockedUntil = 0 } = record;
  const at = clock.now();
  checkMay(agent, record);
  checkTime(until, at, id);
  if (until === undefined && blockedUntil <= at) return;
  const to = until === undefined ? {} : { to: new Date(until).toISOString() };
  const action = until === undefined ? "unblock" : "block";
  const event: NewEvent = {
    id: ids.event(),
    at,
    kind: "desk",
    from: "system",
    body: { type: "desk", action: until === undefined ? "unblocked" : "blocked" },
    inside: { by: { id: agent.id, name: agent.name }, did: { action, ...to, ...(why && { why }) } },
  };
  await arrivals.run(id, async () => {
    await desk.setBlocked(id, until);
    const received = await desk.append(id, event);
    if (received.type !== "not theirs") onWritten(received.event);
  });
  const about = { ...(to.to && { until: to.to }), ...(why && { why }) };
  await desk.agents.audit({ at, agentId: agent.id, action, conversationId: id, about });
}

function checkMay(agent: Agent, record: ConversationRecord): void {
  const { id, state } = record;
  if (mayAct(agent, state)) return;
  if ("agent" in state) throw refusal("NOT_YOURS", record);
  throw new AppError(
    "FORBIDDEN",
    "Take the conversation first: only supervisors block customers whom they do not talk to.",
    { conversationId: id },
  );
}

function checkTime(until: Timestamp | undefined, now: Timestamp, id: ConversationId): void {
  if (until === undefined || (until > now && until <= now + LONGEST_MS + CLOCK_SLACK_MS)) return;
  throw new AppError(
    "MESSAGE_INVALID",
    "A customer is blocked until a time to come, 30 days ahead at most.",
    {
      conversationId: id,
    },
  );
}
