/**
 * How long a start takes, from the process to `/readyz`, with a model that was trained before.
 *
 * @typedef {import("./processes.js").Server} Server
 * @typedef {{ emptyMs: number, fullMs: number, peerMs: number, echoMs: number, databaseMb: number }} StartFigures
 */
import { statSync } from "node:fs";
import path from "node:path";
import { cloneConversations } from "./clone.js";
import { newDataDir, startOurs } from "./ours.js";
import { startAfternoon, startEcho } from "./peers.js";
import { startCustomers } from "./processes.js";
import { median } from "./turns.js";

const STARTS = 3;
const CONVERSATIONS = 100_000;

/** The originals of which the others are copies: two or three messages each, some of them in the middle of a dialog. */
const ORIGINALS = 100;
const MESSAGES_EACH = 2;

/** @param {(line: string) => void} tell @returns {Promise<StartFigures>} */
export async function measureStarts(tell) {
  tell(`starting with nothing, and with ${CONVERSATIONS} conversations…`);
  const empty = await newDataDir();
  const full = await newDataDir();
  const server = await startOurs(full);
  const customers = startCustomers();
  await customers.ask({ what: "connect", url: server.url, count: ORIGINALS, atOnce: 8, sessions: true });
  await customers.ask({ what: "talk in turn", messages: ORIGINALS * MESSAGES_EACH, unique: false });
  await customers.stop();
  await server.stop();
  cloneConversations(full, CONVERSATIONS);
  return {
    databaseMb: statSync(path.join(full, "fenqi.sqlite")).size / 1e6,
    fullMs: await startsOf(() => startOurs(full)),
    emptyMs: await startsOf(() => startOurs(empty)),
    peerMs: await startsOf(() => startAfternoon("off")),
    echoMs: await startsOf(startEcho),
  };
}

/** @param {() => Promise<Server>} start */
async function startsOf(start) {
  const times = [];
  for (let count = 0; count < STARTS; count++) {
    const server = await start();
    times.push(server.readyMs);
    await server.stop();
  }
  return median(times);
}
