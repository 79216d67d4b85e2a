import { type Kysely, type RawBuilder, sql } from "kysely";
import { conversationId } from "../../kernel/ids.ts";
import type { DeskSearch, FoundRow } from "../../runtime/desk-ports.ts";
import { maskPersonal } from "../../text/mask.ts";
import { findRows, othersTurn } from "./desk-reads.ts";
import { readableJson } from "./readable-json.ts";
import type { Tables } from "./tables.ts";

type Read = Kysely<Tables>;

/** What was said in so many conversations is looked through at a time; on SQLite nothing else happens meanwhile. */
const PAGE = 500;

/** A search that has found too little after so many ends: who looks for something older narrows it down by time. */
const MOST_SEARCHED = 50_000;

/** See `DeskStore.search`. The newest is the one in which something was said last; where nothing was, nothing is found. */
export async function searchConversations(
  db: Read,
  isShared: boolean,
  query: DeskSearch,
): Promise<readonly FoundRow[]> {
  const words = wordsOf(query.text ?? "");
  const found: Place[] = [];
  let before = query.before;
  for (let searched = 0; found.length < query.limit && searched < MOST_SEARCHED; ) {
    const most = words.length === 0 ? query.limit - found.length : PAGE;
    const page = await findPage(db, { ...query, ...(before && { before }) }, most);
    const matching = words.length === 0 ? page : await thatSay(db, isShared, page, words);
    found.push(...(await thatShow(db, isShared, matching, words, query.limit - found.length)));
    before = page.at(-1);
    if (page.length < most) break;
    searched += page.length;
    await othersTurn();
  }
  return rowsOf(db, isShared, found.slice(0, query.limit));
}

/** The rows with the times by which they were found: by now something else may have been said. */
async function rowsOf(db: Read, isShared: boolean, places: readonly Place[]): Promise<readonly FoundRow[]> {
  const saidAt = new Map(places.map(({ id, at }) => [id, at]));
  const rows = await findRows(db, isShared, [...saidAt.keys()]);
  return rows.map((row) => ({ ...row, saidAt: saidAt.get(row.id) ?? 0 }));
}

type Place = NonNullable<DeskSearch["before"]>;

/** A page of what matches all but the words, newest first. */
async function findPage(db: Read, query: DeskSearch, limit: number): Promise<readonly Place[]> {
  const { customer, tag, intent, agent, phase, from, to, before } = query;
  const conditions = [
    sql`said_at is not null`,
    customer !== undefined && sql`customer_id = ${bindable(customer)}`,
    intent !== undefined && sql`intent = ${bindable(intent)}`,
    agent !== undefined && sql`agent_id = ${bindable(agent)}`,
    phase !== undefined && sql`owner = ${phase}`,
    from !== undefined && sql`said_at >= ${from}`,
    to !== undefined && sql`said_at < ${to}`,
    before !== undefined && sql`(said_at, id) < (${before.at}, ${bindable(before.id)})`,
    tag !== undefined &&
      sql`id in (select conversation_id from conversation_tags where tag = ${bindable(tag)})`,
  ].filter((condition) => condition !== false);
  const { rows } = await sql<{ id: string; at: number }>`
    select id, said_at as at from conversations where ${sql.join(conditions, sql` and `)}
    order by said_at desc, id desc limit ${limit}`.execute(db);
  return rows.map(({ id, at }) => ({ id: conversationId(id), at }));
}

/** Those in which every word was said by somebody, or noted. */
async function thatSay(
  db: Read,
  isShared: boolean,
  page: readonly Place[],
  words: readonly string[],
): Promise<readonly Place[]> {
  if (page.length === 0) return [];
  const ids = page.map(({ id }) => id);
  const { rows } = await sql<{ id: string }>`
    select id from conversations where id in (${sql.join(ids)})
    and ${sql.join(
      words.map((word) => says(word, isShared)),
      sql` and `,
    )}`.execute(db);
  const matching = new Set(rows.map(({ id }) => id));
  return page.filter(({ id }) => matching.has(id));
}

/** So many of those that say the words are looked at once for where they do. */
const SHOWN_PAGE = 50;

/** Numbers, addresses and codes are hidden, and no word that is written in Chinese alone is a part of one. */
const MAY_BE_HIDDEN = /[^\p{Script=Han}]/u;

/**
 * Those in which every word stands where agents may read it, the first `most`. What is hidden from them is not found either:
 * else they would learn it, digit by digit, from what is found and what is not.
 */
async function thatShow(
  db: Read,
  isShared: boolean,
  places: readonly Place[],
  words: readonly string[],
  most: number,
): Promise<readonly Place[]> {
  const hidable = words.filter((word) => MAY_BE_HIDDEN.test(word));
  if (hidable.length === 0) return places;
  const found: Place[] = [];
  for (let at = 0; at < places.length && found.length < most; at += SHOWN_PAGE) {
    let left = places.slice(at, at + SHOWN_PAGE);
    for (const word of hidable) {
      const showing = await whereShown(db, isShared, left, word);
      left = left.filter(({ id }) => showing.has(id));
    }
    found.push(...left);
  }
  return found;
}

/** The conversations in which agents may read the word. */
async function whereShown(
  db: Read,
  isShared: boolean,
  places: readonly Place[],
  word: string,
): Promise<ReadonlySet<string>> {
  if (places.length === 0) return new Set();
  const ids = places.map(({ id }) => id);
  const { rows } = await sql<{ id: string; text: string }>`
    select conversation_id as id, ${said(isShared)} as text from events
    where conversation_id in (${sql.join(ids)}) and ${isIn(word, isShared)}`.execute(db);
  return new Set(rows.filter(({ text }) => isShown(word, text)).map(({ id }) => id));
}

function isShown(word: string, text: string): boolean {
  const shown = maskPersonal(text);
  return shown === text || shown.toLowerCase().includes(word.toLowerCase());
}

/** Whether a word is in the text of an event of the conversation. */
function says(word: string, isShared: boolean): RawBuilder<boolean> {
  return sql`exists (select 1 from events where conversation_id = conversations.id and ${isIn(word, isShared)})`;
}

/** Whether a word is in the text of an event: first in all that is stored of it, and only then in what was said. */
function isIn(word: string, isShared: boolean): RawBuilder<boolean> {
  const like = sql.raw(isShared ? "ilike" : "like");
  const holds = (text: RawBuilder<unknown>, part: string) =>
    sql<boolean>`${text} ${like} ${`%${part.replaceAll(/[\\%_]/gu, "\\$&")}%`} escape '\\'`;
  const stored = JSON.stringify(word).slice(1, -1);
  return sql`kind in ('message', 'choice', 'note', 'rating')
    and case when ${holds(sql`body`, stored)} then ${holds(said(isShared), word)} else false end`;
}

const said = (isShared: boolean): RawBuilder<unknown> => (isShared ? saidOnPostgres : saidOnSqlite);

// A text, the label of a button, or a rating's comment. What cannot be part of a text there is shown as missing.
const saidOnSqlite = sql`(select coalesce(json ->> '$.text', json ->> '$.label', json ->> '$.comment')
  from (select replace(body, '\\u0000', '\\ufffd') as json))`;

const saidOnPostgres = sql`(select coalesce(json ->> 'text', json ->> 'label', json ->> 'comment')
  from (select ${readableJson("body")} as json) as readable)`;

function wordsOf(text: string): readonly string[] {
  return [...new Set(text.split(/[\s\0]+/u).filter(Boolean))];
}

/** As PostgreSQL takes it; no stored value has the character that stands in for the one it does not take. */
function bindable(text: string): string {
  return text.replaceAll("\0", "\ufffd");
}
