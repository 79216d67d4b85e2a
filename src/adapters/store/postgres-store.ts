import type { Kysely } from "kysely";
import type { NodeId } from "../../kernel/ids.ts";
import type { Clock } from "../../kernel/time.ts";
import type { DeskStore } from "../../runtime/desk-ports.ts";
import type { Observe } from "../../runtime/moments.ts";
import type { ContentVersions, Store } from "../../runtime/ports.ts";
import type { Publications } from "../../runtime/publication-ports.ts";
import { type OpenDatabase, openAccess } from "./access.ts";
import { createDeskStore } from "./desk-store.ts";
import { createLogStore } from "./log-store.ts";
import { migrate } from "./migrations.ts";
import { connectPostgres } from "./postgres-connection.ts";
import { judgePostgres, postgresError } from "./postgres-error.ts";
import { createPublications } from "./publications.ts";
import { databaseNow } from "./seat.ts";
import { shownUrl } from "./shown-url.ts";
import { storedVersions } from "./stored-versions.ts";
import type { Tables } from "./tables.ts";
import { WriteQueue } from "./write-queue.ts";

interface PostgresStore {
  readonly store: Store;
  readonly desk: DeskStore;
  /** Beside the conversations, so that every process has them. */
  readonly versions: ContentVersions;
  readonly publications: Publications;
}

/**
 * Opens a PostgreSQL database, bringing its schema up to date; other processes may be using it, or opening it too.
 *
 * @throws STORE_UNAVAILABLE, STORE_TOO_NEW
 */
export async function openPostgresStore(
  url: string,
  node: NodeId,
  clock: Clock,
  observe?: Observe,
): Promise<PostgresStore> {
  const name = shownUrl(url);
  const explain = (error: unknown): unknown => postgresError(error, name);
  const patient = connectPostgres(url, "patient");
  try {
    await migrate(patient.db, name);
  } catch (error) {
    throw explain(error);
  } finally {
    await patient.close();
  }
  const connection = connectPostgres(url);
  const { db, inTransaction, close } = connection;
  const writes = new WriteQueue({ inTransaction, judge: judgePostgres, ...(observe && { observe }) });
  const alone = new WriteQueue({ inTransaction, judge: judgePostgres, mostPerCommit: 1 });
  const seat = { node, isShared: true };
  const access = openAccess({
    name,
    reader: connection,
    db,
    writes,
    alone,
    apart: directly(db),
    explain,
    close,
  });
  return {
    store: createLogStore(access, seat),
    desk: createDeskStore(access, seat, () => databaseNow),
    versions: storedVersions(db, explain, clock),
    publications: createPublications(access, () => databaseNow),
  };
}

/** Each statement is a transaction of its own. */
function directly(db: Kysely<Tables>): OpenDatabase["apart"] {
  return (write) => write(db);
}
