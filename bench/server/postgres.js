import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import pg from "pg";
import { whenBrokenOff } from "./scratch.js";

/** As in CI and on a machine of one's own; TEST_DATABASE_URL says otherwise. */
const URL_OF_SERVER = process.env["TEST_DATABASE_URL"] ?? "postgres://root@127.0.0.1:5432/postgres";

/**
 * A new database that is dropped again.
 *
 * @typedef {{ url: string, drop: () => Promise<void> }} Postgres
 * @returns {Promise<Postgres | { missing: string }>}
 */
export async function newPostgres() {
  const name = `fenqi_bench_${randomBytes(6).toString("hex")}`;
  try {
    await atServer(`create database ${name}`);
  } catch (error) {
    return {
      missing: error instanceof Error ? error.message || String(Reflect.get(error, "code")) : String(error),
    };
  }
  const url = new URL(URL_OF_SERVER);
  url.pathname = `/${name}`;
  const drop = () => atServer(`drop database if exists ${name} with (force)`);
  const forget = whenBrokenOff(drop);
  return {
    url: url.href,
    async drop() {
      forget();
      await drop();
    },
  };
}

/**
 * Tells what a database has done so far: commits, events, bytes of tables and indexes, bytes of the write-ahead log, which
 * is everybody's, and µs of its server processes, where they run on this machine.
 *
 * @typedef {{ commits: number, events: number, storedBytes: number, walBytes: number, cpuUs: number }} PostgresCounts
 * @param {string} url
 * @returns {() => Promise<PostgresCounts>}
 */
export function postgresCounter(url) {
  /** @type {Map<number, number>} */
  const ticks = new Map();
  return async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      const { rows } = await client.query(`select
        (select xact_commit from pg_stat_database where datname = current_database())::float8 as "commits",
        (select count(*) from events)::float8 as "events",
        pg_database_size(current_database())::float8 as "storedBytes",
        (pg_current_wal_lsn() - '0/0')::float8 as "walBytes",
        (select array_agg(pid) from pg_stat_activity
          where application_name = 'fenqi' and datname = current_database()) as "pids"`);
      const [{ pids, ...counts }] = rows;
      for (const pid of pids ?? []) ticks.set(pid, ticksOf(pid));
      const allTicks = [...ticks.values()].reduce((sum, spent) => sum + spent, 0);
      return { ...counts, cpuUs: allTicks * TICK_US };
    } finally {
      await client.end();
    }
  };
}

/** Linux counts in hundredths of a second. */
const TICK_US = 10_000;

/** Of a process on this machine; one on another counts as idle. @param {number} pid */
function ticksOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}

/** @param {string} statement */
async function atServer(statement) {
  const client = new pg.Client({ connectionString: URL_OF_SERVER, connectionTimeoutMillis: 3000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
