/**
 * What a turn costs in a conversation that has been going on for long.
 *
 * @typedef {import("./talk.js").TalkFigures} TalkFigures
 * @typedef {import("./customer.js").Admission} Admission
 * @typedef {{ length: number, cpuUs: number, p50Ms: number }} LengthFigures
 */
import { lengthenLogs } from "./clone.js";
import { newDataDir, startOurs } from "./ours.js";
import { startCustomers } from "./processes.js";
import { talk } from "./talk.js";
import { median, PAUSE_MS } from "./turns.js";

/** The shortest are what two messages come to, new ones in every round, for they grow as they are measured. */
const SHORT = 5;
const LONG = [500, 5000];

/** So many a length, and so slowly, that the short ones stay short. */
const CUSTOMERS = 150;
const PER_SECOND = 150;
const SECONDS = 5;
const WARM_UP_SECONDS = 1;

/**
 * @param {{ rounds: number, tell: (line: string) => void }} options
 * @returns {Promise<readonly LengthFigures[]>}
 */
export async function measureLengths({ rounds, tell }) {
  tell(`conversations of ${[SHORT, ...LONG].join(", ")} events…`);
  const dataDir = await newDataDir();
  const admissions = await shortConversations(dataDir, (1 + rounds + LONG.length) * CUSTOMERS);
  const takeGroup = () => admissions.splice(0, CUSTOMERS);
  const warmingUp = takeGroup();
  const long = LONG.map((length) => ({ length, group: lengthened(dataDir, takeGroup(), length) }));

  const server = await startOurs(dataDir);
  /** @type {Map<number, TalkFigures[]>} */
  const measured = new Map([SHORT, ...LONG].map((length) => [length, []]));
  try {
    await talkOf(server, warmingUp, { pauseMs: PAUSE_MS, seconds: SECONDS * 2 });
    for (let round = 0; round < rounds; round++) {
      for (const { length, group } of [{ length: SHORT, group: takeGroup() }, ...long])
        measured.get(length)?.push(await talkOf(server, group, { perSecond: PER_SECOND, seconds: SECONDS }));
    }
  } finally {
    await server.stop();
  }
  return [...measured].map(([length, figures]) => ({
    length,
    cpuUs: median(figures.map(({ cpuUs }) => cpuUs)),
    p50Ms: median(figures.map(({ p50Ms }) => p50Ms)),
  }));
}

/** @param {string} dataDir @param {number} count @returns {Promise<NonNullable<Admission>[]>} */
async function shortConversations(dataDir, count) {
  const server = await startOurs(dataDir);
  const customers = startCustomers();
  try {
    await customers.ask({ what: "connect", url: server.url, count, atOnce: 16, sessions: true });
    await customers.ask({ what: "talk in turn", messages: count * 2, unique: false });
    return await customers.ask({ what: "admissions" });
  } finally {
    await customers.stop();
    await server.stop();
  }
}

/** @param {string} dataDir @param {readonly NonNullable<Admission>[]} group @param {number} length */
function lengthened(dataDir, group, length) {
  const ids = group.map(({ conversationId }) => conversationId);
  lengthenLogs(dataDir, ids, length);
  return group.map((admission) => ({ ...admission, after: length }));
}

/**
 * @param {import("./processes.js").Server} server
 * @param {readonly Admission[]} admissions
 * @param {{ pauseMs?: number, perSecond?: number, seconds: number }} manner
 */
async function talkOf(server, admissions, manner) {
  const customers = startCustomers();
  try {
    await customers.ask({ what: "connect again", url: server.url, admissions });
    return await talk(server, customers, { ...manner, unique: true, warmUpSeconds: WARM_UP_SECONDS });
  } finally {
    await customers.stop();
  }
}
