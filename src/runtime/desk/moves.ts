import { ownedBy } from "../../conversation/state.ts";
import { type DeskCommand, type Doer, move, type Refusal } from "../../desk/move.ts";
import type { AgentRef } from "../../desk/ownership.ts";
import { atRest } from "../../dialog/state.ts";
import { AppError, type ErrorCode } from "../../kernel/errors.ts";
import type { AgentId, ConversationId } from "../../kernel/ids.ts";
import type { Clock } from "../../kernel/time.ts";
import type { EventBody } from "../../protocol/event.ts";
import { unchanged } from "../answer.ts";
import type { DeskStore, Room } from "../desk-ports.ts";
import { findConversation } from "../find-conversation.ts";
import type {
  ConversationRecord,
  DeskDeed,
  Ids,
  LoggedEvent,
  NewEvent,
  Store,
  TurnOutcome,
} from "../ports.ts";

interface MoveSurroundings {
  readonly store: Pick<Store, "find">;
  readonly desk: Pick<DeskStore, "move">;
  readonly clock: Clock;
  readonly ids: Pick<Ids, "event">;
  /** Told of every change of owner once it is stored. */
  readonly onMoved: (moved: StoredMove) => void;
}

/** A change of owner that is stored. */
export interface StoredMove {
  readonly before: ConversationRecord;
  readonly record: ConversationRecord;
  readonly events: readonly LoggedEvent[];
}

/** Who does something at the desk: an agent, or the desk by itself. */
export interface Hand extends Doer {
  readonly ref?: AgentRef;
}

/** A change of owner: what is to be done, and how the log tells of it. */
export interface Move {
  readonly command: DeskCommand;
  readonly deed: DeskDeed;
  /** The agent must have less than that many conversations. */
  readonly room?: Room;
}

/** Somebody else moves a conversation on now and then; ten times in a row is no coincidence. */
const MOST_ATTEMPTS = 10;

/**
 * Moves conversations between owners. Each move is decided on the newest state and stored only if that is still the newest;
 * if not, it is decided again.
 */
export class Moves {
  readonly #around: MoveSurroundings;

  constructor(around: MoveSurroundings) {
    this.#around = around;
  }

  /**
   * Does it, and returns the conversation as it is then.
   *
   * @throws NOT_FOUND, TAKEN, NOT_YOURS, OFFERED, NOT_NOW, FULL
   */
  async move(id: ConversationId, hand: Hand, { command, deed, room }: Move): Promise<ConversationRecord> {
    const { clock, ids } = this.#around;
    return this.#store(id, room, async (record) => {
      const at = clock.now();
      const moved = move(record.state, command, hand, at);
      if (moved.type === "refused") throw refusal(moved.why, record);
      if (moved.type === "same") return undefined;
      const { ownership } = moved;
      const isOver = ownership.phase === "closed";
      const state = ownedBy(isOver ? { ...record.state, dialog: atRest } : record.state, ownership);
      // What the desk assigns by itself is put down to whom it was given to, and names like any other claim who has it.
      const by = hand.ref ?? (command.type === "claim" ? command.agent : undefined);
      const inside = { ...(by && { by }), did: deed };
      const event: NewEvent = { id: ids.event(), at, from: "system", ...told(command), inside };
      const outcome = unchanged(record, state, [event]);
      return isOver ? withoutPlace(outcome) : outcome;
    });
  }

  /** Stores what is computed from the newest state, and computes it again when that was not the newest; see `move`. */
  async store(
    id: ConversationId,
    compute: (record: ConversationRecord) => Promise<TurnOutcome | undefined>,
  ): Promise<ConversationRecord> {
    return this.#store(id, undefined, compute);
  }

  async #store(
    id: ConversationId,
    room: Room | undefined,
    compute: (record: ConversationRecord) => Promise<TurnOutcome | undefined>,
  ): Promise<ConversationRecord> {
    const { store, desk, onMoved } = this.#around;
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const before = await findConversation(store, id);
      const outcome = await compute(before);
      if (outcome === undefined) return before;
      const committed = await desk.move(id, outcome, room);
      if (committed.type === "full") {
        throw new AppError("FULL", "The agent has as many conversations as they may have.", {
          conversationId: id,
        });
      }
      if (committed.type === "committed") {
        const { record, events } = committed;
        onMoved({ before, record, events });
        return record;
      }
    }
    throw new AppError("INTERNAL", `A move was refused as outdated ${MOST_ATTEMPTS} times in a row.`);
  }
}

function withoutPlace({ content: _place, ...rest }: TurnOutcome): TurnOutcome {
  return rest;
}

/** How the log tells of it: what the customer sees as a handoff, the rest for the desk alone. */
function told(command: DeskCommand): { readonly kind: "handoff" | "desk"; readonly body: EventBody } {
  switch (command.type) {
    case "claim":
      return { kind: "handoff", body: { type: "handoff", status: "assigned", agent: command.agent.name } };
    case "release":
    case "transfer":
    case "wake":
      return { kind: "handoff", body: { type: "handoff", status: "queued" } };
    case "resolve":
      return { kind: "handoff", body: { type: "handoff", status: "closed" } };
    case "offer":
      return { kind: "desk", body: { type: "desk", action: "offered" } };
    case "pass":
      return { kind: "desk", body: { type: "desk", action: "passed" } };
    case "prioritize":
      return { kind: "desk", body: { type: "desk", action: "prioritized" } };
    case "snooze":
      return { kind: "desk", body: { type: "desk", action: "snoozed" } };
  }
}

/** The refusal in words, with who is in the way. */
export function refusal(why: Refusal, { id, state }: Pick<ConversationRecord, "id" | "state">): AppError {
  const agent =
    "agent" in state
      ? state.agent
      : state.phase === "waiting"
        ? (state.offer?.agent ?? state.keptFor)
        : undefined;
  const name = agent?.name ?? "somebody";
  const words: Readonly<Record<Refusal, string>> = {
    TAKEN: `${name} has this conversation already.`,
    NOT_YOURS:
      state.phase === "assigned" ? `${name} has this conversation.` : `This conversation is ${name}'s.`,
    OFFERED: `${name} is being asked to take this conversation.`,
    NOT_NOW: `That cannot be done with a conversation that is ${state.phase}.`,
  };
  const code: ErrorCode = why;
  return new AppError(code, words[why], {
    conversationId: id,
    ...(agent && { agent: agent.name }),
    phase: state.phase,
  });
}

/** The desk's own hand. */
export const ownHand: Hand = { isSupervisor: false };

/** An agent's hand. */
export function handOf(agent: { readonly id: AgentId; readonly name: string; readonly role: string }): Hand {
  return { agent: agent.id, isSupervisor: agent.role !== "agent", ref: { id: agent.id, name: agent.name } };
}
