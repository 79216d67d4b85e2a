import { answers, byPlace } from "../../desk/assignment.ts";
import type { Ticket } from "../../desk/ownership.ts";
import type { AgentId, ConversationId } from "../../kernel/ids.ts";
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

/** The rows of the board, sorted out once: by what agents see them under. */
interface Shelves {
  readonly waiting: readonly DeskRow[];
  readonly left: readonly DeskRow[];
  readonly snoozed: readonly DeskRow[];
  readonly all: readonly DeskRow[];
  readonly mine: ReadonlyMap<AgentId, readonly DeskRow[]>;
  readonly snoozedBy: ReadonlyMap<AgentId, readonly DeskRow[]>;
}

/**
 * The lists of the inbox, made from the board. The board is sorted out once after each change, and agents with the same
 * queues share what they see: two hundred agents are a handful of lists.
 */
export class InboxLists {
  readonly #board: Board;
  #shelves: Shelves | undefined;
  #lists = new Map<string, readonly DeskRow[]>();

  constructor(board: Board) {
    this.#board = board;
    board.listen(() => {
      this.#shelves = undefined;
      this.#lists.clear();
    });
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
    this.#shelves ??= sortOut(this.#board.all());
    const fresh = seen(this.#shelves, viewer, view).toSorted(ORDERS[view]);
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

function sortOut(rows: Iterable<DeskRow>): Shelves {
  const shelves = {
    waiting: new Array<DeskRow>(),
    left: new Array<DeskRow>(),
    snoozed: new Array<DeskRow>(),
  };
  const all: DeskRow[] = [];
  const [mine, snoozedBy] = [new Map<AgentId, DeskRow[]>(), new Map<AgentId, DeskRow[]>()];
  for (const row of rows) {
    all.push(row);
    const { ownership } = row;
    if (ownership.phase === "waiting") shelves.waiting.push(row);
    if (ownership.phase === "offline") shelves.left.push(row);
    if (ownership.phase === "snoozed") shelves.snoozed.push(row);
    if (ownership.phase === "assigned") put(mine, ownership.agent.id, row);
    if (ownership.phase === "snoozed") put(snoozedBy, ownership.agent.id, row);
  }
  return { ...shelves, all, mine, snoozedBy };
}

function put(shelves: Map<AgentId, DeskRow[]>, agent: AgentId, row: DeskRow): void {
  const shelf = shelves.get(agent);
  if (shelf === undefined) shelves.set(agent, [row]);
  else shelf.push(row);
}

function seen(shelves: Shelves, viewer: Viewer, view: InboxView): readonly DeskRow[] {
  const isSupervisor = viewer.role !== "agent";
  switch (view) {
    case "mine":
      return shelves.mine.get(viewer.id) ?? [];
    case "snoozed":
      return isSupervisor ? shelves.snoozed : (shelves.snoozedBy.get(viewer.id) ?? []);
    case "all":
      return isSupervisor ? shelves.all : [];
    case "waiting":
    case "left":
      return isSupervisor
        ? shelves[view]
        : shelves[view].filter((row) => answers(viewer, ticketOf(row)?.queue ?? ""));
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
