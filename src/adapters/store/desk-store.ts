import type { DeskStore } from "../../runtime/desk-ports.ts";
import type { Access } from "./access.ts";
import { createAgentStore } from "./agent-store.ts";
import { findRows, findStamps } from "./desk-reads.ts";
import { findReportEvents } from "./desk-reports.ts";
import { searchConversations } from "./desk-search.ts";
import {
  appendAtDesk,
  markSeen,
  moveConversation,
  moveWithRoom,
  setBlocked,
  setTags,
} from "./desk-writes.ts";
import type { Now, Seat } from "./seat.ts";

/** The desk's part of the store, on any database. */
export function createDeskStore(access: Access, seat: Seat, now: Now): DeskStore {
  const { db, read, write, writeAlone } = access;
  const { isShared } = seat;
  return {
    move: (id, change, room) =>
      room === undefined
        ? write(id, (connection) => moveConversation(connection, id, change))
        : writeAlone((connection) => moveWithRoom(connection, id, change, room)),
    append: (id, event, owner) => write(id, (connection) => appendAtDesk(connection, id, event, owner)),
    stamps: () => read(() => findStamps(db)),
    rows: (ids) => read(() => findRows(db, isShared, ids)),
    search: (query) => read(() => searchConversations(db, isShared, query)),
    reportEvents: (page) => read(() => findReportEvents(db, page)),
    markSeen: (id, seq) => write(id, (connection) => markSeen(connection, id, seq)),
    setBlocked: (id, until) => write(id, (connection) => setBlocked(connection, id, until)),
    setTags: (id, tags) => write(id, (connection) => setTags(connection, id, tags)),
    agents: createAgentStore(access, seat, now),
  };
}
