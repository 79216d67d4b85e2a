import type { AgentId, ConversationId } from "../../kernel/ids.ts";
import type { Milliseconds } from "../../kernel/time.ts";
import type { DeskRow as ShownRow } from "../../protocol/desk.ts";
import type { DeskRoom } from "../../runtime/desk/desk-room.ts";
import { InboxLists } from "../../runtime/desk/inbox-lists.ts";
import { shownRow } from "../../runtime/desk/shown.ts";
import type { DeskRow } from "../../runtime/desk-ports.ts";
import type { Log, Timers } from "../../runtime/ports.ts";
import type { AlertFor } from "./desk-alerts.ts";
import { DeskList, type ListUpdate, type Viewing } from "./desk-list.ts";
import type { DeskSocket } from "./desk-socket.ts";

interface WindowSurroundings {
  readonly room: Pick<DeskRoom, "board" | "deskStore" | "looking" | "trouble">;
  readonly timers: Timers;
  readonly log: Log;
}

/** Lists are sent so often at most: nobody reads faster, and a busy desk's changes go together. */
const PUSH_MS: Milliseconds = 100;

/** The browser windows of agents that are connected to this process, and what they are shown. */
export class DeskWindows {
  readonly #around: WindowSurroundings;
  readonly #sockets = new Set<DeskSocket>();
  readonly #lists: InboxLists;
  readonly #stops: readonly (() => void)[];
  #cancelPush: (() => void) | undefined;

  constructor(around: WindowSurroundings) {
    const { board, looking, trouble } = around.room;
    this.#around = around;
    this.#lists = new InboxLists(board);
    this.#stops = [
      board.listen((changes) => {
        for (const id of changes.keys()) this.#showRowSoon(id);
        this.#showListsSoon();
      }),
      looking.listen((id) => this.#showRowSoon(id)),
      trouble.listen((on) => {
        for (const socket of this.#sockets) socket.emit("trouble", { on });
      }),
    ];
  }

  [Symbol.iterator](): Iterator<DeskSocket> {
    return this.#sockets.values();
  }

  get size(): number {
    return this.#sockets.size;
  }

  /** The windows of one agent. */
  of(agent: AgentId): readonly DeskSocket[] {
    return [...this.#sockets].filter(({ data }) => data.agent.id === agent);
  }

  add(socket: DeskSocket): void {
    this.#sockets.add(socket);
    socket.emit("trouble", { on: this.#around.room.trouble.isOn });
  }

  /** Forgets a window that is closed. */
  remove(socket: DeskSocket): void {
    this.#sockets.delete(socket);
    const { open } = socket.data;
    const looked = [...open.keys()];
    for (const end of open.values()) end();
    open.clear();
    for (const id of looked) this.looked(id);
  }

  /** Disconnects them all, and shows nothing any more. */
  close(): void {
    for (const stop of this.#stops) stop();
    this.#cancelPush?.();
    for (const socket of this.#sockets) socket.disconnect(true);
  }

  /** A row as it crosses the wire. */
  shown(row: DeskRow): ShownRow {
    return shownRow(row, this.#around.room.looking.of(row.id));
  }

  /** Shows another list in a window, and keeps it up to date from then on. */
  openList({ data }: DeskSocket, viewing: Viewing) {
    const list = new DeskList(this.#lists, this.#around.room.board, viewing);
    data.list = list;
    return this.#shownList(list.update(data.agent));
  }

  /** Who of this process's agents has a conversation open, or writes in it, has changed. */
  looked(id: ConversationId): void {
    const lookers = [...this.#sockets].flatMap(({ data: { agent, open, typingIn } }) =>
      open.has(id) ? { id: agent.id, name: agent.name, isTyping: typingIn === id } : [],
    );
    this.#around.room.looking.here(id, lookers);
  }

  tell(alerts: readonly AlertFor[]): void {
    for (const { agent, alert } of alerts) for (const socket of this.of(agent)) socket.emit("alert", alert);
  }

  #showRowSoon(id: ConversationId): void {
    if (![...this.#sockets].some(({ data }) => data.open.has(id))) return;
    this.#showRow(id).catch((error: unknown) => {
      const { log } = this.#around;
      log.warn("Agents were not told of a change; they are told of the next.", { error });
    });
  }

  async #showRow(id: ConversationId): Promise<void> {
    const { board, deskStore } = this.#around.room;
    const row = board.get(id) ?? (await deskStore.rows([id]))[0];
    if (row === undefined) return;
    const shown = this.shown(row);
    for (const socket of this.#sockets) if (socket.data.open.has(id)) socket.emit("row", shown);
  }

  #showListsSoon(): void {
    this.#cancelPush ??= this.#around.timers.after(PUSH_MS, () => {
      this.#cancelPush = undefined;
      for (const socket of this.#sockets) {
        const { list, agent } = socket.data;
        const news = list?.news(agent);
        if (news !== undefined) socket.emit("inbox", this.#shownList(news));
      }
    });
  }

  #shownList({ rows, ...update }: ListUpdate) {
    return { ...update, rows: rows.map((row) => this.shown(row)) };
  }
}
