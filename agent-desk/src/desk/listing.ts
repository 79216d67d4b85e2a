import type { DeskRow } from "../../../src/protocol/desk.ts";
import type {
  AgentAccount,
  AgentSession,
  CannedReply,
  SearchReply,
  TeamMember,
} from "../../../src/protocol/desk-http.ts";
import type { Rest } from "./rest.ts";

/** One entry of `GET /api/desk/audit`. */
export interface AuditEntry {
  /** Counts up. */
  readonly id: number;
  readonly at: string;
  /** Absent when it was done from the command line, or by nobody who was signed in. */
  readonly agentId?: string;
  readonly action: string;
  readonly conversationId?: string;
  readonly about?: Readonly<Record<string, string | number | boolean>>;
}

/** A hundred a page: whoever has five hundred in line needs no exact figure. */
const MOST_PAGES = 5;

export const AUDIT_PAGE = 100;

export const fetchTeam = (rest: Rest) => rest.get<readonly TeamMember[]>("/team");

export const fetchAccounts = (rest: Rest) => rest.get<readonly AgentAccount[]>("/agents");

export const fetchReplies = (rest: Rest) => rest.get<readonly CannedReply[]>("/replies");

export const fetchSessions = (rest: Rest) => rest.get<readonly AgentSession[]>("/sessions");

/** Everybody who waits for an agent, and every message that was left: of each the newest five hundred. */
export async function fetchLine(rest: Rest): Promise<readonly DeskRow[]> {
  const [waiting, left] = await Promise.all([withPhase(rest, "waiting"), withPhase(rest, "offline")]);
  return [...waiting, ...left];
}

/** A page of what was done at the desk, newest first. `before`: the last entry of the page before. */
export function fetchAudit(rest: Rest, before?: AuditEntry): Promise<readonly AuditEntry[]> {
  const query = new URLSearchParams({
    limit: String(AUDIT_PAGE),
    ...(before !== undefined && { before: `${Date.parse(before.at)}.${before.id}` }),
  });
  return rest.get(`/audit?${query}`);
}

async function withPhase(rest: Rest, phase: DeskRow["phase"]): Promise<readonly DeskRow[]> {
  const rows: DeskRow[] = [];
  let before: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = new URLSearchParams({ phase, limit: "100", ...(before !== undefined && { before }) });
    const found = await rest.get<SearchReply>(`/conversations?${query}`);
    rows.push(...found.rows);
    before = found.next;
    if (before === undefined) break;
  }
  return rows;
}
