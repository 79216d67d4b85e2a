import type { Milliseconds } from "../kernel/time.ts";
import { forgetOldest, MessageTimes } from "./message-times.ts";
import type { Moment, Observe } from "./moments.ts";
import { type ObserveTurn, TurnSoFar } from "./watched-turn.ts";

/** More than a process can be at; what is left beyond that was finished by another one. */
const MOST_TURNS = 10_000;

/**
 * Puts the moments of each turn together, and tells the turn when it is over.
 *
 * @param now milliseconds, fractions included, on a clock that never goes back
 */
export function watchTurns(now: () => Milliseconds, tell: ObserveTurn): Observe {
  const messages = new MessageTimes();
  const turns = new Map<string, TurnSoFar>();

  const take = ({ turn, conversationId }: Extract<Moment, { type: "taken" }>): void => {
    const at = now();
    const moved = turns.get(turn);
    if (moved !== undefined && moved.moves > 0) return moved.until(at, "wait");
    const taken = new TurnSoFar(turn, conversationId, at);
    const message = taken.seq === undefined ? undefined : messages.take(conversationId, taken.seq);
    if (message !== undefined) {
      taken.from = taken.to = message.receivedAt ?? message.storedAt;
      if (message.receivedAt !== undefined) taken.until(message.storedAt, "store");
      taken.until(at, "wait");
    }
    turns.set(turn, taken);
    forgetOldest(turns, MOST_TURNS);
  };

  const commit = (turn: TurnSoFar, { events, sinceMs }: Extract<Moment, { type: "committed" }>): void => {
    const at = now();
    turn.events = events;
    turn.until(at, "commit");
    // Stored by another process, or before this one was started: only the store knows since when it waited.
    const isKnown = turn.stretches[0]?.stage === "store" || turn.stretches[0]?.stage === "wait";
    if (!isKnown && turn.seq !== undefined) turn.waitedSince(at - sinceMs);
  };

  const end = (turn: TurnSoFar): void => {
    turns.delete(turn.turn);
    tell(turn);
  };

  const goOn = (turn: TurnSoFar, moment: Moment): void => {
    switch (moment.type) {
      case "understood":
        turn.verdict = moment.verdict;
        return turn.until(now(), "understand");
      case "asking":
      case "computed":
        return turn.until(now(), "compute");
      case "asked":
        return turn.until(now(), "call", moment);
      case "moved":
        turn.moves += 1;
        return turn.until(now(), "commit");
      case "committed":
        return commit(turn, moment);
      case "delivered":
        turn.until(now(), "deliver");
        return end(turn);
      case "failed":
        turn.code = moment.code;
        turn.to = now();
        return end(turn);
    }
  };

  return (moment) => {
    switch (moment.type) {
      case "received":
        return messages.received(moment.conversationId, now());
      case "stored":
        if (moment.isDuplicate) return messages.dropped(moment.conversationId);
        return messages.stored(moment.conversationId, moment.seq, now());
      case "taken":
        return take(moment);
    }
    if (!("turn" in moment)) return;
    const turn = turns.get(moment.turn);
    if (turn !== undefined) goOn(turn, moment);
  };
}
