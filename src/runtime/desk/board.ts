import type { InLine } from "../../desk/assignment.ts";
import type { Owned } from "../../desk/ownership.ts";
import type { ConversationId } from "../../kernel/ids.ts";
import type { Milliseconds } from "../../kernel/time.ts";
import type { DeskRow, DeskStamp, DeskStore } from "../desk-ports.ts";
import type { Log, Timers } from "../ports.ts";

interface BoardSurroundings {
  readonly desk: Pick<DeskStore, "rows" | "stamps">;
  readonly timers: Timers;
  readonly log: Log;
  /** Told after each reading whether it failed. */
  readonly onRead: (isFailing: boolean) => void;
}

/** What the board had of a conversation, and what it has now; nothing, when it is none of the desk's. */
export interface RowChange {
  readonly was: DeskRow | undefined;
  readonly is: DeskRow | undefined;
}

/** Told of conversations that have changed, perhaps. */
export type BoardListener = (changes: ReadonlyMap<ConversationId, RowChange>) => void;

/**
 * Changes of so long are read and told together: short enough that nobody notices, long enough that a busy shop's hundred
 * messages a second are a few reads.
 */
const GATHER_MS: Milliseconds = 20;

/** What was missed, because a notice was lost or another process has no way to tell, shows after that long at the latest. */
const REREAD_MS: Milliseconds = 10_000;

interface WaitingRow extends DeskRow {
  readonly ownership: Owned<"waiting">;
}

/**
 * Every conversation that a person has or is to have, as this process knows it: read from the store, again whenever one is
 * said to have changed, and all of them now and then, so that nothing that was missed stays missed.
 */
export class Board {
  readonly #around: BoardSurroundings;
  readonly #rows = new Map<ConversationId, DeskRow>();
  readonly #listeners = new Set<BoardListener>();
  #changed = new Set<ConversationId>();
  #cancelGathering: (() => void) | undefined;
  #cancelReread = (): void => {};
  #reading = Promise.resolve();
  #isStopped = false;
  #isFailing = false;

  constructor(around: BoardSurroundings) {
    this.#around = around;
  }

  /** @throws STORE_UNAVAILABLE */
  async start(): Promise<void> {
    await this.#rereadAll();
    this.#nextReread();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelGathering?.();
    this.#cancelReread();
    await this.#reading;
  }

  /** Something about a conversation has changed, perhaps: it is read again soon. */
  touch(id: ConversationId): void {
    if (this.#isStopped) return;
    this.#changed.add(id);
    this.#cancelGathering ??= this.#around.timers.after(GATHER_MS, () => {
      this.#cancelGathering = undefined;
      this.#run(() => this.#readChanged());
    });
  }

  /** Settles when everything that is known to have changed has been read. */
  async settled(): Promise<void> {
    this.#cancelGathering?.();
    this.#cancelGathering = undefined;
    this.#run(() => this.#readChanged());
    await this.#reading;
  }

  has(id: ConversationId): boolean {
    return this.#rows.has(id);
  }

  get(id: ConversationId): DeskRow | undefined {
    return this.#rows.get(id);
  }

  all(): Iterable<DeskRow> {
    return this.#rows.values();
  }

  /** Those in line, in no order. */
  line(): readonly InLine[] {
    return [...this.#rows.values()].filter(isWaiting).map(inLine);
  }

  listen(listener: BoardListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #run(read: () => Promise<void>): void {
    const { log, onRead } = this.#around;
    this.#reading = this.#reading.then(async () => {
      try {
        await read();
        this.#isFailing = false;
      } catch (error) {
        if (!this.#isFailing) log.error("The desk's conversations cannot be read.", { error });
        this.#isFailing = true;
      }
      onRead(this.#isFailing);
    });
  }

  async #readChanged(): Promise<void> {
    const ids = this.#changed;
    if (ids.size === 0) return;
    this.#changed = new Set();
    try {
      const rows = await this.#around.desk.rows([...ids]);
      this.#put(ids, rows);
    } catch (error) {
      for (const id of ids) this.#changed.add(id);
      throw error;
    }
  }

  async #rereadAll(): Promise<void> {
    // What changes from here on is read again afterwards.
    const stamps = await this.#around.desk.stamps();
    const open = new Set(stamps.map(({ id }) => id));
    const changed = new Set(stamps.filter((stamp) => !this.#isUpToDate(stamp)).map(({ id }) => id));
    for (const id of this.#rows.keys()) if (!open.has(id)) changed.add(id);
    this.#put(changed, await this.#around.desk.rows([...changed]));
  }

  #isUpToDate({ id, version, last, seen }: DeskStamp): boolean {
    const row = this.#rows.get(id);
    return row?.version === version && row.last === last && row.seen === seen;
  }

  /** @param rows of these ids, as far as there are any */
  #put(ids: ReadonlySet<ConversationId>, rows: readonly DeskRow[]): void {
    const found = new Map(rows.map((row) => [row.id, row]));
    const changes = new Map<ConversationId, RowChange>();
    for (const id of ids) {
      const [was, row] = [this.#rows.get(id), found.get(id)];
      const is = row !== undefined && isOfDesk(row) ? row : undefined;
      if (is === undefined) this.#rows.delete(id);
      else this.#rows.set(id, is);
      changes.set(id, { was, is });
    }
    if (changes.size > 0) for (const listener of this.#listeners) listener(changes);
  }

  #nextReread(): void {
    if (this.#isStopped) return;
    this.#cancelReread = this.#around.timers.after(REREAD_MS, () => {
      this.#run(() => this.#rereadAll());
      void this.#reading.then(() => this.#nextReread());
    });
  }
}

function isOfDesk({ ownership: { phase } }: DeskRow): boolean {
  return phase !== "bot" && phase !== "closed";
}

function isWaiting(row: DeskRow): row is WaitingRow {
  return row.ownership.phase === "waiting";
}

/** A waiting conversation as the assignment sees it. */
function inLine({ id, ownership }: WaitingRow): InLine {
  const { phase: _phase, ...rest } = ownership;
  return { id, ...rest };
}
