import { DEFAULT_QUEUE } from "../../content/queues.ts";
import type { Urgency } from "../../desk/ownership.ts";
import { AppError } from "../../kernel/errors.ts";
import type { AgentId, ClientMessageId, ConversationId, Seq } from "../../kernel/ids.ts";
import type { Clock, Timestamp } from "../../kernel/time.ts";
import { type AnswerSurroundings, takeBack } from "../answer.ts";
import type { Content } from "../content.ts";
import type { Agent, DeskStore } from "../desk-ports.ts";
import { findConversation } from "../find-conversation.ts";
import { imageBody, imageOf } from "../images.ts";
import type { Inbox } from "../inbox.ts";
import type { ConversationRecord, Ids, LoggedEvent, NewEvent, Received, Store } from "../ports.ts";
import { type Block, block } from "./block.ts";
import { checkSeen } from "./may-see.ts";
import { handOf, type Move, type Moves, ownHand, refusal } from "./moves.ts";

interface DeskSurroundings {
  readonly store: Pick<Store, "find" | "images">;
  readonly desk: Pick<DeskStore, "append" | "markSeen" | "setTags" | "setBlocked" | "agents">;
  readonly moves: Moves;
  readonly content: Content;
  readonly clock: Clock;
  readonly ids: Pick<Ids, "event">;
  /** What the bot computes its part with when a conversation is handed back to it. */
  readonly answering: Omit<AnswerSurroundings, "onCall">;
  /** Where messages are being stored, one after the other within a conversation. */
  readonly arrivals: Inbox<ConversationId>;
  /** Told of everything that an agent has written. */
  readonly onWritten: (event: LoggedEvent) => void;
  /** Told up to where an agent has seen a conversation. */
  readonly onSeen: (id: ConversationId, seq: Seq) => void;
  /** Told when what lists show of a conversation has changed without an event. */
  readonly onChanged: (id: ConversationId) => void;
}

/** Where a conversation goes from an agent. */
export type Destination = { readonly queue: string } | { readonly agent: string };

/**
 * What agents do with conversations. Every method settles once it is on disk, and throws what `Moves.move` throws when it
 * may not be done, and FORBIDDEN when the conversation is not the agent's to see.
 */
export class Desk {
  readonly #around: DeskSurroundings;

  constructor(around: DeskSurroundings) {
    this.#around = around;
  }

  /** Takes a conversation; from a colleague only with `takesOver`, and only as a supervisor. */
  claim(agent: Agent, id: ConversationId, takesOver: boolean): Promise<ConversationRecord> {
    const { id: own, name, role, capacity } = agent;
    return this.#move(agent, id, {
      command: {
        type: "claim",
        agent: { id: own, name },
        takesOver,
        queue: agent.queues[0] ?? DEFAULT_QUEUE,
      },
      deed: { action: takesOver ? "take over" : "claim" },
      ...(role === "agent" && { room: { agent: own, most: capacity } }),
    });
  }

  /** Does not take what is offered. */
  pass(agent: Agent, id: ConversationId): Promise<ConversationRecord> {
    return this.#move(agent, id, {
      command: { type: "pass", agent: agent.id },
      deed: { action: "pass" },
    });
  }

  /** Puts it back in line, at its old place. */
  release(agent: Agent, id: ConversationId, why?: string): Promise<ConversationRecord> {
    return this.#move(agent, id, {
      command: { type: "release" },
      deed: { action: "release", ...(why && { why }) },
    });
  }

  /**
   * Sends it to another queue, or to an agent, for whom it is kept.
   *
   * @throws NOT_FOUND when there is no such agent
   */
  async transfer(
    agent: Agent,
    id: ConversationId,
    to: Destination,
    why?: string,
  ): Promise<ConversationRecord> {
    const record = await this.#findFor(agent, id);
    const queue =
      "queue" in to ? to.queue : "ticket" in record.state ? record.state.ticket.queue : DEFAULT_QUEUE;
    const colleague = "agent" in to ? await this.#colleague(to.agent) : undefined;
    return this.#move(agent, id, {
      command: {
        type: "transfer",
        queue,
        ...(colleague && { to: { id: colleague.id, name: colleague.name } }),
      },
      deed: { action: "transfer", to: colleague?.name ?? queue, ...(why && { why }) },
    });
  }

  /** Hands the customer back to the bot: where it stood, or at the beginning of a dialog, which the bot then says. */
  async handBack(
    agent: Agent,
    id: ConversationId,
    dialog?: string,
    why?: string,
  ): Promise<ConversationRecord> {
    const { moves, content, answering } = this.#around;
    if (dialog !== undefined && !content.current.bot.dialogs.has(dialog)) {
      throw new AppError("NOT_FOUND", `There is no dialog "${dialog}".`, { conversationId: id, dialog });
    }
    const hand = handOf(agent);
    return moves.store(id, async (record) => {
      const { state } = record;
      checkSeen(agent, { id, ownership: state });
      if ("agent" in state && state.agent.id !== agent.id && !hand.isSupervisor)
        throw refusal("NOT_YOURS", record);
      if (state.phase === "bot" || state.phase === "closed") throw refusal("NOT_NOW", record);
      const around = { ...answering, onCall: () => {} };
      const outcome = await takeBack(
        around,
        record,
        dialog === undefined ? {} : { dialog },
        `${id}:back-${state.epoch}`,
      );
      const did = { action: "hand back", ...(dialog && { to: dialog }), ...(why && { why }) };
      const by = { id: agent.id, name: agent.name };
      // The first thing that happens is that it is handed back: that one tells by whom.
      const events = outcome.events.map((event, index) =>
        index === 0 ? { ...event, inside: { ...event.inside, by, did } } : event,
      );
      return { ...outcome, events };
    });
  }

  /** Puts it aside until then, or until the customer writes. */
  async snooze(
    agent: Agent,
    id: ConversationId,
    until: Timestamp,
    why?: string,
  ): Promise<ConversationRecord> {
    if (until <= this.#around.clock.now()) {
      throw new AppError("MESSAGE_INVALID", "A conversation is put aside until a time to come.", {
        conversationId: id,
      });
    }
    return this.#move(agent, id, {
      command: { type: "snooze", until },
      deed: { action: "snooze", to: new Date(until).toISOString(), ...(why && { why }) },
    });
  }

  /** All is done: the customer is told, and begins with the bot when they write again. */
  resolve(agent: Agent, id: ConversationId, why?: string): Promise<ConversationRecord> {
    return this.#move(agent, id, {
      command: { type: "resolve" },
      deed: { action: "resolve", ...(why && { why }) },
    });
  }

  prioritize(agent: Agent, id: ConversationId, urgency: Urgency): Promise<ConversationRecord> {
    // Who may say what is urgent: whoever has it, and anybody while nobody has.
    return this.#move(agent, id, {
      command: { type: "prioritize", urgency },
      deed: { action: "prioritize", to: String(urgency) },
    });
  }

  /** An agent writes to the customer. Sent again with the same `cid`, it is stored once. */
  say(agent: Agent, id: ConversationId, cid: ClientMessageId, text: string): Promise<LoggedEvent> {
    return this.#write(agent, id, { kind: "message", body: { type: "text", text }, cid }, agent.id);
  }

  /**
   * An agent sends the customer an image that was uploaded for this conversation.
   *
   * @throws NOT_FOUND when there is no such image in it
   */
  async show(agent: Agent, id: ConversationId, cid: ClientMessageId, imageId: string): Promise<LoggedEvent> {
    const [{ state }, image] = await Promise.all([
      this.#find(id),
      imageOf(this.#around.store.images, id, imageId),
    ]);
    const body = imageBody(image, state.language);
    return this.#write(agent, id, { kind: "message", body, cid }, agent.id);
  }

  /**
   * An agent writes something down for colleagues. Whoever sees the conversation may, whoever has it.
   *
   * @throws FORBIDDEN
   */
  async note(agent: Agent, id: ConversationId, cid: ClientMessageId, text: string): Promise<LoggedEvent> {
    await this.#findFor(agent, id);
    return this.#write(agent, id, { kind: "note", body: { type: "note", text }, cid });
  }

  /** @throws FORBIDDEN when it is not theirs to see */
  async seen(agent: Agent, id: ConversationId, seq: Seq): Promise<void> {
    const { state, last } = await this.#findFor(agent, id);
    // That a supervisor has looked does not make it seen.
    if (state.phase === "assigned" && state.agent.id !== agent.id) return;
    await this.#around.desk.markSeen(id, seq);
    // Beyond the end of the log there is nothing to see.
    if (seq <= last) this.#around.onSeen(id, seq);
    this.#around.onChanged(id);
  }

  /** @throws FORBIDDEN when it is not theirs to see */
  async tag(agent: Agent, id: ConversationId, tags: readonly string[]): Promise<void> {
    await this.#findFor(agent, id);
    await this.#around.desk.setTags(id, [...new Set(tags.map((tag) => tag.trim()).filter(Boolean))]);
    this.#around.onChanged(id);
  }

  /** Takes nothing more from the customer until then, or takes it again; see `block` for who may, and for how long. */
  async block(agent: Agent, id: ConversationId, wanted: Block): Promise<void> {
    await block(this.#around, agent, await this.#find(id), wanted);
  }

  /** Puts back in line what an agent had who is not there any more. */
  async takeFromAbsent(id: ConversationId): Promise<void> {
    const { state } = await this.#find(id);
    if (state.phase === "assigned") {
      await this.#around.moves.move(id, ownHand, {
        command: { type: "release" },
        deed: { action: "release", why: `${state.agent.name} is away` },
      });
    } else if (state.phase === "waiting" && state.offer !== undefined) {
      await this.#around.moves.move(id, ownHand, {
        command: { type: "pass", agent: state.offer.agent.id },
        deed: { action: "pass", why: `${state.offer.agent.name} is away` },
      });
    } else if (state.phase === "waiting" && state.keptFor !== undefined) {
      await this.#around.moves.move(id, ownHand, {
        command: { type: "transfer", queue: state.ticket.queue },
        deed: { action: "transfer", to: state.ticket.queue, why: `${state.keptFor.name} is away` },
      });
    }
  }

  async #write(
    { id: by, name }: Agent,
    id: ConversationId,
    written: Pick<NewEvent, "kind" | "body" | "cid">,
    owner?: AgentId,
  ): Promise<LoggedEvent> {
    const { desk, clock, ids, arrivals, onWritten } = this.#around;
    return arrivals.run(id, async () => {
      const event: NewEvent = {
        id: ids.event(),
        at: clock.now(),
        from: "agent",
        ...written,
        inside: { by: { id: by, name } },
      };
      const received: Received | { readonly type: "not theirs" } = await desk.append(id, event, owner);
      if (received.type === "not theirs") throw refusal("NOT_YOURS", await this.#find(id));
      onWritten(received.event);
      return received.event;
    });
  }

  /** What an agent does to who has it; theirs to do where they see the conversation. */
  async #move(agent: Agent, id: ConversationId, move: Move): Promise<ConversationRecord> {
    await this.#findFor(agent, id);
    return this.#around.moves.move(id, handOf(agent), move);
  }

  #find(id: ConversationId): Promise<ConversationRecord> {
    return findConversation(this.#around.store, id);
  }

  /** The conversation, for an agent who may see it. */
  async #findFor(agent: Agent, id: ConversationId): Promise<ConversationRecord> {
    const record = await this.#find(id);
    checkSeen(agent, { id, ownership: record.state });
    return record;
  }

  async #colleague(id: string): Promise<Agent> {
    const agents = await this.#around.desk.agents.list();
    const found = agents.find((agent) => agent.id === id && agent.disabledAt === undefined);
    if (found === undefined)
      throw new AppError("NOT_FOUND", `There is no agent ${id} who could take it.`, { agentId: id });
    return found;
  }
}
