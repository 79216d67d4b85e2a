import type { NodeId } from "../../kernel/ids.ts";
import type { Observe } from "../../runtime/moments.ts";
import type { Store } from "../../runtime/ports.ts";
import { createLogStore } from "./log-store.ts";
import { migrate } from "./migrations.ts";
import { connectSqlite } from "./sqlite-connection.ts";
import { sqliteError } from "./sqlite-error.ts";
import { WriteQueue } from "./write-queue.ts";

/**
 * Opens the database file, creating it or bringing its schema up to date.
 *
 * Two connections: one writes, the other reads what is committed and never waits for the writer (WAL).
 *
 * @throws STORE_UNAVAILABLE, STORE_TOO_NEW
 */
export async function openSqliteStore(file: string, node: NodeId, observe?: Observe): Promise<Store> {
  const explain = (error: unknown): unknown => sqliteError(error, file);
  try {
    const writer = connectSqlite(file, "write");
    await writer.inTransaction(() => migrate(writer.db, file), []);
    const reader = connectSqlite(file, "read");
    const writes = new WriteQueue({ inTransaction: writer.inTransaction, ...(observe && { observe }) });
    return createLogStore(
      {
        name: file,
        reader,
        db: reader.db,
        writes,
        apart: (write) => writes.run("", () => write(writer.db)),
        explain,
        async close() {
          reader.close();
          writer.close();
        },
      },
      { node, isShared: false },
    );
  } catch (error) {
    throw explain(error);
  }
}
