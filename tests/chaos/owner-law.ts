import type { Owner } from "../../src/desk/handoff.ts";
import type { HandoffBody } from "../../src/protocol/event.ts";
import { words } from "./noting-bot.ts";
import type { StoredConversation, StoredEvent } from "./stored-log.ts";

/**
 * One owner at a time, and one epoch for each: a person is asked for only by the bot, and returned from only to it; the
 * epoch has gone up by one with each; and while a person is wanted, the bot is silent but for the words that say so.
 */
export function ownerFaults({ events, state }: StoredConversation): readonly string[] {
  const faults: string[] = [];
  let owner: Owner = "bot";
  let changes = 0;
  /** Up to here the bot may still speak: what it says in the turn that asks for a person lies right behind it. */
  let spokenUpTo = 0;
  for (const event of events) {
    const { seq, from, body } = event;
    if (body.type === "handoff") {
      const next = OWNERS[body.status];
      if (next === owner) faults.push(`${body.status} at ${seq}, when that was so already`);
      owner = next;
      changes += 1;
      spokenUpTo = seq;
    } else if (owner !== "bot" && from === "bot") {
      if (seq === spokenUpTo + 1 && isComfort(event)) spokenUpTo = seq;
      else faults.push(`the bot speaks at ${seq}, and a person is wanted since ${spokenUpTo}`);
    }
  }
  if (state.phase !== owner) faults.push(`the state has the owner ${state.phase}, the log ${owner}`);
  if (state.epoch !== changes) faults.push(`the epoch is ${state.epoch} after ${changes} changes of owner`);
  return faults;
}

const OWNERS: Readonly<Record<HandoffBody["status"], Owner>> = {
  requested: "waiting",
  queued: "waiting",
  // Nobody works at a shop that is being killed: the message is left.
  offline: "offline",
  assigned: "assigned",
  returned: "bot",
  closed: "closed",
};

/** Whether a person is asked for by this. */
export function isWish({ body }: Pick<StoredEvent, "body">): boolean {
  return body.type === "handoff" && (body.status === "requested" || body.status === "offline");
}

function isComfort({ body }: StoredEvent): boolean {
  return "text" in body && body.text === words.waiting;
}
