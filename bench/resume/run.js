/**
 * Measures what customers notice when a server dies: `npm run bench:resume`. Two servers on one PostgreSQL and one Redis
 * behind a load balancer; all customers ask something at once, and one of the servers is killed before it has answered.
 * Each of its customers has to find the other server, and has to be answered there.
 *
 *   --customers <n>  200
 *   --rounds <n>     how often; 3
 *   --json           one JSON document instead of the table
 */
import { randomBytes } from "node:crypto";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { newDataDir } from "../server/ours.js";
import { newPostgres } from "../server/postgres.js";
import { startServer } from "../server/processes.js";
import { startBalancer } from "./balancer.js";
import { loadWidgets, openCustomer, removeWidgets, untilAnswered } from "./customers.js";

const PROGRAM = path.resolve(import.meta.dirname, "../../bin/fenqi.js");

/** Of the slowest hundredth of the customers of the killed server. */
const REACH_MS = 5000;

/** Long enough for every question to be stored, and within the time in which the bot waits for more of it. */
const BEFORE_DEATH_MS = 400;
const COALESCE_MS = 800;

const ANSWER_WITHIN_MS = 60_000;

/** A widget whose connection broke again sooner than ten seconds after it was made waits for longer each time. */
const BETWEEN_DEATHS_MS = 12_000;

const { values: asked } = parseArgs({
  options: {
    customers: { type: "string", default: "200" },
    rounds: { type: "string", default: "3" },
    json: { type: "boolean", default: false },
  },
});
const [count, rounds] = [Number(asked.customers), Number(asked.rounds)];
if (!(count >= 2 && count <= 2000 && rounds >= 1 && rounds <= 100)) {
  console.error("--customers takes a number from 2 to 2000, --rounds one from 1 to 100.");
  process.exit(2);
}

const postgres = await newPostgres();
if ("missing" in postgres) {
  console.error(`Two servers need a PostgreSQL, and there is none: ${postgres.missing}`);
  process.exit(1);
}

const settings = {
  COALESCE_MS: String(COALESCE_MS),
  DATABASE_URL: postgres.url,
  REDIS_URL: process.env["TEST_REDIS_URL"] ?? "redis://127.0.0.1:6379",
  SECRET_KEY: randomBytes(32).toString("base64url"),
  SESSIONS_PER_MINUTE: "1000000",
  LOG_LEVEL: "error",
};
const start = async () =>
  startServer({ script: [PROGRAM, "start"], env: { ...settings, DATA_DIR: await newDataDir() } });
const portOf = (/** @type {{ url: string }} */ { url }) => Number(new URL(url).port);

/** @type {{ killed: number[], other: number[] }} */
const waits = { killed: [], other: [] };
let [victim, survivor] = [await start(), await start()];
const balancer = await startBalancer(count);
const widgets = await loadWidgets();
try {
  widgets.standInForBrowser();
  balancer.lead([portOf(victim), portOf(survivor)]);
  const customers = balancer.ports.map((port) => openCustomer(widgets, `http://127.0.0.1:${port}`));
  for (let round = 0; round < rounds; round++) {
    for (const customer of customers) customer.ask("怎么还款");
    await untilAnswered(customers, ANSWER_WITHIN_MS);
    await setTimeout(BETWEEN_DEATHS_MS);

    for (const customer of customers) customer.ask("额度多少");
    await setTimeout(BEFORE_DEATH_MS);
    const isKilled = customers.map((_, customer) => balancer.serverOf(customer) === portOf(victim));
    const killedAt = performance.now();
    process.kill(victim.pid, "SIGKILL");
    await untilAnswered(customers, ANSWER_WITHIN_MS);
    for (const [index, customer] of customers.entries())
      waits[isKilled[index] ? "killed" : "other"].push((customer.answeredAt() ?? 0) - killedAt);

    const fresh = await start();
    balancer.lead([portOf(fresh), portOf(survivor)]);
    // The next to die is the one that has all customers now: they have to go to the one that has none.
    [victim, survivor] = [survivor, fresh];
  }
} finally {
  for (const port of balancer.ports) widgets.closePages(`http://127.0.0.1:${port}`);
  balancer.close();
  await Promise.all([victim.stop(), survivor.stop()]);
  await postgres.drop();
  await removeWidgets();
}

const figures = Object.fromEntries(
  Object.entries(waits).map(([server, ms]) => [
    server,
    { customers: ms.length, p50Ms: at(ms, 0.5), p99Ms: at(ms, 0.99), mostMs: at(ms, 1) },
  ]),
);
if (asked.json)
  console.log(JSON.stringify({ node: process.version, rounds, reachMs: REACH_MS, ...figures }, null, 2));
else {
  console.log(`From the death of one of two servers to the answer, ms; ${count} customers, ${rounds} rounds`);
  console.log(
    ["customers of", "how many", "p50", "p99", "most", "reach of p99"]
      .map((cell) => cell.padStart(14))
      .join(""),
  );
  for (const [server, { customers, p50Ms, p99Ms, mostMs }] of Object.entries(figures)) {
    const name = server === "killed" ? "the killed" : "the other";
    const reach = server === "killed" ? `${REACH_MS} ${p99Ms <= REACH_MS ? "met" : "missed"}` : "–";
    const cells = [name, customers, p50Ms, p99Ms, mostMs, reach];
    console.log(
      cells.map((cell) => String(typeof cell === "number" ? Math.round(cell) : cell).padStart(14)).join(""),
    );
  }
}
// Widgets have no end of their own: their timers would keep this process for a while.
process.exit((figures["killed"]?.p99Ms ?? Number.POSITIVE_INFINITY) <= REACH_MS ? 0 : 1);

/** @param {number[]} ms @param {number} share */
function at(ms, share) {
  const sorted = ms.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
