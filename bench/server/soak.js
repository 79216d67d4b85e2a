/**
 * Watches what a server takes that has customers for long: they talk, leave, come back, and new ones come.
 * `node bench/server/soak.js`, after a build.
 *
 *   --minutes <n>       10
 *   --rate <n>          messages a second; 300
 *   --database <name>   sqlite or postgres
 *   --json              one JSON document instead of the table
 *
 * `heap` is as the garbage of the moment has it; `live` is what the last full collection left of it. Nothing is collected
 * on command: for a while after that V8 would collect more often, at the cost of those who wait.
 *
 * @typedef {import("./probe.js").Held} Held
 * @typedef {import("./customers.js").Talked} Talked
 * @typedef {{
 *   minutes: number, residentMb: number, heapMb: number, liveMb: number, cpu: number, perSecond: number, p50Ms: number, p99Ms: number
 * }} Sample `cpu` as a share of a core
 */
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { newDataDir, startOurs } from "./ours.js";
import { newPostgres } from "./postgres.js";
import { startCustomers } from "./processes.js";
import { percentile } from "./talk.js";

const SAMPLE_EVERY_S = 10;
const CUSTOMERS = 500;
const GOINGS_PER_SECOND = 5;

const { values: asked } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    rate: { type: "string", default: "300" },
    database: { type: "string", default: "sqlite" },
    json: { type: "boolean", default: false },
  },
});
const minutes = Number(asked.minutes);
const perSecond = Number(asked.rate);
refuseUnless(minutes >= 1 && minutes <= 1440, "--minutes takes a number from 1 to 1440.");
refuseUnless(perSecond >= 1 && perSecond <= 2000, "--rate takes a number from 1 to 2000.");
refuseUnless(["sqlite", "postgres"].includes(asked.database), "--database takes sqlite or postgres.");

const postgres = asked.database === "postgres" ? await newPostgres() : undefined;
if (postgres !== undefined && "missing" in postgres) {
  console.error(`There is no PostgreSQL: ${postgres.missing}`);
  process.exit(1);
}
try {
  show(await soak(postgres?.url));
} finally {
  await postgres?.drop();
}

/** @param {string} [databaseUrl] */
async function soak(databaseUrl) {
  const server = await startOurs(await newDataDir(), databaseUrl);
  const customers = startCustomers();
  try {
    const { url } = server;
    await customers.ask({ what: "connect", url, count: CUSTOMERS, atOnce: 16, sessions: true });
    const goings = { url, perSecond: GOINGS_PER_SECOND };
    await customers.ask({ what: "start talking", perSecond, unique: true, goings });
    const look = async () => {
      const [spent, held, talked] = await Promise.all([
        server.ask({ what: "spent" }),
        server.ask({ what: "holding" }),
        customers.ask({ what: "talked" }),
      ]);
      return { spent, held, talked };
    };
    /** @type {Sample[]} */
    const samples = [];
    let before = await look();
    const first = before;
    const count = Math.round((minutes * 60) / SAMPLE_EVERY_S);
    const half = Math.floor(count / 2);
    for (let number = 1; number <= count; number++) {
      await setTimeout(SAMPLE_EVERY_S * 1000);
      const now = await look();
      samples.push(sampleBetween(before, now, first.spent.atMs));
      before = now;
      console.error(lineOf(samples.at(-1)));
    }
    await customers.ask({ what: "stop talking" });
    const { answered, unanswered, came, refused } = before.talked;
    const second = samples.slice(half);
    return {
      answered,
      unanswered,
      came,
      refused,
      samples,
      residentSlope: slopeOf(second, ({ residentMb }) => residentMb),
      heapSlope: slopeOf(second, ({ heapMb }) => heapMb),
      liveSlope: slopeOf(second, ({ liveMb }) => liveMb),
    };
  } finally {
    await Promise.all([server.stop(), customers.stop()]);
  }
}

/**
 * @typedef {{ spent: import("./probe.js").Spent, held: Held, talked: Talked }} Look
 * @param {Look} before @param {Look} now @param {number} startedMs
 * @returns {Sample}
 */
function sampleBetween(before, now, startedMs) {
  const ms = now.spent.atMs - before.spent.atMs;
  const cpuUs = now.spent.userUs + now.spent.systemUs - before.spent.userUs - before.spent.systemUs;
  const talkedMs = now.talked.atMs - before.talked.atMs;
  return {
    minutes: (now.spent.atMs - startedMs) / 60_000,
    residentMb: now.held.residentBytes / 1e6,
    heapMb: now.held.heapBytes / 1e6,
    liveMb: now.held.liveBytes / 1e6,
    cpu: cpuUs / ms / 1000,
    perSecond: ((now.talked.answered - before.talked.answered) / talkedMs) * 1000,
    p50Ms: percentile(now.talked.tripsMs, 0.5),
    p99Ms: percentile(now.talked.tripsMs, 0.99),
  };
}

/**
 * MB a minute, by least squares.
 *
 * @param {readonly Sample[]} samples
 * @param {(sample: Sample) => number} valueOf
 */
function slopeOf(samples, valueOf) {
  const meanX = meanOf(samples.map((sample) => sample.minutes));
  const meanY = meanOf(samples.map(valueOf));
  let [above, below] = [0, 0];
  for (const sample of samples) {
    above += (sample.minutes - meanX) * (valueOf(sample) - meanY);
    below += (sample.minutes - meanX) ** 2;
  }
  return above / below;
}

/** @param {readonly number[]} values */
function meanOf(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** @param {Awaited<ReturnType<typeof soak>>} soaked */
function show(soaked) {
  if (asked.json)
    return console.log(JSON.stringify({ node: process.version, perSecond, ...soaked }, null, 2));
  const { answered, unanswered, came, refused, samples } = soaked;
  const { residentSlope, heapSlope, liveSlope } = soaked;
  console.log(
    [
      "minutes  RSS MB  heap MB  live MB  core %  turns/s  p50 ms  p99 ms",
      ...samples.map(lineOf),
      "",
      `second half: RSS ${signed(residentSlope)}, heap ${signed(heapSlope)}, live ${signed(liveSlope)} MB a minute`,
      `${answered} messages answered, ${unanswered} not; ${came} customers left and were followed, ${refused} were refused`,
    ].join("\n"),
  );
}

/** @param {Sample | undefined} sample */
function lineOf(sample) {
  if (sample === undefined) return "";
  return [
    sample.minutes.toFixed(1).padStart(7),
    sample.residentMb.toFixed(1).padStart(6),
    sample.heapMb.toFixed(1).padStart(7),
    sample.liveMb.toFixed(1).padStart(7),
    (sample.cpu * 100).toFixed(0).padStart(6),
    sample.perSecond.toFixed(0).padStart(7),
    sample.p50Ms.toFixed(1).padStart(6),
    sample.p99Ms.toFixed(1).padStart(6),
  ].join("  ");
}

/** @param {number} value */
function signed(value) {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
}

/** @param {boolean} isGood @param {string} line */
function refuseUnless(isGood, line) {
  if (isGood) return;
  console.error(line);
  process.exit(2);
}
