import type { AgentStore } from "../../runtime/desk-ports.ts";
import type { Access } from "./access.ts";
import {
  addAgent,
  changeAgent,
  findAgent,
  findCredentials,
  findPreferences,
  listAgents,
  savePreferences,
} from "./agent-accounts.ts";
import { findAbandoned, findPresent, keepPresent, leave, setAvailability } from "./agent-presence.ts";
import {
  closeSession,
  closeSessionsOf,
  findSession,
  findSessionsOf,
  openSession,
  renewSession,
} from "./agent-sessions.ts";
import { addAudited, findAuditTrail, listReplies, removeReply, saveReply } from "./desk-records.ts";
import type { Now, Seat } from "./seat.ts";

/** Agents, their sessions and what they keep, on any database. */
export function createAgentStore({ db, read, writeApart }: Access, { isShared }: Seat, now: Now): AgentStore {
  return {
    add: (agent, passwordHash) => writeApart((own) => addAgent(own, agent, passwordHash)),
    find: (id) => read(() => findAgent(db, id)),
    credentials: (login) => read(() => findCredentials(db, login)),
    list: () => read(() => listAgents(db)),
    change: (id, change) => writeApart((own) => changeAgent(own, id, change)),

    openSession: (session) => writeApart((own) => openSession(own, session)),
    session: (id, at) => read(() => findSession(db, id, at)),
    renewSession: (id, seenAt, expiresAt) => writeApart((own) => renewSession(own, id, seenAt, expiresAt)),
    sessionsOf: (id) => read(() => findSessionsOf(db, id)),
    closeSession: (id) => writeApart((own) => closeSession(own, id)),
    closeSessionsOf: (id) => writeApart((own) => closeSessionsOf(own, id)),

    keepPresent: (ids, leaseMs) => writeApart((own) => keepPresent(own, isShared, now, ids, leaseMs)),
    setAvailability: (id, availability) => writeApart((own) => setAvailability(own, id, availability)),
    leave: (id) => writeApart((own) => leave(own, id)),
    present: () => read(() => findPresent(db, now)),
    abandoned: (limit) => read(() => findAbandoned(db, now, limit)),

    audit: (entry) => writeApart((own) => addAudited(own, entry)),
    auditTrail: (page) => read(() => findAuditTrail(db, page)),

    replies: () => read(() => listReplies(db)),
    saveReply: (reply) => writeApart((own) => saveReply(own, reply)),
    removeReply: (id) => writeApart((own) => removeReply(own, id)),
    preferences: (id) => read(() => findPreferences(db, id)),
    savePreferences: (id, json) => writeApart((own) => savePreferences(own, id, json)),
  };
}
