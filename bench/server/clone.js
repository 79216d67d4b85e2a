/**
 * Makes a database large by copying what the server itself stored: rows with new keys, whatever else is in them. The
 * server must be stopped.
 */
import path from "node:path";
import Database from "better-sqlite3";

/**
 * Copies all conversations, with all that belongs to them, until there are so many.
 *
 * @param {string} dataDir
 * @param {number} count
 */
export function cloneConversations(dataDir, count) {
  withDatabase(dataDir, (sqlite) => {
    const there = countOf(sqlite);
    const copies = Math.ceil(count / there) - 1;
    for (const { table, columns } of tablesOf(sqlite)) {
      const copied = columns.map(copyOf);
      sqlite.exec(
        `insert into ${table} (${columns.join(", ")}) with recursive copy (n) as
           (select 1 union all select n + 1 from copy where n < ${copies})
         select ${copied.join(", ")} from ${table}, copy`,
      );
    }
  });
}

/**
 * Lengthens logs by copying their events, until each has so many.
 *
 * @param {string} dataDir
 * @param {readonly string[]} ids of conversations
 * @param {number} length
 */
export function lengthenLogs(dataDir, ids, length) {
  withDatabase(dataDir, (sqlite) => {
    const tables = new Map(tablesOf(sqlite).map(({ table, columns }) => [table, columns]));
    const columns = tables.get("events") ?? [];
    const copied = columns.map((column) => {
      if (column === "seq") return "seq + n * last_seq";
      return column === "id" || column === "cid" ? `events.${column} || '.' || n` : `events.${column}`;
    });
    const copy = sqlite.prepare(
      `insert into events (${columns.join(", ")}) with recursive copy (n) as
         (select 1 union all select n + 1 from copy where n < @length / @last)
       select ${copied.join(", ")} from events join conversations on conversations.id = conversation_id, copy
       where conversation_id = @id and seq + n * last_seq <= @length`,
    );
    // What is read, owed or paid up to somewhere goes along with the end.
    const marks = tables.get("conversations")?.filter((column) => column.endsWith("_seq")) ?? [];
    const moved = marks.map((column) => `${column} = ${column} + @by`).join(", ");
    const move = sqlite.prepare(`update conversations set ${moved} where id = @id`);
    for (const id of ids) {
      const last = Number(sqlite.prepare("select last_seq from conversations where id = ?").pluck().get(id));
      copy.run({ id, last, length });
      move.run({ id, by: length - last });
    }
  });
}

/** @param {string} dataDir @param {(sqlite: Database.Database) => void} work */
function withDatabase(dataDir, work) {
  const sqlite = new Database(path.join(dataDir, "fenqi.sqlite"), { fileMustExist: true });
  sqlite.pragma("foreign_keys = OFF");
  sqlite.transaction(work)(sqlite);
  sqlite.pragma("wal_checkpoint(TRUNCATE)");
  sqlite.close();
}

/** @param {Database.Database} sqlite @returns {number} */
function countOf(sqlite) {
  return Number(sqlite.prepare("select count(*) from conversations").pluck().get());
}

/**
 * The tables that belong to conversations.
 *
 * @param {Database.Database} sqlite
 * @returns {readonly { table: string, columns: readonly string[] }[]}
 */
function tablesOf(sqlite) {
  const listed = sqlite.prepare(
    `select tables.name as "table", columns.name as "column"
     from sqlite_schema as tables join pragma_table_info(tables.name) as columns where tables.type = 'table'`,
  );
  /** @type {Map<string, string[]>} */
  const byTable = new Map();
  for (const [table, column] of listed.raw().all().map(textsOf))
    byTable.set(table, [...(byTable.get(table) ?? []), column]);
  return [...byTable]
    .map(([table, columns]) => ({ table, columns }))
    .filter(({ table, columns }) => table === "conversations" || columns.includes("conversation_id"));
}

/** A row of two texts. @param {unknown} row @returns {[string, string]} */
function textsOf(row) {
  const [first, second] = Array.isArray(row) ? row : [];
  return [String(first), String(second)];
}

/** What a copied row has in a column: a key of its own, or what the original has. @param {string} column */
function copyOf(column) {
  return ["conversation_id", "customer_id", "id"].includes(column) ? `${column} || '.' || n` : column;
}
