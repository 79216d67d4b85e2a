/**
 * Measures the server as it runs in production, beside the least that a server does and what one builds in an
 * afternoon: `npm run bench:server`. Server and customers are processes on a core each.
 *
 *   --only <part>       turns, quiet, connections, start, lengths, carried; several with commas;
 *                       turns, connections and carried together reckon up what a million customers take
 *   --database <name>   sqlite, postgres or both; turns and quiet answers are measured on PostgreSQL, too
 *   --seconds <n>       how long each of the three rounds of talk is measured; 5
 *   --profile           where the time of a turn goes, instead of the tables
 *   --json              one JSON document instead of the tables
 *
 * @typedef {import("./figures.js").Measured} Measured
 * @typedef {import("./turns.js").Contestant} Contestant
 */
import { availableParallelism, cpus } from "node:os";
import { parseArgs } from "node:util";
import { carriedLines, measureOnPostgres, measureOnSqlite } from "./carried.js";
import { measureConnections } from "./connections.js";
import { linesOf, tableOf } from "./figures.js";
import { measureLengths } from "./lengths.js";
import { millionLines } from "./million.js";
import { newDataDir, startOurs } from "./ours.js";
import { startAfternoon, startDurableEcho, startEcho } from "./peers.js";
import { newPostgres } from "./postgres.js";
import { onOwnCores } from "./processes.js";
import { profileTurns } from "./profile-turns.js";
import { measureQuiet } from "./quiet.js";
import { measureStarts } from "./start-up.js";
import { measureTurns } from "./turns.js";

const PARTS = ["turns", "quiet", "connections", "start", "lengths", "carried"];
const DATABASES = ["sqlite", "postgres", "both"];
const ROUNDS = 3;

const { values: asked } = parseArgs({
  options: {
    only: { type: "string", default: PARTS.join(",") },
    database: { type: "string", default: "both" },
    seconds: { type: "string", default: "5" },
    profile: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const parts = asked.only.split(",");
const seconds = Number(asked.seconds);
for (const part of parts)
  refuseUnless(PARTS.includes(part), `No part "${part}". There are: ${PARTS.join(", ")}.`);
refuseUnless(DATABASES.includes(asked.database), `--database takes ${DATABASES.join(", ")}.`);
refuseUnless(seconds >= 1 && seconds <= 600, "--seconds takes a number from 1 to 600.");

/** @type {readonly Contestant[]} */
const others = [
  { name: "echo", start: startEcho, isOurs: false },
  { name: "durable echo", start: startDurableEcho, isOurs: false, small: true },
];
/** @type {readonly Contestant[]} */
const peers = [
  { name: "afternoon", start: () => startAfternoon("off"), isOurs: false, small: true },
  // It takes its time over all that wait at once, and answers them all at the end of it.
  { name: "afternoon with entities", start: () => startAfternoon("on"), isOurs: false, customerCount: 20 },
];
/** @type {Contestant[]} */
const ours = [];
if (asked.database !== "postgres") {
  ours.push({
    name: "ours on SQLite",
    start: async () => startOurs(await newDataDir()),
    isOurs: true,
    small: true,
  });
}
const postgres = asked.database === "sqlite" ? undefined : await newPostgres();
if (postgres !== undefined && "missing" in postgres) tell(`PostgreSQL is left out: ${postgres.missing}`);
else if (postgres !== undefined) {
  const { url } = postgres;
  ours.push({
    name: "ours on PostgreSQL",
    start: async () => startOurs(await newDataDir(), url),
    isOurs: true,
    small: true,
  });
}

try {
  if (asked.profile) for (const contestant of ours) await showProfile(contestant);
  else show(await measure());
} finally {
  if (postgres !== undefined && "drop" in postgres) await postgres.drop();
}

/** @returns {Promise<Measured>} */
async function measure() {
  /** @type {Measured} */
  const measured = {};
  const rounds = ROUNDS;
  if (parts.includes("turns")) {
    measured.turns = await measureTurns([...others, ...peers, ...ours], { seconds, rounds, tell });
  }
  if (parts.includes("quiet")) measured.quiet = await measureQuiet([...others, ...ours], { rounds, tell });
  if (parts.includes("connections")) {
    const [echo] = others;
    const [first] = ours;
    if (echo !== undefined && first !== undefined) {
      measured.connections = {
        echo: await measureConnections(echo, tell),
        ours: await measureConnections(first, tell),
      };
    }
  }
  if (parts.includes("start")) measured.start = await measureStarts(tell);
  if (parts.includes("lengths")) measured.lengths = await measureLengths({ rounds, tell });
  if (parts.includes("carried")) {
    tell("what a turn leaves behind…");
    measured.carried = [
      ...(asked.database === "postgres" ? [] : [await measureOnSqlite(seconds)]),
      ...(postgres !== undefined && "url" in postgres ? [await measureOnPostgres(postgres, seconds)] : []),
    ];
  }
  return measured;
}

/** @param {Measured} measured */
function show(measured) {
  const machine = `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.version}`;
  const lines = linesOf(measured);
  if (asked.json) console.log(JSON.stringify({ machine, onOwnCores, lines, measured }, null, 2));
  else {
    if (lines.length > 0) console.log([...tableOf(lines), ""].join("\n"));
    if (measured.carried !== undefined) console.log([...carriedLines(measured.carried), ""].join("\n"));
    const reckoned = millionLines(measured);
    if (reckoned.length > 0) console.log([...reckoned, ""].join("\n"));
    console.log(
      `${machine}; ${onOwnCores ? "server and customers on a core each" : "nothing held to a core"}.`,
    );
    for (const note of notesOn(measured)) console.log(note);
  }
}

/** What makes a figure say less than it seems to. @param {Measured} measured */
function notesOn({ turns = {} }) {
  return Object.entries(turns).flatMap(([name, { customersBusy, unanswered, busy }]) => [
    ...(!name.endsWith("small") && busy < 0.9 && customersBusy > 0.9
      ? [
          `${name}: held back by the customers, whose core was full; the server's was ${(busy * 100).toFixed(0)} % busy.`,
        ]
      : []),
    ...(unanswered > 0 ? [`${name}: ${unanswered} messages were not answered.`] : []),
  ]);
}

/** @param {Contestant} contestant */
async function showProfile(contestant) {
  const { lines, ...rest } = await profileTurns(contestant, { seconds, tell });
  console.log(asked.json ? JSON.stringify(rest, null, 2) : [contestant.name, ...lines, ""].join("\n"));
}

/** @param {boolean} isGood @param {string} line */
function refuseUnless(isGood, line) {
  if (isGood) return;
  tell(line);
  process.exit(2);
}

/** Beside the result, so that --json stays one document. @param {string} line */
function tell(line) {
  console.error(line);
}
