import { isDeepStrictEqual } from "node:util";
import type { ChatEvent } from "../../src/protocol/event.ts";
import { answerFaults } from "./answer-law.ts";
import { callFaults } from "./call-law.ts";
import type { SentItem } from "./customer.ts";
import type { ConversationEvidence, Evidence } from "./evidence.ts";
import { ownerFaults } from "./owner-law.ts";
import type { StoredEvent } from "./stored-log.ts";

/**
 * Everything that a run broke of what the product promises, each in words; nothing, when all of it holds. It knows no
 * code of the product: it compares what lies in the database with what customers saw, did and were told.
 */
export function violations({ conversations, calls }: Evidence): readonly string[] {
  const faults = conversations.flatMap((conversation) =>
    [
      ...logFaults(conversation),
      ...lossFaults(conversation),
      ...viewFaults(conversation),
      ...ownerFaults(conversation.stored),
      ...answerFaults(conversation.stored.events),
    ].map((fault) => `${conversation.widget.name} (${conversation.stored.id}): ${fault}`),
  );
  return [...faults, ...callFaults(conversations, calls)];
}

/** The log is 1, 2, 3 … and has nothing twice, and nothing is left to be done. */
function logFaults({ stored }: ConversationEvidence): readonly string[] {
  const { events, last, isOwed } = stored;
  const gap = events.findIndex(({ seq }, index) => seq !== index + 1);
  return [
    ...(gap < 0 ? [] : [`the log has ${events[gap]?.seq} where ${gap + 1} should be`]),
    ...(last === events.length ? [] : [`the row says the log ends at ${last}, and it has ${events.length}`]),
    ...repeated(events, ({ cid }) => cid).map((seqs) => `the same message is stored at ${seqs}`),
    ...repeated(events, ({ id }) => id).map((seqs) => `the same event is stored at ${seqs}`),
    ...(isOwed ? ["a turn is still owed"] : []),
  ];
}

function repeated(
  events: readonly StoredEvent[],
  keyOf: (event: StoredEvent) => string | undefined,
): readonly string[] {
  const seqs = new Map<string, number[]>();
  for (const event of events) {
    const key = keyOf(event);
    if (key !== undefined) seqs.set(key, [...(seqs.get(key) ?? []), event.seq]);
  }
  return [...seqs.values()].filter(({ length }) => length > 1).map((twice) => twice.join(" and "));
}

/** Everything that somebody did is in the log, as they did it and in their order; and nothing that nobody did. */
function lossFaults({ stored, widget, viewers }: ConversationEvidence): readonly string[] {
  const byCid = new Map(stored.events.map((event) => [event.cid, event]));
  const faults: string[] = [];
  let before = 0;
  for (const { item, status } of widget.sent) {
    const event = byCid.get(item.cid);
    if (status === "refused") faults.push(`${named(item)} was refused`);
    else if (status === "sending") faults.push(`${named(item)} never came through`);
    else if (event === undefined) faults.push(`${named(item)} was acknowledged and is lost`);
    else if (!isAsSent(event, item)) faults.push(`${named(item)} is stored as ${JSON.stringify(event.body)}`);
    if (event === undefined) continue;
    if (event.seq < before) faults.push(`${named(item)} is stored before what was sent before it`);
    before = event.seq;
  }
  for (const { name, acked } of viewers) {
    for (const { cid, seq } of acked) {
      const at = byCid.get(cid)?.seq;
      if (at === undefined) faults.push(`a rating of ${name} was acknowledged at ${seq} and is lost`);
      else if (at !== seq)
        faults.push(`a rating of ${name} was acknowledged at ${seq} and is stored at ${at}`);
    }
  }
  const known = new Set(widget.sent.map(({ item }) => item.cid));
  const strange = stored.events.filter(
    ({ from, kind, cid }) => from === "customer" && kind !== "rating" && !known.has(cid ?? ""),
  );
  return [...faults, ...strange.map(({ seq }) => `nobody sent what is stored at ${seq}`)];
}

function named(item: SentItem["item"]): string {
  if (item.type === "text") return `"${item.text}"`;
  if (item.type === "rate") return `a rating of ${item.score}`;
  if (item.type === "ask") return `a wish for "${item.intent}"`;
  return item.type === "choice" ? `a press of "${item.label}"` : "a call for a person";
}

function isAsSent({ body, inside }: StoredEvent, item: SentItem["item"]): boolean {
  switch (item.type) {
    case "text":
      return body.type === "text" && body.text === item.text;
    case "choice":
      return body.type === "choice" && body.seq === item.choice.seq && body.option === item.choice.option;
    case "ask":
      return inside?.asksFor === item.intent;
    case "human":
      return inside?.asksForHuman === true;
    case "rate":
      return body.type === "rating" && body.score === item.score;
  }
}

/** Everybody sees the whole log, in its order, each event once. */
function viewFaults({ stored, fetched, widget, viewers }: ConversationEvidence): readonly string[] {
  const log = stored.events.map(shown);
  return [
    ...differences("who connects now", fetched, log),
    ...differences(widget.name, widget.shown, log),
    ...viewers.flatMap(({ name, pushed, complaints }) => [...complaints, ...differences(name, pushed, log)]),
  ];
}

function differences(name: string, seen: readonly ChatEvent[], log: readonly object[]): readonly string[] {
  const events = seen.map(({ at: _at, ...rest }) => rest);
  const first = log.findIndex((event, index) => !isDeepStrictEqual(events[index], event));
  if (first >= 0) {
    const instead = events[first] === undefined ? "nothing more" : JSON.stringify(events[first]);
    return [`${name} sees ${instead} where the log has ${JSON.stringify(log[first])}`];
  }
  return events.length > log.length
    ? [`${name} sees what the log does not have: ${events.length} events`]
    : [];
}

/** An event without its time, which has another form on the wire, and without what stays inside. */
function shown({ at: _at, inside: _inside, ...event }: StoredEvent): object {
  return event;
}
