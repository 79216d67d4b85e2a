import { type Kysely, type RawBuilder, sql } from "kysely";
import { type ConversationId, conversationId } from "../../kernel/ids.ts";
import type { Milliseconds, Timestamp } from "../../kernel/time.ts";
import type { SetAlarm, Store } from "../../runtime/ports.ts";
import { decodeAlarmKind } from "./rows.ts";
import { databaseNow, isFree, type Seat } from "./seat.ts";
import type { Tables } from "./tables.ts";

type Database = Kysely<Tables>;

const isOwed: RawBuilder<boolean> = sql<boolean>`owed_seq > paid_seq`;

/** See `Store.claimOwed`. */
export async function claimOwed(db: Database, seat: Seat, limit: number): Promise<readonly ConversationId[]> {
  const free = db
    .selectFrom("conversations")
    .select("id")
    .where(isOwed)
    .where(sql<boolean>`claimed_by is distinct from ${seat.node}`)
    .where(isFree(seat.node, seat.isShared))
    .limit(limit)
    // What another process is claiming at this moment is its own.
    .$if(seat.isShared, (query) => query.forUpdate().skipLocked());
  const claimed = await db
    .updateTable("conversations")
    .set({ claimed_by: seat.node })
    .where("id", "in", free)
    .returning("id")
    .execute();
  return claimed.map(({ id }) => conversationId(id));
}

/** See `Store.claimed`. */
export async function findClaimed(
  db: Database,
  { node }: Seat,
  { after, limit }: Parameters<Store["claimed"]>[0],
): Promise<readonly ConversationId[]> {
  const rows = await db
    .selectFrom("conversations")
    .select("id")
    .where(isOwed)
    .where("claimed_by", "=", node)
    .$if(after !== undefined, (query) => query.where("id", ">", after ?? ""))
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(({ id }) => conversationId(id));
}

/** See `Store.claimAlarms`. */
export async function claimAlarms(
  db: Database,
  seat: Seat,
  now: Timestamp,
  limit: number,
): Promise<readonly SetAlarm[]> {
  const due = db
    .selectFrom("conversations")
    .select("id")
    .where("alarm_due", "<=", now)
    .where(sql<boolean>`not ${isOwed}`)
    .where(isFree(seat.node, seat.isShared))
    .orderBy("alarm_due")
    .limit(limit)
    .$if(seat.isShared, (query) => query.forUpdate().skipLocked());
  const rows = await db
    .updateTable("conversations")
    .set({ claimed_by: seat.node })
    .where("id", "in", due)
    .returning(["id", "alarm_due", "alarm_kind"])
    .$narrowType<{ alarm_due: number; alarm_kind: string }>()
    .execute();
  return rows
    .map((row) => ({
      conversationId: conversationId(row.id),
      due: row.alarm_due,
      kind: decodeAlarmKind(row.alarm_kind),
    }))
    .sort((a, b) => a.due - b.due);
}

/** See `Store.nextAlarm`. */
export async function findNextAlarm(db: Database, seat: Seat): Promise<Timestamp | undefined> {
  const row = await db
    .selectFrom("conversations")
    .select("alarm_due")
    .where("alarm_due", "is not", null)
    .$narrowType<{ alarm_due: number }>()
    .where(sql<boolean>`not ${isOwed}`)
    .where(sql<boolean>`claimed_by is distinct from ${seat.node}`)
    .where(isFree(seat.node, seat.isShared))
    .orderBy("alarm_due")
    .limit(1)
    .executeTakeFirst();
  return row?.alarm_due;
}

/** Three beats in a row may be missed before others take over; see `BEAT_MS` in `src/runtime/patrol.ts`. */
const LIFE_MS: Milliseconds = 2000;

/** A process that is gone for so long has nothing left that is claimed. */
const REMEMBERED_MS: Milliseconds = 3_600_000;

/** See `Store.beat`. PostgreSQL only. */
export async function beat(db: Database, { node }: Seat): Promise<number> {
  await sql`
    insert into nodes (id, alive_until) values (${node}, ${databaseNow} + ${LIFE_MS}::bigint)
    on conflict (id) do update set alive_until = excluded.alive_until`.execute(db);
  await sql`delete from nodes where alive_until < ${databaseNow} - ${REMEMBERED_MS}::bigint`.execute(db);
  const { rows } = await sql<{ others: number }>`
    select count(*)::int as others from nodes where alive_until > ${databaseNow} and id <> ${node}`.execute(
    db,
  );
  return rows[0]?.others ?? 0;
}

/** See `Store.resign`. PostgreSQL only. */
export async function resign(db: Database, { node }: Seat): Promise<void> {
  await db.deleteFrom("nodes").where("id", "=", node).execute();
}
