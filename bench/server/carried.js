/**
 * What one turn leaves behind, and what it asks of the databases: the figures to reckon with when there are many.
 *
 * @typedef {import("./processes.js").Server} Server
 * @typedef {import("./processes.js").Process} Process
 * @typedef {import("./postgres.js").Postgres} Postgres
 * @typedef {Readonly<Record<string, number>>} Counts that only go up
 * @typedef {{ name: string, turn: Readonly<Record<string, number>>, watchedBytes?: number, publishUs?: number }} Carried
 *   `turn` is what a turn adds to the counts; `watchedBytes` of Redis for a conversation that is watched, `publishUs` of
 *   Redis for a notice
 */
import { statSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import Database from "better-sqlite3";
import { newDataDir, startOurs } from "./ours.js";
import { postgresCounter } from "./postgres.js";
import { startCustomers } from "./processes.js";
import { openRedis } from "./redis.js";
import { PAUSE_MS } from "./turns.js";

const CUSTOMERS = 1000;
const WARM_UP_SECONDS = 5;

/** @param {number} seconds @returns {Promise<Carried>} */
export async function measureOnSqlite(seconds) {
  const dataDir = await newDataDir();
  const file = path.join(dataDir, "fenqi.sqlite");
  const server = await startOurs(dataDir);
  const turn = await addedByTurn(server, seconds, async () => {
    // What is in the log of the newest commits counts once it stands in the file.
    const sqlite = new Database(file);
    sqlite.pragma("wal_checkpoint(PASSIVE)");
    const events = Number(sqlite.prepare("select count(*) from events").pluck().get());
    sqlite.close();
    return { events, storedBytes: statSync(file).size };
  });
  return { name: "SQLite", turn };
}

/** @param {Postgres} postgres @param {number} seconds @returns {Promise<Carried>} */
export async function measureOnPostgres(postgres, seconds) {
  const redis = await openRedis();
  const there = redis === undefined ? {} : { REDIS_URL: redis.url };
  const server = await startOurs(await newDataDir(), postgres.url, there);
  try {
    const before = await redis?.look();
    let connected = before;
    const count = postgresCounter(postgres.url);
    const turn = await addedByTurn(
      server,
      seconds,
      async () => ({ ...(await count()), notices: redis?.heard() ?? 0 }),
      async () => {
        connected = await redis?.look();
      },
    );
    const after = await redis?.look();
    if (before === undefined || connected === undefined || after === undefined) {
      return { name: "PostgreSQL", turn };
    }
    return {
      name: "PostgreSQL",
      turn,
      watchedBytes: (connected.bytes - before.bytes) / CUSTOMERS,
      publishUs: (after.publishUs - connected.publishUs) / (after.published - connected.published),
    };
  } finally {
    await redis?.close();
  }
}

/**
 * @param {Server} server which is stopped
 * @param {number} seconds
 * @param {() => Promise<Counts>} count
 * @param {() => Promise<void>} [onConnected]
 */
async function addedByTurn(server, seconds, count, onConnected = async () => {}) {
  const customers = startCustomers();
  try {
    const { url } = server;
    await customers.ask({ what: "connect", url, count: CUSTOMERS, atOnce: 16, sessions: true });
    await onConnected();
    const manner = { what: "start talking", pauseMs: PAUSE_MS, unique: false };
    await customers.ask(manner);
    await setTimeout(WARM_UP_SECONDS * 1000);
    await customers.ask({ what: "stop talking" });
    const { answered } = await customers.ask({ what: "talked" });
    const before = await count();
    await customers.ask(manner);
    await setTimeout(seconds * 1000);
    await customers.ask({ what: "stop talking" });
    const turns = (await customers.ask({ what: "talked" })).answered - answered;
    const after = await count();
    return Object.fromEntries(
      Object.entries(after).map(([name, value]) => [name, (value - (before[name] ?? 0)) / turns]),
    );
  } finally {
    await Promise.all([server.stop(), customers.stop()]);
  }
}

/** @param {readonly Carried[]} carried @returns {readonly string[]} */
export function carriedLines(carried) {
  return [
    "What a turn adds",
    ...carried.flatMap(({ name, turn, watchedBytes, publishUs }) => [
      ...Object.entries(turn).map(([what, value]) => `  ${name}, ${what}: ${value.toFixed(2)}`),
      ...(watchedBytes === undefined
        ? []
        : [`  Redis, bytes a watched conversation: ${watchedBytes.toFixed(0)}`]),
      ...(publishUs === undefined ? [] : [`  Redis, its own µs a notice: ${publishUs.toFixed(1)}`]),
    ]),
  ];
}
