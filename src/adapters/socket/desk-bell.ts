import type { Bot } from "../../content/bot.ts";
import { DEFAULT_QUEUE } from "../../content/queues.ts";
import type { ConversationId } from "../../kernel/ids.ts";
import type { Clock, Milliseconds } from "../../kernel/time.ts";
import type { RowChange } from "../../runtime/desk/board.ts";
import type { DeskRoom } from "../../runtime/desk/desk-room.ts";
import { FloodGate } from "../../runtime/flood-gate.ts";
import type { Timers } from "../../runtime/ports.ts";
import { type AlertFor, alertsOf } from "./desk-alerts.ts";
import { Reminders, whoCanTake } from "./desk-reminders.ts";

interface BellSurroundings {
  readonly room: Pick<DeskRoom, "board" | "presence" | "assignment">;
  /** The bot as it is now, whose queues have the limits. */
  readonly bot: () => Pick<Bot, "queues">;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Whether anybody is there to hear it. */
  readonly isHeard: () => boolean;
  readonly tell: (alerts: readonly AlertFor[]) => void;
}

/** How often it is looked for customers who have waited long. */
const REMIND_MS: Milliseconds = 5_000;

/** Who writes five lines in a row rings once. */
const WROTE_LIMIT = { burst: 1, perSecond: 1 };

/** Tells agents of everything that they must hear of. Returns what ends that. */
export function openDeskBell({ room, bot, clock, timers, isHeard, tell }: BellSurroundings): () => void {
  const { board, presence, assignment } = room;
  const reminders = new Reminders();
  const wrote = new FloodGate<ConversationId>(WROTE_LIMIT);
  let cancel = (): void => {};

  const limitsOf = (queue: string) => bot().queues.get(queue) ?? bot().queues.get(DEFAULT_QUEUE);
  const ring = (id: ConversationId, { was, is }: RowChange): void => {
    tell(alertsOf(was, is).filter(({ alert }) => alert.kind !== "wrote" || wrote.admits(id, clock.now())));
    // Where nobody is given a conversation, whoever could take it has to hear of it.
    if (assignment !== "manual" || was !== undefined || is?.ownership.phase !== "waiting") return;
    const able = whoCanTake(is.ownership.ticket.queue, presence.all);
    tell(able.map((agent) => ({ agent, alert: { kind: "waiting", id } })));
  };
  const remind = (): void => {
    if (isHeard())
      tell(reminders.due({ rows: board.all(), agents: presence.all, limitsOf, now: clock.now() }));
    cancel = timers.after(REMIND_MS, remind);
  };

  const stopListening = board.listen((changes) => {
    for (const [id, change] of changes) ring(id, change);
  });
  remind();
  return () => {
    stopListening();
    cancel();
  };
}
