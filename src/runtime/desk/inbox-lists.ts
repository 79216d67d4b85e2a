import { answers, byPlace } from "../../desk/assignment.ts";
import type { Ownership, Ticket } from "../../desk/ownership.ts";
import type { ConversationId } from "../../kernel/ids.ts";
import type { InboxCounts, InboxView } from "../../protocol/desk.ts";
import type { Agent, DeskRow } from "../desk-ports.ts";
import type { Board } from "./board.ts";

/** A list as an agent sees it. */
export interface InboxList {
  readonly ids: readonly ConversationId[];
  readonly counts: InboxCounts;
}

/** What an agent sees in their lists depends on who they are and which queues they answer. */
type Viewer = Pick<Agent, "id" | "role" | "queues">;

/**
 * The lists of the inbox, made from the board. Agents with the same queues share them, and they are made anew only when the
 * board has changed: two hundred agents are a handful of lists.
 */
export class InboxLists {
  readonly #board: Board;
  #lists = new Map<string, readonly DeskRow[]>();

  constructor(board: Board) {
    this.#board = board;
    board.listen(() => this.#lists.clear());
  }

  /** @param queue only those of this queue */
  list(viewer: Viewer, view: InboxView, limit: number, queue?: string): InboxList {
    const rows = this.#rows(viewer, view);
    const shown = queue === undefined ? rows : rows.filter((row) => ticketOf(row)?.queue === queue);
    return { ids: shown.slice(0, limit).map(({ id }) => id), counts: this.#counts(viewer) };
  }

  #counts(viewer: Viewer): InboxCounts {
    const count = (view: InboxView) => this.#rows(viewer, view).length;
    return {
      waiting: count("waiting"),
      mine: count("mine"),
      left: count("left"),
      snoozed: count("snoozed"),
      all: count("all"),
    };
  }

  #rows(viewer: Viewer, view: InboxView): readonly DeskRow[] {
    const key = `${view} ${scopeOf(viewer, view)}`;
    const known = this.#lists.get(key);
    if (known !== undefined) return known;
    const fresh = [...this.#board.all()]
      .filter((row) => isIn(view, row.ownership, viewer))
      .sort(ORDERS[view]);
    this.#lists.set(key, fresh);
    return fresh;
  }
}

/** What two viewers must have in common to see the same list. */
function scopeOf({ id, role, queues }: Viewer, view: InboxView): string {
  const isSupervisor = role !== "agent";
  if (view === "mine" || (view === "snoozed" && !isSupervisor)) return id;
  return isSupervisor ? "*" : JSON.stringify([...queues].sort());
}

function isIn(view: InboxView, ownership: Ownership, viewer: Viewer): boolean {
  const isSupervisor = viewer.role !== "agent";
  const isTheirQueue = isSupervisor || ("ticket" in ownership && answers(viewer, ownership.ticket.queue));
  switch (view) {
    case "waiting":
      return ownership.phase === "waiting" && isTheirQueue;
    case "mine":
      return ownership.phase === "assigned" && ownership.agent.id === viewer.id;
    case "left":
      return ownership.phase === "offline" && isTheirQueue;
    case "snoozed":
      return ownership.phase === "snoozed" && (isSupervisor || ownership.agent.id === viewer.id);
    case "all":
      return isSupervisor;
  }
}

type Order = (a: DeskRow, b: DeskRow) => number;

const none: Ticket = { queue: "", since: 0, urgency: 0 };

const inLine: Order = (a, b) =>
  byPlace({ id: a.id, ticket: ticketOf(a) ?? none }, { id: b.id, ticket: ticketOf(b) ?? none });

const byActivity: Order = (a, b) => (b.latest?.at ?? 0) - (a.latest?.at ?? 0) || (a.id < b.id ? -1 : 1);

/** Who has waited longest for an answer first, then who wrote last. */
const byNeed: Order = (a, b) =>
  a.asksSince === b.asksSince
    ? byActivity(a, b)
    : (a.asksSince ?? Number.POSITIVE_INFINITY) - (b.asksSince ?? Number.POSITIVE_INFINITY);

const ORDERS: Readonly<Record<InboxView, Order>> = {
  waiting: inLine,
  mine: byNeed,
  left: inLine,
  snoozed: (a, b) => untilOf(a) - untilOf(b) || byActivity(a, b),
  all: byActivity,
};

function ticketOf({ ownership }: DeskRow): Ticket | undefined {
  return "ticket" in ownership ? ownership.ticket : undefined;
}

function untilOf({ ownership }: DeskRow): number {
  return ownership.phase === "snoozed" ? ownership.until : 0;
}
