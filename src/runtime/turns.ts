import { gather, type Sent } from "../conversation/gather.ts";
import { alarmOfState } from "../conversation/state.ts";
import { AppError, type ErrorCode } from "../kernel/errors.ts";
import type { ConversationId, Seq } from "../kernel/ids.ts";
import type { Clock, Milliseconds, Timestamp } from "../kernel/time.ts";
import { type AnswerSurroundings, answer, ring } from "./answer.ts";
import { apologize, RECENT_EVENTS } from "./apology.ts";
import type { Content } from "./content.ts";
import { Inbox } from "./inbox.ts";
import type { LiveConversations } from "./live-conversations.ts";
import type { Observe } from "./moments.ts";
import type { Delivery, FinishedTurn, Ids, Log, LoggedEvent, NextTurn, Store, Timers } from "./ports.ts";
import { isOutside, retryDelay } from "./retrying.ts";

interface TurnSurroundings {
  readonly store: Pick<Store, "find" | "release" | "events">;
  readonly live: LiveConversations;
  readonly content: Content;
  readonly delivery: Delivery;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly log: Log;
  readonly observe: Observe;
  /** Where messages are being stored. */
  readonly arrivals: Inbox<ConversationId>;
  /** Texts that come one after the other within this time are one turn; 0 makes every text its own. */
  readonly coalesceMs: Milliseconds;
  /** What the answers are computed with. */
  readonly answering: Omit<AnswerSurroundings, "onCall">;
  /** Told of every alarm that a turn has set. */
  readonly onAlarm: (due: Timestamp) => void;
}

/** The bot's part is a pure function: what failed twice will fail again, and the third time only rules out bad luck. */
const MOST_FAILURES = 3;

/** Somebody else moves a conversation on now and then; twenty times in a row is no coincidence. */
const MOST_MOVES = 20;

/**
 * Pays the turns that conversations are owed and that are this process's to take: one after the other within a
 * conversation, oldest first, each from the state the one before left. A turn that fails stays owed and is taken again
 * later.
 */
export class Turns {
  readonly #around: TurnSurroundings;
  readonly #inbox = new Inbox<ConversationId>();
  readonly #wanted = new Set<ConversationId>();
  /** How often in a row the next turn of a conversation has failed. */
  readonly #failures = new Map<ConversationId, { seq: Seq; bugs: number; retries: number }>();
  /** What cancels the next look at a conversation that failed, or whose customer may have more to say. */
  readonly #later = new Map<ConversationId, () => void>();
  /** Who has been told that an answer is being written. */
  readonly #typing = new Set<ConversationId>();
  #stopping = false;

  constructor(around: TurnSurroundings) {
    this.#around = around;
  }

  /** Takes every turn the conversation is owed, soon. */
  take(id: ConversationId): void {
    // One that waits for its start will see all that is owed by then.
    if (this.#wanted.has(id)) return;
    this.#wanted.add(id);
    void this.#inbox.run(id, async () => {
      this.#wanted.delete(id);
      this.#later.get(id)?.();
      this.#later.delete(id);
      await this.#payAll(id);
    });
  }

  /**
   * Has the bot speak up by itself in a conversation that was claimed for it, unless the alarm is not set any more, or the
   * customer is owed an answer first; lets go of the conversation then.
   */
  ring(id: ConversationId, due: Timestamp): Promise<void> {
    return this.#inbox.run(id, async () => {
      if (!(await this.#ring(id, due))) await this.#around.store.release(id);
      // What another process has stored meanwhile is left to the one that has claimed the conversation.
      this.take(id);
    });
  }

  /** Puts nothing off any more, waits for no more of what a customer may have to say, and settles when all is done. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const putOff = [...this.#later];
    this.#later.clear();
    for (const [id, cancel] of putOff) {
      cancel();
      if (!this.#failures.has(id)) this.take(id);
    }
    await this.idle();
  }

  /** Settles when no turn is being taken. One that was put off is not. */
  idle(): Promise<void> {
    return this.#inbox.idle();
  }

  /** How many conversations a turn is being taken of. */
  get size(): number {
    return this.#inbox.size;
  }

  /** How many conversations have a turn that failed and stays owed. */
  get failing(): number {
    return this.#failures.size;
  }

  /** Whether a turn was stored. */
  async #ring(id: ConversationId, due: Timestamp): Promise<boolean> {
    const { store, live } = this.#around;
    const record = await store.find(id);
    if (this.#stopping || record === undefined || alarmOfState(record.state)?.due !== due) return false;
    if ((await live.nextTurn(id)) !== undefined) return false;
    const turn = turnName(id, `alarm-${due}`);
    this.#around.observe({ type: "taken", turn, conversationId: id });
    try {
      return await this.#commit(id, turn, due, await ring(this.#answering(id), record, due, turn));
    } catch (error) {
      this.#around.observe({ type: "failed", turn, code: codeOf(error) });
      if (!this.#failures.has(id)) this.#failures.set(id, { seq: 0, bugs: 0, retries: 1 });
      this.#lookLater(id, retryDelay(1));
      throw error;
    } finally {
      this.#showTyping(id, false);
    }
  }

  async #payAll(id: ConversationId): Promise<void> {
    let next: NextTurn | undefined;
    try {
      next = await this.#next(id);
      while (next !== undefined) {
        await this.#pay(next);
        next = await this.#next(id);
      }
      if (this.#failures.has(id)) await this.#deliverAll(id);
      if (!this.#later.has(id)) this.#showTyping(id, false);
    } catch (error) {
      this.#putOff(id, next, error);
    }
  }

  /** What failed may have been stored all the same, and delivered to nobody. */
  async #deliverAll(id: ConversationId): Promise<void> {
    const record = await this.#around.store.find(id);
    this.#failures.delete(id);
    if (record !== undefined) this.#around.delivery.catchUp(id, record.last);
  }

  /** The next turn there is to take; when the customer may have more to say to it, it is looked for again later. */
  async #next(id: ConversationId): Promise<NextTurn | undefined> {
    const { live, clock, arrivals, coalesceMs } = this.#around;
    const now = clock.now();
    // Else a message that came in time, and is not stored yet, would be cut off from those before it.
    await arrivals.settled(id);
    const owed = await live.nextTurn(id);
    if (owed === undefined) return undefined;
    const { record, events } = owed;
    if (record.state.phase !== "bot") return { record, events: [events[0]] };
    // Of messages from the future the clock has been turned back, and nobody waits for it to get there again.
    const mayWait = !this.#stopping && lastOf(events).at <= clock.now();
    const gathered = gather(events.map(sentOf), coalesceMs, mayWait ? now : Number.POSITIVE_INFINITY);
    if ("take" in gathered) return { record, events: [events[0], ...events.slice(1, gathered.take)] };
    this.#showTyping(id, true);
    this.#lookLater(id, gathered.until - now);
    return undefined;
  }

  /** Pays one turn; when the conversation moved on meanwhile, that one is computed again from where it is now. */
  async #pay(first: NextTurn): Promise<void> {
    const { id } = first.record;
    const { observe } = this.#around;
    let next: NextTurn | undefined = first;
    for (let moves = 0; moves < MOST_MOVES; moves++) {
      const { seq, at } = lastOf(next.events);
      const turn = turnName(id, seq);
      observe({ type: "taken", turn, conversationId: id });
      if (await this.#commit(id, turn, at, await this.#compute(next, turn))) return;
      next = await this.#next(id);
      if (next === undefined || lastOf(next.events).seq !== seq) return;
    }
    throw new AppError("INTERNAL", `A turn was refused as moved ${MOST_MOVES} times in a row.`);
  }

  async #compute(next: NextTurn, turn: string): Promise<FinishedTurn> {
    const { content, clock, ids, store } = this.#around;
    const { id } = next.record;
    const failures = this.#failures.get(id);
    if (failures?.seq === lastOf(next.events).seq && failures.bugs >= MOST_FAILURES) {
      const before = await store.events(id, { before: next.events[0].seq, limit: RECENT_EVENTS });
      return apologize(content.current.bot, next, before, ids, clock.now());
    }
    return answer(this.#answering(id), next, turn);
  }

  /**
   * Whether the turn was stored.
   *
   * @param since what the turn answers was stored then, or was due then
   */
  async #commit(
    id: ConversationId,
    turn: string,
    since: Timestamp,
    finished: FinishedTurn,
  ): Promise<boolean> {
    const { live, clock, delivery, onAlarm, observe } = this.#around;
    observe({ type: "computed", turn });
    const committed = await live.commitTurn(id, finished);
    if (committed.type === "moved") {
      observe({ type: "moved", turn });
      return false;
    }
    const { events, record } = committed;
    observe({
      type: "committed",
      turn,
      conversationId: id,
      events: events.length,
      handsOff: events.some(({ inside }) => inside?.handoff !== undefined),
      sinceMs: clock.now() - since,
    });
    delivery.deliver(events);
    observe({ type: "delivered", turn });
    const alarm = alarmOfState(record.state);
    if (alarm !== undefined) onAlarm(alarm.due);
    return true;
  }

  #answering(id: ConversationId): AnswerSurroundings {
    const onCall = () => this.#showTyping(id, true);
    return { ...this.#around.answering, onCall };
  }

  #putOff(id: ConversationId, next: NextTurn | undefined, error: unknown): void {
    const { live, log, observe } = this.#around;
    live.forget(id);
    const seq = next === undefined ? 0 : lastOf(next.events).seq;
    const known = this.#failures.get(id);
    const before = known?.seq === seq ? known : { bugs: 0, retries: 0 };
    const failures = { seq, bugs: before.bugs + (isOutside(error) ? 0 : 1), retries: before.retries + 1 };
    this.#failures.set(id, failures);
    const delay = retryDelay(failures.retries);
    const turn = turnName(id, seq);
    observe({ type: "failed", turn, code: codeOf(error) });
    log.error("A turn failed and stays owed.", { turn, conversationId: id, seq, retryInMs: delay, error });
    if (this.#stopping) return;
    if (next?.record.state.phase === "bot") this.#showTyping(id, true);
    this.#lookLater(id, delay);
  }

  #lookLater(id: ConversationId, delay: Milliseconds): void {
    this.#later.get(id)?.();
    this.#later.set(
      id,
      this.#around.timers.after(delay, () => this.take(id)),
    );
  }

  #showTyping(id: ConversationId, on: boolean): void {
    if (this.#typing.has(id) === on) return;
    if (on) this.#typing.add(id);
    else this.#typing.delete(id);
    this.#around.delivery.typing(id, "bot", on);
  }
}

/** Names a turn for ever, by the last event that it answers or the alarm that it rings. */
function turnName(id: ConversationId, cause: Seq | string): string {
  return `${id}:${cause}`;
}

function codeOf(error: unknown): ErrorCode {
  return error instanceof AppError ? error.code : "INTERNAL";
}

function sentOf({ at, body, inside }: LoggedEvent): Sent {
  const isText = body.type === "text" && inside?.asksForHuman !== true && inside?.asksFor === undefined;
  return isText ? { at, text: body.text } : { at };
}

function lastOf(events: NextTurn["events"]): LoggedEvent {
  return events.at(-1) ?? events[0];
}
