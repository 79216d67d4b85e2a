import { type Kysely, sql } from "kysely";
import { type ConversationId, conversationId } from "../../kernel/ids.ts";
import type { Milliseconds } from "../../kernel/time.ts";
import type { ReportedEvent, ReportPage, ReportSpan } from "../../runtime/desk-ports.ts";
import { othersTurn } from "./desk-reads.ts";
import { decodeBody, decodeInside } from "./rows.ts";
import type { Tables } from "./tables.ts";

type Read = Kysely<Tables>;

/** So many conversations are looked at together; on SQLite nothing else happens meanwhile, for about 30 ms. */
const PAGE = 200;

/** Far more than as many conversations have, unless something writes without end. */
const MOST_EVENTS = 20_000;

/**
 * Conversations are found by when something was said in them last, for which there is an index. A person is asked for by
 * saying so; only an agent may take over one that has been silent for long, and be silent as well.
 */
const SILENCE_MS: Milliseconds = 24 * 3_600_000;

/** See `DeskStore.reportEvents`. Those that talk on while pages are read move towards the end: none is passed over. */
export async function findReportEvents(db: Read, span: ReportSpan): Promise<ReportPage> {
  await othersTurn();
  const page = await findPage(db, span);
  const ids = await thatChanged(
    db,
    span,
    page.map(({ id }) => id),
  );
  const rows = ids.length === 0 ? [] : await findEvents(db, span, ids);
  const last = page.length < PAGE ? undefined : page.at(-1);
  return {
    events: rows.slice(0, MOST_EVENTS).map(decode),
    isCut: rows.length > MOST_EVENTS,
    ...(last && { next: last }),
  };
}

type Place = NonNullable<ReportSpan["after"]>;

async function findPage(db: Read, { from, after }: ReportSpan): Promise<readonly Place[]> {
  const begin =
    after === undefined
      ? sql`said_at >= ${from - SILENCE_MS}`
      : sql`(said_at, id) > (${after.at}, ${after.id})`;
  const { rows } = await sql<{ id: string; at: number }>`
    select id, said_at as at from conversations where said_at is not null and ${begin}
    order by said_at, id limit ${PAGE}`.execute(db);
  return rows.map(({ id, at }) => ({ id: conversationId(id), at }));
}

/** Those in which who answers has changed in the span. */
async function thatChanged(
  db: Read,
  { from, to }: ReportSpan,
  ids: readonly ConversationId[],
): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select distinct conversation_id as id from events
    where kind = 'handoff' and conversation_id in (${sql.join(ids)}) and at >= ${from} and at < ${to}`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

interface FoundEvent {
  readonly conversation_id: string;
  readonly at: number;
  readonly body: string | null;
  readonly inside: string | null;
}

/** What agents wrote is not read: it is no matter of a report. */
async function findEvents(
  db: Read,
  { from, until }: ReportSpan,
  ids: readonly string[],
): Promise<readonly FoundEvent[]> {
  const { rows } = await sql<FoundEvent>`
    select conversation_id, seq, at, case when kind = 'message' then null else body end as body, inside from events
    where conversation_id in (${sql.join(ids)}) and at >= ${from} and at < ${until}
    and (kind in ('handoff', 'rating', 'desk') or (kind = 'message' and speaker = 'agent'))
    union all
    select conversation_id, seq, at, body, inside from events
    where (conversation_id, seq) in (
      select conversation_id, max(seq) from events
      where kind = 'handoff' and conversation_id in (${sql.join(ids)}) and at < ${from} group by conversation_id)
    order by conversation_id, seq limit ${MOST_EVENTS + 1}`.execute(db);
  return rows;
}

function decode({ conversation_id: id, at, body, inside }: FoundEvent): ReportedEvent {
  return {
    conversationId: conversationId(id),
    at,
    ...(body !== null && { body: decodeBody(body) }),
    ...(inside !== null && { inside: decodeInside(inside) }),
  };
}
