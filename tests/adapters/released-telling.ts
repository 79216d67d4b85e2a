import { expect } from "vitest";
import { conversationId } from "../../src/kernel/ids.ts";
import type { WholeStore } from "../support/databases.ts";
import { openRows } from "./desk-builders.ts";
import { type StoredConversation as Conversation, stored } from "./released-conversations.ts";

/** The state as it is to be told: what came to belong to a place in a dialog since it was written is there, empty. */
function stateOf({ state }: Conversation) {
  const written = JSON.parse(state);
  const frame = { path: [], filled: {}, attempts: 0, asked: {} };
  const dialog = { results: {}, noted: [], care: "", nudges: 0, calls: 0, heardAt: 0, unanswered: "" };
  const stack = written.dialog.stack.map((one: object) => ({ ...frame, ...one }));
  const { since, queue, ...rest } = { ...written, dialog: { ...dialog, ...written.dialog, stack } };
  return rest.phase !== "waiting" || "ticket" in rest
    ? rest
    : { ...rest, ticket: { queue, since, urgency: 0 }, passedBy: [] };
}

/** Whom a person is to answer, as the desk shows them. */
const rowOf = (one: Conversation) => {
  const { language, dialog: _dialog, epoch: _epoch, ...ownership } = stateOf(one);
  const said = one.events.filter(({ kind }) => kind === "message" || kind === "choice");
  const { speaker: from, body } =
    said.findLast(({ speaker }) => speaker !== "bot") ?? said.at(-1) ?? expect.unreachable("silent");
  const { text, label } = JSON.parse(body);
  return {
    id: one.id,
    customerId: stored.customer + one.id,
    identified: one.id === "waiting",
    version: stored.version,
    last: one.events.length,
    customerRead: 0,
    ownership,
    language,
    latest: { at: stored.at, from, text: text ?? label },
    seen: 0,
    unread: one.events.filter(({ speaker }) => speaker === "customer").length,
    tags: [],
    reason: "客户要求转人工",
  };
};

const recordOf = (one: Conversation) => ({
  id: one.id,
  customerId: stored.customer + one.id,
  identified: one.id === "waiting",
  createdAt: stored.createdAt,
  version: stored.version,
  last: one.events.length,
  state: stateOf(one),
  ...(one.content === undefined ? {} : { content: one.content }),
});

export const eventsOf = ({ id, events }: Conversation) =>
  events.map(({ kind, speaker, body, cid, inside }, index) => ({
    conversationId: id,
    seq: index + 1,
    id: `${id}-${index + 1}`,
    at: stored.at,
    kind,
    from: speaker,
    body: JSON.parse(body),
    ...(cid === undefined ? {} : { cid }),
    ...(inside === undefined ? {} : { inside: JSON.parse(inside) }),
  }));

const byName = (one: string, other: string): number => (one < other ? -1 : 1);

/** What a store has to tell of a database that a released version left. */
export const toldOf = (conversations: readonly Conversation[]) => {
  const inside = conversations.filter(({ content }) => content !== undefined);
  const ringing = conversations
    .filter(({ owed }) => owed === undefined)
    .flatMap(({ id, alarm }) => (alarm ? [{ conversationId: id, ...alarm }] : []));
  const alarms = ringing.sort((one, other) => one.due - other.due);
  return {
    records: conversations.map(recordOf),
    logs: conversations.map(eventsOf),
    nextTurns: conversations.map(
      (one) => one.owed && { record: recordOf(one), events: one.owed.map((seq) => eventsOf(one)[seq - 1]) },
    ),
    nextAlarm: alarms[0]?.due,
    alarms,
    positions: inside
      .map((one) => ({ conversationId: one.id, content: one.content, state: stateOf(one) }))
      .sort((one, other) => byName(one.conversationId, other.conversationId)),
    contentInUse: new Set(inside.map(({ content }) => content)),
    waiting: conversations
      .filter((one) => !["bot", "closed"].includes(stateOf(one).phase))
      .map(rowOf)
      .sort((one, other) => byName(one.id, other.id)),
    said: conversations
      .filter(({ events }) => events.length > 0)
      .map(({ id }) => id)
      .sort(),
  };
};

/** The same, as a store tells it. */
export async function tell(
  store: WholeStore,
  ids: readonly string[],
): Promise<Record<keyof ReturnType<typeof toldOf>, unknown>> {
  const each = <Told>(ask: (id: ReturnType<typeof conversationId>) => Promise<Told>) =>
    Promise.all(ids.map((id) => ask(conversationId(id))));
  await store.claimOwed(100);
  return {
    records: await each((id) => store.find(id)),
    logs: await each((id) => store.events(id, { limit: 100 })),
    nextTurns: await each((id) => store.nextTurn(id)),
    nextAlarm: await store.nextAlarm(),
    alarms: await store.claimAlarms(2_000_000_000_000, 100),
    positions: await store.positions({ limit: 100 }),
    contentInUse: await store.contentInUse(),
    waiting: [...(await openRows(store.desk))].sort((one, other) => byName(one.id, other.id)),
    said: (await store.desk.search({ limit: 100 })).map(({ id }) => id).sort(),
  };
}
