import { type Kysely, type RawBuilder, sql } from "kysely";
import { type ConversationId, conversationId, customerId } from "../../kernel/ids.ts";
import type { EventBody } from "../../protocol/event.ts";
import { type DeskRow, type DeskStamp, EXCERPT_LENGTH } from "../../runtime/desk-ports.ts";
import { readableJson } from "./readable-json.ts";
import { decodeBody, decodeInside, decodeMarks, decodeOwnership } from "./rows.ts";
import type { Tables } from "./tables.ts";

type Read = Kysely<Tables>;

/** SQLite lets nothing else happen while it reads: so many with twenty events each took it 20 ms. */
const PAGE = 200;

/** How far back it is counted what is unread and looked for what is unanswered. */
const LOOKED_BACK = 100;

/** A desk that is so far behind is looked after from its newer end. */
const MOST_OPEN = 20_000;

/** See `DeskStore.stamps`. */
export async function findStamps(db: Read): Promise<readonly DeskStamp[]> {
  const rows = await db
    .selectFrom("conversations")
    .select(["id", "version", "last_seq", "seen_seq"])
    .where(isWithPeople)
    .orderBy("since", "desc")
    .limit(MOST_OPEN)
    .execute();
  return rows.map(({ id, version, last_seq: last, seen_seq: seen }) => ({
    id: conversationId(id),
    version,
    last,
    seen,
  }));
}

/** The condition of the index that holds these alone. */
export const isWithPeople = sql<boolean>`(owner <> 'bot' and owner <> 'closed')`;

/** See `DeskStore.rows`. In the order of the ids, each once. */
export async function findRows(
  db: Read,
  isShared: boolean,
  ids: readonly ConversationId[],
): Promise<readonly DeskRow[]> {
  const found: DeskRow[] = [];
  for (const page of pagesOf([...new Set(ids)], PAGE)) {
    const [rows, tags] = await Promise.all([findPage(db, isShared, page), findTags(db, page)]);
    for (const id of page) {
      const row = rows.get(id);
      if (row !== undefined) found.push(rowOf(row, tags.get(id) ?? []));
    }
    await othersTurn();
  }
  return found;
}

/** Lets a process on SQLite, which reads in its own thread, do something else between two pages. */
export function othersTurn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

function* pagesOf(ids: readonly string[], size: number): Iterable<readonly string[]> {
  for (let from = 0; from < ids.length; from += size) yield ids.slice(from, from + size);
}

interface FoundRow {
  readonly id: string;
  readonly customer_id: string;
  readonly identified: number;
  readonly vip: number;
  readonly blocked_until: number | null;
  readonly intent: string | null;
  readonly version: number;
  readonly last_seq: number;
  readonly read_seq: number;
  readonly seen_seq: number;
  readonly ownership: string;
  readonly at: number | null;
  readonly speaker: string | null;
  readonly body: string | null;
  readonly unread: number;
  readonly asks_since: number | null;
  readonly requested: string | null;
}

/**
 * Everything of a page in one query. What an agent has answered, or the bot before the customer was put in line, is not
 * asked any more. What the bot says tells an agent nothing, unless nobody else has said anything.
 */
async function findPage(
  db: Read,
  isShared: boolean,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FoundRow>> {
  const { rows } = await sql<FoundRow>`
    with listed as materialized (
      select id, customer_id, identified, vip, blocked_until, intent, version, last_seq, read_seq, seen_seq, since,
        ${isShared ? ownershipOnPostgres : ownershipOnSqlite} as ownership,
        last_seq - ${LOOKED_BACK} as back,
        case when seen_seq > last_seq - ${LOOKED_BACK} then seen_seq else last_seq - ${LOOKED_BACK} end as seen,
        coalesce(${latestSeq(sql`and speaker in ('customer', 'agent')`)}, ${latestSeq(sql``)}) as latest_seq,
        (select seq from events where conversation_id = conversations.id and seq > last_seq - ${LOOKED_BACK}
          and speaker = 'agent' and kind = 'message' order by seq desc limit 1) as answered
      from conversations where id in (${sql.join(ids)})
    )
    select listed.id, customer_id, identified, vip, blocked_until, intent, version, last_seq, read_seq, seen_seq, ownership,
      latest.at, latest.speaker, latest.body,
      (select count(*) from events where conversation_id = listed.id and seq > seen
        and speaker = 'customer') as unread,
      (select events.at from events where conversation_id = listed.id
        and events.seq > case when answered > back then answered else back end
        and events.at >= since and events.speaker = 'customer' order by events.seq limit 1) as asks_since,
      (select inside from events where conversation_id = listed.id and kind = 'handoff'
        and inside like '%"reason"%' order by seq desc limit 1) as requested
    from listed left join events as latest on latest.conversation_id = listed.id and latest.seq = latest_seq`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

function latestSeq(condition: RawBuilder<unknown>) {
  return sql`(select seq from events where conversation_id = conversations.id and kind in ('message', 'choice')
    ${condition} order by seq desc limit 1)`;
}

// Most of a state is the place in the dialog, which takes longer to read in than all else together.
const ownershipOnSqlite = sql`json_remove(state, '$.dialog', '$.epoch', '$.alarm')`;
const ownershipOnPostgres = sql`(select json_object_agg(key, value)::text from json_each(${readableJson("state")})
  where key not in ('dialog', 'epoch', 'alarm'))`;

async function findTags(db: Read, ids: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  const rows = await db
    .selectFrom("conversation_tags")
    .selectAll()
    .where("conversation_id", "in", ids)
    .execute();
  const tags = new Map<string, string[]>();
  for (const { conversation_id: id, tag } of rows) tags.set(id, [...(tags.get(id) ?? []), tag]);
  return tags;
}

function rowOf(row: FoundRow, tags: readonly string[]): DeskRow {
  const { language, ...ownership } = decodeOwnership(row.ownership);
  const { at, speaker: from, body, asks_since: asksSince, intent } = row;
  const reason = row.requested === null ? undefined : decodeInside(row.requested).handoff?.reason;
  return {
    id: conversationId(row.id),
    customerId: customerId(row.customer_id),
    identified: row.identified === 1,
    ...decodeMarks(row),
    version: row.version,
    last: row.last_seq,
    seen: row.seen_seq,
    customerRead: row.read_seq,
    ownership,
    language,
    ...(at === null || from === null || body === null
      ? {}
      : { latest: { at, from, text: shortText(decodeBody(body)) } }),
    unread: row.unread,
    ...(asksSince === null ? {} : { asksSince }),
    tags: [...tags].sort(),
    ...(reason === undefined ? {} : { reason }),
    ...(intent === null ? {} : { intent }),
  };
}

function shortText(body: EventBody): string {
  const text = "text" in body ? body.text : "label" in body ? body.label : "";
  // By characters: half of one cannot be shown.
  return Array.from(text).slice(0, EXCERPT_LENGTH).join("");
}
