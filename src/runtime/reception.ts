import { AppError } from "../kernel/errors.ts";
import type { ClientMessageId, ConversationId, NodeId, Seq } from "../kernel/ids.ts";
import type { Language } from "../kernel/language.ts";
import type { Clock, Timestamp } from "../kernel/time.ts";
import type { ChoiceBody, ChoiceOption, RatingBody } from "../protocol/event.ts";
import { type Blocked, blocked, isBlocked } from "./blocked.ts";
import type { Bus } from "./bus.ts";
import type { Content } from "./content.ts";
import { imageBody, imageOf } from "./images.ts";
import type { Inbox } from "./inbox.ts";
import type { LiveConversations } from "./live-conversations.ts";
import type { Observe } from "./moments.ts";
import type {
  ConversationRecord,
  Delivery,
  HostContext,
  Ids,
  LoggedEvent,
  NewEvent,
  Received,
  Store,
} from "./ports.ts";

interface ReceptionSurroundings {
  readonly store: Pick<Store, "find" | "events" | "images" | "setContext">;
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

/** What a customer sent, as far as it is read. */
type Sent = Pick<NewEvent, "kind" | "body" | "inside">;

/** A widget sends again what it has sent last: a resend is not looked for farther back than this many events. */
const LATEST_EVENTS = 200;

/**
 * Takes in what customers send, each conversation in the order it came. Every method settles once the event is on disk,
 * with the event as it was logged: for a resend, the one logged the first time. Each throws `BLOCKED` while nothing is
 * taken from the customer.
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
    return this.#receive(id, cid, async () => ({ kind: "message", body: { type: "text", text } }));
  }

  /**
   * The customer pressed a button.
   *
   * @throws CHOICE_UNKNOWN when the log has no such message, or the message no such button
   */
  choose(id: ConversationId, cid: ClientMessageId, choice: Choice): Promise<LoggedEvent> {
    return this.#receive(id, cid, () => this.#readChoice(id, choice));
  }

  /**
   * The customer shows an image that was uploaded before.
   *
   * @throws NOT_FOUND when this conversation has no such image
   */
  show(id: ConversationId, cid: ClientMessageId, image: string): Promise<LoggedEvent> {
    return this.#receive(id, cid, async (record) => {
      const shown = await imageOf(this.#around.store.images, id, image);
      return { kind: "message", body: imageBody(shown, languageOf(record)) };
    });
  }

  /**
   * A button of the page around the chat asks for what an intent leads to; it is logged by the intent's title.
   *
   * @throws CHOICE_UNKNOWN when there is no such intent, or it leads to nothing
   */
  askFor(id: ConversationId, cid: ClientMessageId, intent: string): Promise<LoggedEvent> {
    return this.#receive(id, cid, async (record) => {
      const { intents, startByIntent } = this.#around.content.current.bot;
      const title = startByIntent.has(intent)
        ? intents.find(({ name }) => name === intent)?.title
        : undefined;
      if (title === undefined)
        throw new AppError("CHOICE_UNKNOWN", `The bot can do nothing about "${intent}".`, {
          conversationId: id,
          intent,
        });
      const text = title[languageOf(record)];
      return { kind: "message", body: { type: "text", text }, inside: { asksFor: intent } };
    });
  }

  /**
   * Notes what the customer has before their eyes in the host app: it counts for everything that they send from then on.
   */
  look(id: ConversationId, context: HostContext): Promise<void> {
    if (this.#stopped) return Promise.reject(stopping());
    return this.#inbox.run(id, () => this.#around.store.setContext(id, context));
  }

  /** The customer wants a person, by the button that is always there. */
  askForHuman(id: ConversationId, cid?: ClientMessageId): Promise<LoggedEvent> {
    return this.#receive(id, cid, async (record) => {
      const text = this.#around.content.current.bot.labels.human[languageOf(record)];
      return { kind: "message", body: { type: "text", text }, inside: { asksForHuman: true } };
    });
  }

  /** The customer says how it went. Nothing answers a rating. */
  rate(id: ConversationId, { score, comment }: Rating, cid?: ClientMessageId): Promise<LoggedEvent> {
    const body: RatingBody = { type: "rating", score, ...(comment === undefined ? {} : { comment }) };
    return this.#receive(id, cid, async () => ({ kind: "rating", body }));
  }

  /** Refuses whatever comes from now on with `SHUTTING_DOWN`; settles when what came before is stored. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#inbox.idle();
  }

  #receive(
    id: ConversationId,
    cid: ClientMessageId | undefined,
    read: (record: ConversationRecord | undefined) => Promise<Sent>,
  ): Promise<LoggedEvent> {
    if (this.#stopped) return Promise.reject(stopping());
    return this.#inbox.run(id, async () => {
      const { live, ids, clock, observe } = this.#around;
      const at = clock.now();
      const record = await this.#find(id, at);
      if (isBlocked(record, at)) return await this.#receiveBlocked(record, cid);
      const event: NewEvent = {
        id: ids.event(),
        at,
        from: "customer",
        ...(await read(record)),
        ...(cid && { cid }),
      };
      observe({ type: "received", conversationId: id });
      const received = await live.receive(id, event, event.kind !== "rating");
      const { seq } = received.event;
      observe({ type: "stored", conversationId: id, seq, isDuplicate: received.type === "duplicate" });
      this.#passOn(id, received);
      observe({ type: "pushed", conversationId: id, seq });
      return received.event;
    });
  }

  /** The conversation; read only when it is not known here, or to make sure that nothing is taken. */
  async #find(id: ConversationId, now: Timestamp): Promise<ConversationRecord | undefined> {
    const { live, store } = this.#around;
    const known = live.known(id);
    return known === undefined || isBlocked(known, now) ? await store.find(id) : known;
  }

  /** Of a blocked customer only what was stored before is acknowledged once more. */
  async #receiveBlocked(record: Blocked, cid: ClientMessageId | undefined): Promise<LoggedEvent> {
    const { id, last } = record;
    const latest =
      cid === undefined
        ? []
        : await this.#around.store.events(id, { before: last + 1, limit: LATEST_EVENTS });
    const event = latest.find(({ from, cid: its }) => from === "customer" && its === cid);
    if (event === undefined) throw blocked(record);
    this.#passOn(id, { type: "duplicate", event });
    return event;
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

  async #readChoice(id: ConversationId, { seq, option }: Choice): Promise<Sent> {
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

function stopping(): AppError {
  return new AppError("SHUTTING_DOWN", "The server is stopping. Send it again in a moment.");
}

function languageOf(record: ConversationRecord | undefined): Language {
  return record?.state.language ?? "zh";
}

function buttonsOf({ body }: LoggedEvent): readonly ChoiceOption[] {
  return "options" in body ? (body.options ?? []) : [];
}
