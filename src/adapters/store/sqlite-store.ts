import { sql } from "kysely";
import type { NodeId } from "../../kernel/ids.ts";
import type { Clock } from "../../kernel/time.ts";
import type { DeskStore } from "../../runtime/desk-ports.ts";
import type { Observe } from "../../runtime/moments.ts";
import type { Store } from "../../runtime/ports.ts";
import type { Publications } from "../../runtime/publication-ports.ts";
import { openAccess } from "./access.ts";
import { createDeskStore } from "./desk-store.ts";
import { createLogStore } from "./log-store.ts";
import { migrate } from "./migrations.ts";
import { createPublications } from "./publications.ts";
import { connectSqlite } from "./sqlite-connection.ts";
import { sqliteError } from "./sqlite-error.ts";
import { WriteQueue } from "./write-queue.ts";

/** The store on a file, with the desk's part of it. */
interface SqliteStore extends Store {
  readonly desk: DeskStore;
  readonly publications: Publications;
}

const processClock: Clock = { now: () => Date.now() };

/**
 * Opens the database file, creating it or bringing its schema up to date.
 *
 * Two connections: one writes, the other reads what is committed and never waits for the writer (WAL).
 *
 * @param clock tells which agents are present; the process's own when left out
 * @throws STORE_UNAVAILABLE, STORE_TOO_NEW
 */
export async function openSqliteStore(
  file: string,
  node: NodeId,
  observe?: Observe,
  clock = processClock,
): Promise<SqliteStore> {
  const explain = (error: unknown): unknown => sqliteError(error, file);
  try {
    const writer = connectSqlite(file, "write");
    await writer.inTransaction(() => migrate(writer.db, file), []);
    const reader = connectSqlite(file, "read");
    const writes = new WriteQueue({ inTransaction: writer.inTransaction, ...(observe && { observe }) });
    const access = openAccess({
      name: file,
      reader,
      db: reader.db,
      writes,
      // Whoever writes is alone with the file, and every statement is over before the next one.
      alone: writes,
      apart: (write) => writes.run("", () => write(writer.db)),
      explain,
      async close() {
        reader.close();
        writer.close();
      },
    });
    const seat = { node, isShared: false };
    const now = () => sql<number>`${clock.now()}`;
    const desk = createDeskStore(access, seat, now);
    const publications = createPublications(access, now);
    return Object.assign(createLogStore(access, seat), { desk, publications });
  } catch (error) {
    throw explain(error);
  }
}
