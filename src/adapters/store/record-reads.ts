import { setImmediate } from "node:timers/promises";
import type { Kysely } from "kysely";
import { conversationId } from "../../kernel/ids.ts";
import type { ReadLogs } from "../../runtime/log-ports.ts";
import type { LoggedEvent } from "../../runtime/ports.ts";
import { decodeEvent } from "./rows.ts";
import type { Tables } from "./tables.ts";

/** Longer logs are read in pieces of this many events. */
const PAGE = 1000;

/** A page of conversations with their whole logs; see `ReadLogs`. */
export async function findLogs(
  db: Kysely<Tables>,
  { since, after, limit }: Parameters<ReadLogs>[0],
): ReturnType<ReadLogs> {
  // SQLite answers at once: without a pause all the pages would be one tick, in which nobody else is answered.
  await setImmediate();
  let query = db.selectFrom("conversations").select("id").where("said_at", ">=", since);
  if (after !== undefined) query = query.where("id", ">", after);
  const rows = await query.orderBy("id").limit(limit).execute();
  const logs: Awaited<ReturnType<ReadLogs>>[number][] = [];
  for (const { id } of rows)
    logs.push({ conversationId: conversationId(id), events: await wholeLog(db, id) });
  return logs;
}

async function wholeLog(db: Kysely<Tables>, id: string): Promise<readonly LoggedEvent[]> {
  const events: LoggedEvent[] = [];
  for (;;) {
    const rows = await db
      .selectFrom("events")
      .selectAll()
      .where("conversation_id", "=", id)
      .where("seq", ">", events.at(-1)?.seq ?? 0)
      .orderBy("seq")
      .limit(PAGE)
      .execute();
    events.push(...rows.map(decodeEvent));
    if (rows.length < PAGE) return events;
  }
}
