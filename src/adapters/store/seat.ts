import { type RawBuilder, sql } from "kysely";
import type { NodeId } from "../../kernel/ids.ts";

/** This process at the database: who it is, and whether others may sit there too. */
export interface Seat {
  readonly node: NodeId;
  readonly isShared: boolean;
}

/** The database's clock, in milliseconds: those of several machines differ. PostgreSQL only. */
export const databaseNow: RawBuilder<number> = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** Whether a process may claim a conversation: nobody has, or nobody who still lives. A condition on its row. */
export function isFree(node: NodeId | RawBuilder<NodeId>, isShared: boolean): RawBuilder<boolean> {
  // Nobody shares an SQLite file, so what another process has claimed there is the estate of one that is gone.
  if (!isShared) return sql<boolean>`true`;
  return sql<boolean>`(claimed_by is null or claimed_by = ${node}
    or claimed_by not in (select nodes.id from nodes where nodes.alive_until > ${databaseNow}))`;
}

/** The clock by which agents are present: the database's where several processes share it, else this process's. */
export type Now = () => RawBuilder<number>;
