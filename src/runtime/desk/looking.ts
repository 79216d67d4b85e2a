import type { ConversationId, NodeId } from "../../kernel/ids.ts";
import type { Clock, Milliseconds, Timestamp } from "../../kernel/time.ts";
import type { Looker, Notice } from "../bus.ts";
import type { Timers } from "../ports.ts";

/** What a process tells the others of who has a conversation open. */
export type LookingNotice = Extract<Notice, { readonly type: "looking" }>;

interface LookingSurroundings {
  /** What this process is called in what it tells. */
  readonly node: NodeId;
  readonly publish: (notice: LookingNotice) => void;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** What another process has told, and when. */
interface Told {
  readonly lookers: readonly Looker[];
  readonly at: Timestamp;
}

/** Who comes later hears of everybody within that time, also where a notice was lost. */
const TELL_MS: Milliseconds = 10_000;

/** Three notices in a row are not lost by chance: that process is gone, or cannot be heard. */
const FORGET_MS: Milliseconds = 30_000;

/**
 * Which agents have a conversation open, and which of them are writing, at all server processes. Each tells the others of
 * its own; what is told is kept in memory alone and forgotten soon, for it is of use only at the moment.
 */
export class Looking {
  readonly #around: LookingSurroundings;
  readonly #here = new Map<ConversationId, readonly Looker[]>();
  readonly #elsewhere = new Map<ConversationId, Map<NodeId, Told>>();
  readonly #listeners = new Set<(id: ConversationId) => void>();
  #cancel = (): void => {};

  constructor(around: LookingSurroundings) {
    this.#around = around;
  }

  start(): void {
    this.#cancel = this.#around.timers.after(TELL_MS, () => {
      this.start();
      for (const id of this.#here.keys()) this.#tell(id);
      this.#forget();
    });
  }

  stop(): void {
    this.#cancel();
  }

  /** Calls back when others than before look at a conversation, or write in it. Returns what ends that. */
  listen(listener: (id: ConversationId) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Everybody who has it open, each agent once. */
  of(id: ConversationId): readonly Looker[] {
    const told = [...(this.#elsewhere.get(id)?.values() ?? [])].flatMap(({ lookers }) => lookers);
    return merged([...(this.#here.get(id) ?? []), ...told]);
  }

  /** These have it open at this process now, and nobody else. */
  here(id: ConversationId, lookers: readonly Looker[]): void {
    const fresh = merged(lookers);
    if (isSame(this.#here.get(id) ?? [], fresh)) return;
    if (fresh.length > 0) this.#here.set(id, fresh);
    else this.#here.delete(id);
    this.#tell(id);
    this.#changed(id);
  }

  /** Another process tells who has a conversation open there. */
  hear({ conversationId: id, node, lookers }: LookingNotice): void {
    const before = this.#elsewhere.get(id)?.get(node)?.lookers ?? [];
    if (lookers.length > 0) this.#keep(id, node, { lookers, at: this.#around.clock.now() });
    else this.#drop(id, node);
    if (!isSame(before, lookers)) this.#changed(id);
  }

  #tell(id: ConversationId): void {
    const { node, publish } = this.#around;
    publish({ type: "looking", conversationId: id, node, lookers: this.#here.get(id) ?? [] });
  }

  #changed(id: ConversationId): void {
    for (const listener of this.#listeners) listener(id);
  }

  #keep(id: ConversationId, node: NodeId, told: Told): void {
    const known = this.#elsewhere.get(id);
    if (known === undefined) this.#elsewhere.set(id, new Map([[node, told]]));
    else known.set(node, told);
  }

  #drop(id: ConversationId, node: NodeId): void {
    const known = this.#elsewhere.get(id);
    known?.delete(node);
    if (known?.size === 0) this.#elsewhere.delete(id);
  }

  #forget(): void {
    const now = this.#around.clock.now();
    for (const [id, processes] of this.#elsewhere) {
      const old = [...processes].flatMap(([node, { at }]) => (now - at >= FORGET_MS ? node : []));
      for (const node of old) this.#drop(id, node);
      if (old.length > 0) this.#changed(id);
    }
  }
}

/** Each agent once, writing when they write in any of their windows. */
function merged(lookers: readonly Looker[]): readonly Looker[] {
  const found = new Map<string, Looker>();
  for (const looker of lookers) {
    const isTyping = looker.isTyping || found.get(looker.id)?.isTyping === true;
    found.set(looker.id, { ...looker, isTyping });
  }
  return [...found.values()];
}

function isSame(before: readonly Looker[], now: readonly Looker[]): boolean {
  const keyOf = ({ id, name, isTyping }: Looker) => JSON.stringify([id, name, isTyping]);
  return before.map(keyOf).sort().join() === now.map(keyOf).sort().join();
}
