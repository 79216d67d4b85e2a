import { sql } from "kysely";
import { AppError } from "../../kernel/errors.ts";
import type { AgentId, ConversationId, Seq } from "../../kernel/ids.ts";
import type { Timestamp } from "../../kernel/time.ts";
import type { DeskStore, Room } from "../../runtime/desk-ports.ts";
import type { Committed, NewEvent, TurnOutcome } from "../../runtime/ports.ts";
import { type Change, changed, changeOf, storeEvents } from "./changes.ts";
import { appendEvent, counted, countUnowed } from "./log-writes.ts";
import { type Connection, type Place, Statement } from "./statement.ts";

// As in log-writes.ts: whatever finds that it has nothing to do must have changed nothing.

/** See `DeskStore.move`. One update of one row decides whether it is made, whoever else is writing. */
export async function moveConversation(
  connection: Connection,
  id: ConversationId,
  change: TurnOutcome,
): Promise<Committed> {
  const [row] = await connection.run(moveTo, changeOf(id, change));
  return row === undefined ? { type: "moved" } : storeEvents(connection, id, change, row);
}

const moveTo = new Statement(changed);

/**
 * The same, if the agent has room. Needs a transaction that writes nothing else: the agent's row is locked before the
 * conversation's, so that of several who move conversations to the agent each counts what the others have moved.
 *
 * @throws NOT_FOUND when there is no such agent
 */
export async function moveWithRoom(
  connection: Connection,
  id: ConversationId,
  change: TurnOutcome,
  { agent, most }: Room,
): Promise<Committed | { readonly type: "full" }> {
  const [locked] = await connection.run(lockAgent, { agent });
  if (locked === undefined)
    throw new AppError("NOT_FOUND", `There is no agent ${agent}.`, { agentId: agent });
  const [row] = await connection.run(moveIntoRoom, { ...changeOf(id, change), agent, most });
  if (row !== undefined) return storeEvents(connection, id, change, row);
  const [still] = await connection.run(atVersion, { id, version: change.version });
  return { type: still === undefined ? "moved" : "full" };
}

const lockAgent = new Statement((db, place: Place<{ agent: string }>, isShared) =>
  db
    .selectFrom("agents")
    .select("id")
    .where("id", "=", place("agent"))
    // Nobody else writes to an SQLite file within this transaction.
    .$if(isShared, (query) => query.forUpdate()),
);

const moveIntoRoom = new Statement((db, place: Place<Change & Room>) =>
  changed(db, place).where(
    sql<boolean>`(select count(*) from conversations as others
      where others.owner = 'assigned' and others.agent_id = ${place("agent")} and others.id <> ${place("id")}
    ) < ${place("most")}`,
  ),
);

const atVersion = new Statement((db, place: Place<{ id: string; version: number }>) =>
  db
    .selectFrom("conversations")
    .select("id")
    .where("id", "=", place("id"))
    .where("version", "=", place("version")),
);

/** See `DeskStore.append`. */
export async function appendAtDesk(
  connection: Connection,
  id: ConversationId,
  event: NewEvent,
  owner: AgentId | undefined,
): ReturnType<DeskStore["append"]> {
  const received = await appendEvent(connection, id, event, (at) =>
    owner === undefined
      ? connection.run(countUnowed, { id, at })
      : connection.run(countOwners, { id, at, owner }),
  );
  if (received !== undefined) return received;
  if (owner !== undefined) return { type: "not theirs" };
  throw unknownConversation(id);
}

const countOwners = new Statement((db, place: Place<{ id: string; at: Timestamp | null; owner: string }>) =>
  counted(db, place).where("owner", "=", "assigned").where("agent_id", "=", place("owner")),
);

/** Raises the mark of what an agent has seen; beyond the end of the log there is nothing to see. */
export async function markSeen(connection: Connection, id: ConversationId, seq: Seq): Promise<void> {
  await connection.run(raiseSeen, { id, seq });
}

const raiseSeen = new Statement((db, place: Place<{ id: string; seq: Seq }>) =>
  db
    .updateTable("conversations")
    .set({ seen_seq: place("seq") })
    .where("id", "=", place("id"))
    .where("seen_seq", "<", place("seq"))
    .where("last_seq", ">=", place("seq")),
);

/** See `DeskStore.setBlocked`. A new version, as agents see it and no turn is to go on without knowing. */
export async function setBlocked(
  connection: Connection,
  id: ConversationId,
  until: Timestamp | undefined,
): Promise<void> {
  const [blocked] = await connection.run(updateBlocked, { id, until: until ?? null });
  if (blocked === undefined) throw unknownConversation(id);
}

const updateBlocked = new Statement((db, place: Place<{ id: string; until: Timestamp | null }>) =>
  db
    .updateTable("conversations")
    .set({ blocked_until: place("until"), version: sql<number>`version + 1` })
    .where("id", "=", place("id"))
    .returning("id"),
);

/** See `DeskStore.setTags`. */
export async function setTags(
  connection: Connection,
  id: ConversationId,
  tags: readonly string[],
): Promise<void> {
  const [known] = await connection.run(conversationWithId, { id });
  if (known === undefined) throw unknownConversation(id);
  await connection.run(deleteTags, { id });
  for (const tag of new Set(tags)) await connection.run(insertTag, { id, tag });
}

const conversationWithId = new Statement((db, place: Place<{ id: string }>) =>
  db.selectFrom("conversations").select("id").where("id", "=", place("id")),
);

const deleteTags = new Statement((db, place: Place<{ id: string }>) =>
  db.deleteFrom("conversation_tags").where("conversation_id", "=", place("id")),
);

const insertTag = new Statement((db, place: Place<{ id: string; tag: string }>) =>
  db.insertInto("conversation_tags").values({ conversation_id: place("id"), tag: place("tag") }),
);

function unknownConversation(id: ConversationId): AppError {
  return new AppError("NOT_FOUND", `There is no conversation ${id}.`, { conversationId: id });
}
