import { AppError } from "../kernel/errors.ts";
import type { ClientMessageId, ConversationId, NodeId, Seq } from "../kernel/ids.ts";
import type { Clock } from "../kernel/time.ts";
import type { ChoiceBody, ChoiceOption, RatingBody } from "../protocol/event.ts";
import type { Bus } from "./bus.ts";
import type { Content } from "./content.ts";
import type { Inbox } from "./inbox.ts";
import type { LiveConversations } from "./live-conversations.ts";
import type { Observe } from "./moments.ts";
import type { Delivery, Ids, LoggedEvent, NewEvent, Received, Store } from "./ports.ts";

interface ReceptionSurroundings {
  readonly store: Pick<Store, "find" | "events">;
  readonly live: LiveConversations;
  readonly content: Content;
  readonly delivery: Delivery;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly ids: Ids;
  /** This process. */
  readonly node: NodeId;
  readonly observe: Observe;
  /** Told of every conversation in which a turn is owed that is this process's to take. */
  readonly turns: { take(id: ConversationId): void };
  /** Where messages are being stored, one after the other within a conversation. */
  readonly arrivals: Inbox<ConversationId>;
}

interface Rating {
  readonly score: number;
  readonly comment?: string | undefined;
}

interface Choice {
  readonly seq: Seq;
  readonly option: string;
}

/**
 * Takes in what customers send, each conversation in the order it came. Every method settles once the event is on disk,
 * with the event as it was logged: for a resend, the one logged the first time.
 */
export class Reception {
  readonly #around: ReceptionSurroundings;
  readonly #inbox: Inbox<ConversationId>;
  #stopped = false;

  constructor(around: ReceptionSurroundings) {
    this.#around = around;
    this.#inbox = around.arrivals;
  }

  /** The customer wrote something. */
  say(id: ConversationId, cid: ClientMessageId, text: string): Promise<LoggedEvent> {
    return this.#receive(id, async () => ({ kind: "message", body: { type: "text", text }, cid }));
  }

  /**
   * The customer pressed a button.
   *
   * @throws CHOICE_UNKNOWN when the log has no such message, or the message no such button
   */
  choose(id: ConversationId, cid: ClientMessageId, choice: Choice): Promise<LoggedEvent> {
    return this.#receive(id, async () => ({ ...(await this.#readChoice(id, choice)), cid }));
  }

  /** The customer wants a person, by the button that is always there. */
  askForHuman(id: ConversationId, cid?: ClientMessageId): Promise<LoggedEvent> {
    return this.#receive(id, async () => {
      const record = await this.#around.store.find(id);
      const text = this.#around.content.current.bot.labels.human[record?.state.language ?? "zh"];
      return {
        kind: "message",
        body: { type: "text", text },
        inside: { asksForHuman: true },
        ...(cid && { cid }),
      };
    });
  }

  /** The customer says how it went. Nothing answers a rating. */
  rate(id: ConversationId, { score, comment }: Rating, cid?: ClientMessageId): Promise<LoggedEvent> {
    const body: RatingBody = { type: "rating", score, ...(comment === undefined ? {} : { comment }) };
    return this.#receive(id, async () => ({ kind: "rating", body, ...(cid && { cid }) }));
  }

  /** Refuses whatever comes from now on with `SHUTTING_DOWN`; settles when what came before is stored. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#inbox.idle();
  }

  #receive(
    id: ConversationId,
    read: () => Promise<Pick<NewEvent, "kind" | "body" | "cid" | "inside">>,
  ): Promise<LoggedEvent> {
    if (this.#stopped) {
      return Promise.reject(
        new AppError("SHUTTING_DOWN", "The server is stopping. Send it again in a moment."),
      );
    }
    return this.#inbox.run(id, async () => {
      const { live, ids, clock, observe } = this.#around;
      const at = clock.now();
      const event: NewEvent = { id: ids.event(), at, from: "customer", ...(await read()) };
      observe({ type: "received", conversationId: id });
      const received = await live.receive(id, event, event.kind !== "rating");
      const { seq } = received.event;
      observe({ type: "stored", conversationId: id, seq, isDuplicate: received.type === "duplicate" });
      this.#passOn(id, received);
      observe({ type: "pushed", conversationId: id, seq });
      return received.event;
    });
  }

  #passOn(id: ConversationId, received: Received): void {
    const { live, delivery, bus, turns, node } = this.#around;
    // Whoever sends again did not hear that it was stored the first time, and perhaps nobody else has.
    delivery.deliver([received.event]);
    if (received.type === "duplicate") return turns.take(id);
    const { claimedBy } = received;
    if (claimedBy === node) return turns.take(id);
    if (claimedBy === undefined) return;
    live.forget(id);
    bus.publish({ type: "owed", conversationId: id, to: claimedBy });
  }

  async #readChoice(
    id: ConversationId,
    { seq, option }: Choice,
  ): Promise<Pick<NewEvent, "kind" | "body" | "inside">> {
    const [asked] = await this.#around.store.events(id, { after: seq - 1, limit: 1 });
    const button = asked?.seq === seq ? buttonsOf(asked).find((known) => known.id === option) : undefined;
    if (asked === undefined || button === undefined) {
      throw new AppError("CHOICE_UNKNOWN", `Event ${seq} has no button "${option}".`, {
        conversationId: id,
        seq,
      });
    }
    const body: ChoiceBody = { type: "choice", seq, option, label: button.label };
    const origin = asked.inside?.origin;
    return { kind: "choice", body, ...(origin === undefined ? {} : { inside: { origin } }) };
  }
}

function buttonsOf({ body }: LoggedEvent): readonly ChoiceOption[] {
  return "options" in body ? (body.options ?? []) : [];
}
