import { LiveConversations } from "../../src/runtime/live-conversations.ts";
import type { Database, WholeStore } from "./databases.ts";

/** The same database, with conversations that are going on kept in memory: what a store promises holds of that, too. */
export function cachedDatabase(database: Database): Database {
  return { ...database, open: async (node) => cachedStore(await database.open(node)) };
}

function cachedStore(store: WholeStore): WholeStore {
  const live = new LiveConversations(store);
  return {
    ...store,
    receive: (id, event, owesTurn) => live.receive(id, event, owesTurn),
    commitTurn: (id, turn) => live.commitTurn(id, turn),
    nextTurn: (id) => live.nextTurn(id),
  };
}
