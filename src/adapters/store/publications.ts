import { sql } from "kysely";
import type { Publications } from "../../runtime/publication-ports.ts";
import type { Access } from "./access.ts";
import type { Now } from "./seat.ts";

/** Keeps what was published in the database. Times are by the database's clock where several processes share it. */
export function createPublications({ db, read, writeApart }: Access, now: Now): Publications {
  return {
    add: ({ content, note }, delayMs) =>
      writeApart(async (own) => {
        const activeAt = sql<number>`${now()} + cast(${delayMs} as bigint)`;
        await own
          .insertInto("publications")
          .values({ content: content ?? null, active_at: activeAt, note })
          .execute();
      }),
    list: (limit) =>
      read(async () => {
        const [clock] = (await sql<{ now: number }>`select ${now()} as now`.execute(db)).rows;
        const rows = await db
          .selectFrom("publications")
          .selectAll()
          .orderBy("id", "desc")
          .limit(limit)
          .execute();
        return {
          now: Number(clock?.now),
          entries: rows.map(({ id, content, active_at, note }) => ({
            id,
            ...(content !== null && { content }),
            activeAt: active_at,
            note,
          })),
        };
      }),
  };
}
