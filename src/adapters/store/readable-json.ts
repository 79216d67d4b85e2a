import { type RawBuilder, sql } from "kysely";

/** What JSON may say and no text in PostgreSQL may hold: NUL, and half of a character. */
const UNREADABLE = String.raw`\\u(0000|d[89a-f][0-9a-f]{2})`;

/** Stands in for it: the replacement character, as JSON writes it. */
const REPLACEMENT = String.raw`\\ufffd`;

const ESCAPE = String.raw`\u`;

/** A column with JSON text, as JSON that PostgreSQL can take apart whatever customers have sent. PostgreSQL only. */
export function readableJson(column: "body" | "state"): RawBuilder<unknown> {
  const text = sql.ref(column);
  // Looking for what few have is much faster than replacing it in all.
  return sql`(case when strpos(${text}, ${ESCAPE}) > 0
    then regexp_replace(${text}, ${UNREADABLE}, ${REPLACEMENT}, 'g') else ${text} end)::json`;
}
