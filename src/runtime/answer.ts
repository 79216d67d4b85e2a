import type { Effect } from "../conversation/effect.ts";
import type { ConversationEvent } from "../conversation/event.ts";
import { listen } from "../conversation/listening.ts";
import type { ConversationState } from "../conversation/state.ts";
import { transition } from "../conversation/transition.ts";
import { AppError } from "../kernel/errors.ts";
import type { Timestamp } from "../kernel/time.ts";
import type { Published } from "./content.ts";
import type { FinishedTurn, Ids, LoggedEvent, NewEvent, NextTurn } from "./ports.ts";

/** Computes the turn that answers a logged event. The same turn from the same state, whenever it is asked again. */
export function answer(published: Published, next: NextTurn, ids: Ids, at: Timestamp): FinishedTurn {
  const { record, event } = next;
  const heard = readEvent(published, record.state, event);
  const { state, effects } = transition(published.bot, record.state, heard, {
    identified: record.identified,
  });
  return {
    version: record.version,
    pays: event.seq,
    state,
    events: effects.map((effect) => ({ id: ids.event(), at, ...logEffect(effect) })),
  };
}

function readEvent(published: Published, state: ConversationState, event: LoggedEvent): ConversationEvent {
  const { body, at, inside } = event;
  if (inside?.asksForHuman) return { type: "askedForHuman", at };
  switch (body.type) {
    case "text":
      return listen(published.bot, state, body.text, published.understand, at);
    case "choice": {
      const origin = inside?.origin === undefined ? {} : { origin: inside.origin };
      return { type: "chose", option: body.option, at, ...origin };
    }
    default:
      throw new AppError(
        "INTERNAL",
        `A turn is owed for a ${body.type}, which nothing answers: a bug in reception.`,
        {
          conversationId: event.conversationId,
          seq: event.seq,
        },
      );
  }
}

function logEffect(effect: Effect): Omit<NewEvent, "id" | "at"> {
  switch (effect.type) {
    case "say":
      return { kind: "message", from: "bot", body: effect.body, inside: { origin: effect.origin } };
    case "requestHandoff":
      return {
        kind: "handoff",
        from: "system",
        body: { type: "handoff", status: "requested" },
        inside: { handoff: effect.handoff },
      };
    case "returnToBot":
      return { kind: "handoff", from: "system", body: { type: "handoff", status: "returned" } };
  }
}
