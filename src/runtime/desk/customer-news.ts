import type { Place } from "../../desk/line.ts";
import type { ConversationId } from "../../kernel/ids.ts";
import type { Milliseconds } from "../../kernel/time.ts";
import type { CustomerPresence } from "../../protocol/chat.ts";
import type { Feeds } from "../feeds.ts";
import type { ConversationRecord, Timers } from "../ports.ts";
import { shownOwner } from "../sessions.ts";
import type { Board } from "./board.ts";

interface NewsSurroundings {
  readonly board: Board;
  readonly feeds: Pick<Feeds, "tell" | "watching">;
  readonly timers: Timers;
  readonly places: () => ReadonlyMap<ConversationId, Place>;
}

/** A line that moves on is told so often at most: places are reckoned for all at once. */
const TELL_MS: Milliseconds = 1000;

/** Tells the customers who look on at this process where they stand in line, and who has them. */
export class CustomerNews {
  readonly #around: NewsSurroundings;
  /** What each who waits was told last. */
  #told = new Map<ConversationId, string>();
  #standing: ReadonlyMap<ConversationId, Place> = new Map();
  #cancel: (() => void) | undefined;
  #stopListening = (): void => {};

  constructor(around: NewsSurroundings) {
    this.#around = around;
  }

  start(): void {
    this.#stopListening = this.#around.board.listen(() => this.#tellSoon());
  }

  stop(): void {
    this.#stopListening();
    this.#cancel?.();
  }

  /** What a customer is told who has just come. */
  of({ id, state }: Pick<ConversationRecord, "id" | "state">): CustomerPresence {
    const owner = shownOwner(state);
    if ("agent" in state) return { owner, agent: state.agent.name };
    return state.phase === "waiting" ? { owner, ...this.#standing.get(id) } : { owner };
  }

  #tellSoon(): void {
    this.#cancel ??= this.#around.timers.after(TELL_MS, () => {
      this.#cancel = undefined;
      this.#tell();
    });
  }

  #tell(): void {
    const { board, feeds, places } = this.#around;
    const standing = places();
    this.#standing = standing;
    const told = new Map<ConversationId, string>();
    for (const { id, ownership } of board.all()) {
      if (feeds.watching(id) === 0) continue;
      const agent = "agent" in ownership ? { agent: ownership.agent.name } : {};
      const presence: CustomerPresence = { owner: shownOwner(ownership), ...agent, ...standing.get(id) };
      const text = JSON.stringify(presence);
      if (this.#told.get(id) !== text) feeds.tell(id, presence);
      told.set(id, text);
    }
    this.#told = told;
  }
}
