/**
 * Measures how the desk keeps up: 200 agents at their lists, 10,000 conversations that people have, 100 messages of
 * customers a second, one core for the server. `npm run bench:desk`
 *
 *   --agents <n>          200
 *   --conversations <n>   10000
 *   --per-second <n>      100 messages
 *   --seconds <n>         20
 *   --json                one JSON document instead of the table
 *
 * Told is: what the server takes of its core; and how long after the customer has sent it a message is seen by the agent
 * who has the conversation, in the conversation when it is open and in the list of theirs.
 */
import { randomUUID } from "node:crypto";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { io } from "socket.io-client";
import { newDataDir, startOurs } from "../server/ours.js";
import { seedDesk } from "./seed.js";

const { values: asked } = parseArgs({
  options: {
    agents: { type: "string", default: "200" },
    conversations: { type: "string", default: "10000" },
    "per-second": { type: "string", default: "100" },
    seconds: { type: "string", default: "20" },
    json: { type: "boolean", default: false },
  },
});
const agentCount = Number(asked.agents);
const conversationCount = Number(asked.conversations);
const perSecond = Number(asked["per-second"]);
const seconds = Number(asked.seconds);

/** As many customers as write in turn: each stays below what one customer may send. */
const WRITERS = 500;

/** The limit: what an agent sees within a quarter of a second, they see at once. */
const REACH_MS = 250;

const SECRET_KEY = "a secret of the measurement, long enough";

const dataDir = await newDataDir();
tell(`${conversationCount} conversations of ${agentCount} agents are laid out…`);
const { agents, conversations } = await seedDesk(path.join(dataDir, "fenqi.sqlite"), {
  agentCount,
  conversationCount,
  secretKey: SECRET_KEY,
});
const server = await startOurs(dataDir, undefined, { SECRET_KEY });
try {
  /** @type {Map<string, number>} */
  const sentAt = new Map();
  /** @type {number[]} */
  const openMs = [];
  /** @type {number[]} */
  const listMs = [];
  const note = (/** @type {number[]} */ figures, /** @type {string | undefined} */ text) => {
    const at = sentAt.get(text ?? "");
    if (at !== undefined) figures.push(performance.now() - at);
  };
  tell(`${agentCount} agents come to work…`);
  const writers = conversations.slice(0, WRITERS);
  /** @type {Map<string, Set<string>>} */
  const seenInList = new Map();
  for (const agent of agents) {
    const socket = io(`${server.url}/desk`, {
      transports: ["websocket"],
      extraHeaders: { cookie: `fenqi-desk=${agent.token}` },
      forceNew: true,
    });
    await new Promise((resolve, reject) => socket.once("me", resolve).once("connect_error", reject));
    const seen = new Set();
    seenInList.set(agent.id, seen);
    socket.on("event", ({ event }) => note(openMs, event.body.text));
    socket.on("inbox", ({ rows }) => {
      for (const { latest } of rows) {
        if (latest === undefined || seen.has(latest.text)) continue;
        seen.add(latest.text);
        note(listMs, latest.text);
      }
    });
    await socket.emitWithAck("inbox", { view: "mine", limit: 100 });
    const own = writers.filter((conversation) => conversation.agentId === agent.id);
    for (const { id } of own) await socket.emitWithAck("watch", { id, after: 0 });
  }
  tell(`${writers.length} customers connect…`);
  /** @type {import("socket.io-client").Socket[]} */
  const customers = [];
  for (const { token } of writers) {
    const socket = io(`${server.url}/chat`, {
      transports: ["websocket"],
      auth: { token, after: 0 },
      forceNew: true,
    });
    await new Promise((resolve, reject) =>
      socket.once("connect", () => resolve(undefined)).once("connect_error", reject),
    );
    customers.push(socket);
  }
  const idle = await during(5, async () => setTimeout(5000));
  tell(`${perSecond} messages a second, for ${seconds} s…`);
  let sent = 0;
  const busy = await during(seconds, async () => {
    const started = performance.now();
    while (performance.now() - started < seconds * 1000) {
      const due = Math.floor(((performance.now() - started) / 1000) * perSecond);
      for (; sent < due; sent += 1) {
        const text = `message ${sent} ${randomUUID()}`;
        sentAt.set(text, performance.now());
        customers[sent % customers.length]?.emit("message", { cid: randomUUID(), text }, () => {});
      }
      await setTimeout(2);
    }
  });
  await setTimeout(1000);
  const held = await server.ask({ what: "held" });
  const figures = {
    sent,
    seenOpen: openMs.length,
    seenInList: listMs.length,
    coreIdle: idle,
    core: busy,
    openMs: { p50: quantile(openMs, 0.5), p99: quantile(openMs, 0.99) },
    listMs: { p50: quantile(listMs, 0.5), p99: quantile(listMs, 0.99) },
    heapMb: held.usedBytes / 2 ** 20,
  };
  if (asked.json) console.log(JSON.stringify(figures));
  else print(figures);
} finally {
  await server.stop();
}
process.exit(0);

/** The share of a core that the server takes meanwhile. @param {number} _seconds @param {() => Promise<void>} work */
async function during(_seconds, work) {
  const before = await server.ask({ what: "spent" });
  await work();
  const after = await server.ask({ what: "spent" });
  const spentUs = after.userUs + after.systemUs - before.userUs - before.systemUs;
  return spentUs / 1000 / (after.atMs - before.atMs);
}

/** @param {readonly number[]} values @param {number} share */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
}

/** @param {{ sent: number, seenOpen: number, seenInList: number, coreIdle: number, core: number, openMs: { p50: number, p99: number }, listMs: { p50: number, p99: number }, heapMb: number }} figures */
function print(figures) {
  const ms = (/** @type {{ p50: number, p99: number }} */ { p50, p99 }) =>
    `${p50.toFixed(0).padStart(5)} / ${p99.toFixed(0)} ms${p99 <= REACH_MS ? "" : `, over ${REACH_MS}`}`;
  console.log(`
${agentCount} agents, ${conversationCount} conversations, ${perSecond} messages a second
  of one core, nobody writing      ${(figures.coreIdle * 100).toFixed(0)} %
  of one core                      ${(figures.core * 100).toFixed(0)} %
  seen in the open conversation    ${ms(figures.openMs)}  (p50 / p99, ${figures.seenOpen} of ${figures.sent})
  seen in the agent's list         ${ms(figures.listMs)}  (p50 / p99, ${figures.seenInList} of ${figures.sent}; of two that come at once the list shows the later)
  memory                           ${figures.heapMb.toFixed(0)} MB`);
}

/** @param {string} line */
function tell(line) {
  if (!asked.json) console.error(line);
}
