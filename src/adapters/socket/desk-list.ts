import type { ConversationId } from "../../kernel/ids.ts";
import type { InboxCounts, InboxView } from "../../protocol/desk.ts";
import type { Board } from "../../runtime/desk/board.ts";
import type { InboxLists } from "../../runtime/desk/inbox-lists.ts";
import type { Agent, DeskRow } from "../../runtime/desk-ports.ts";

/** What a browser shows a list of. */
export interface Viewing {
  readonly view: InboxView;
  readonly queue?: string | undefined;
  readonly limit: number;
}

/** A list as it is now, with the rows that the browser has not. */
export interface ListUpdate {
  readonly view: InboxView;
  readonly ids: readonly ConversationId[];
  readonly rows: readonly DeskRow[];
  readonly counts: InboxCounts;
}

/** The list that one browser shows, and what it was sent of it. */
export class DeskList {
  readonly #lists: InboxLists;
  readonly #board: Pick<Board, "get">;
  readonly #viewing: Viewing;
  /** The ids and counts that were sent last, as text. */
  #told = "";
  #sent = new Map<ConversationId, DeskRow>();

  constructor(lists: InboxLists, board: Pick<Board, "get">, viewing: Viewing) {
    this.#lists = lists;
    this.#board = board;
    this.#viewing = viewing;
  }

  /** The list as it is now, which counts as sent. */
  update(agent: Agent): ListUpdate {
    const { view, queue, limit } = this.#viewing;
    const { ids, counts } = this.#lists.list(agent, view, limit, queue);
    const all = ids.flatMap((id) => this.#board.get(id) ?? []);
    const rows = all.filter((row) => this.#sent.get(row.id) !== row);
    this.#sent = new Map(all.map((row) => [row.id, row]));
    this.#told = JSON.stringify([ids, counts]);
    return { view, ids, rows, counts };
  }

  /** The same; undefined when it is as it was sent last. */
  news(agent: Agent): ListUpdate | undefined {
    const before = this.#told;
    const update = this.update(agent);
    return update.rows.length === 0 && this.#told === before ? undefined : update;
  }
}
