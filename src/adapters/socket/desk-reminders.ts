import { answers } from "../../desk/assignment.ts";
import type { ConversationId } from "../../kernel/ids.ts";
import type { Milliseconds, Timestamp } from "../../kernel/time.ts";
import type { DeskRow, PresentAgent } from "../../runtime/desk-ports.ts";
import type { AlertFor } from "./desk-alerts.ts";

/** How long customers are to wait at most. */
export interface Limits {
  /** In line. */
  readonly takeWithinMs: Milliseconds;
  /** For an answer of the agent who has them. */
  readonly answerWithinMs: Milliseconds;
}

interface DeskNow {
  /** Of every conversation that people have or are to have. */
  readonly rows: Iterable<DeskRow>;
  /** Who is there. */
  readonly agents: readonly PresentAgent[];
  /** Undefined where a queue has no limits. */
  readonly limitsOf: (queue: string) => Limits | undefined;
  readonly now: Timestamp;
}

/** What was told last, and of which wait. */
interface Told {
  readonly wait: string;
  readonly kind: "soon" | "overdue" | "waitingSoon";
}

/** While there is time left to do something about it. */
const SOON = 0.75;

/** Reminds agents of customers who have soon waited too long, or have: of each wait, each once. */
export class Reminders {
  readonly #told = new Map<ConversationId, Told>();

  due(desk: DeskNow): readonly AlertFor[] {
    const alerts: AlertFor[] = [];
    const waiting = new Set<ConversationId>();
    for (const row of desk.rows) {
      const told = this.#told.get(row.id);
      const wait = waitOf(row);
      if (wait === undefined) continue;
      waiting.add(row.id);
      const kind = kindOf(row, desk);
      if (kind === undefined || (told?.wait === wait && (told.kind === kind || told.kind === "overdue")))
        continue;
      const reminded = whomToRemind(row, desk.agents);
      // Whoever comes later is to hear of it, where nobody is there.
      if (reminded.length > 0) this.#told.set(row.id, { wait, kind });
      alerts.push(...reminded.map((agent) => ({ agent, alert: { kind, id: row.id } })));
    }
    for (const id of this.#told.keys()) if (!waiting.has(id)) this.#told.delete(id);
    return alerts;
  }
}

/** Names what the customer waits for; another question is another wait, another queue is not. */
function waitOf({ ownership, asksSince }: DeskRow): string | undefined {
  if (ownership.phase === "waiting") return "in line";
  return ownership.phase === "assigned" && asksSince !== undefined ? `answer ${asksSince}` : undefined;
}

function kindOf({ ownership, asksSince = 0 }: DeskRow, { limitsOf, now }: DeskNow): Told["kind"] | undefined {
  const limits = "ticket" in ownership ? limitsOf(ownership.ticket.queue) : undefined;
  if (limits === undefined || !("ticket" in ownership)) return undefined;
  if (ownership.phase === "waiting")
    return now - ownership.ticket.since >= SOON * limits.takeWithinMs ? "waitingSoon" : undefined;
  const share = (now - asksSince) / limits.answerWithinMs;
  return share >= 1 ? "overdue" : share >= SOON ? "soon" : undefined;
}

function whomToRemind({ ownership }: DeskRow, agents: readonly PresentAgent[]) {
  if (ownership.phase === "assigned") return [ownership.agent.id];
  return "ticket" in ownership ? whoCanTake(ownership.ticket.queue, agents) : [];
}

/** Who is online and answers the queue. */
export function whoCanTake(queue: string, agents: readonly PresentAgent[]) {
  return agents
    .filter((agent) => agent.availability === "online" && answers(agent, queue))
    .map(({ id }) => id);
}
