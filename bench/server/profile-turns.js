/**
 * Has customers talk as fast as they may, first as it is and then watched by the profiler, which slows the server down.
 *
 * @typedef {import("./turns.js").Contestant} Contestant
 * @typedef {import("./profile.js").ProfileSummary} ProfileSummary
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { startCustomers } from "./processes.js";
import { profileLines, summaryOf } from "./profile.js";
import { scratch } from "./scratch.js";
import { talk } from "./talk.js";
import { CUSTOMERS, PAUSE_MS } from "./turns.js";

const WARM_UP_SECONDS = 6;

/**
 * @param {Contestant} contestant
 * @param {{ seconds: number, tell: (line: string) => void }} options
 * @returns {Promise<{ cpuUs: number, summary: ProfileSummary, lines: readonly string[] }>} `cpuUs` a turn when nobody
 *   watches
 */
export async function profileTurns({ name, start }, { seconds, tell }) {
  tell(`${name} under the profiler…`);
  const server = await start();
  const customers = startCustomers();
  const file = path.join(scratch, "turns.cpuprofile");
  const manner = { pauseMs: PAUSE_MS, unique: true, seconds };
  try {
    await customers.ask({ what: "connect", url: server.url, count: CUSTOMERS, atOnce: 48, sessions: true });
    const { cpuUs } = await talk(server, customers, { ...manner, warmUpSeconds: WARM_UP_SECONDS });
    await server.ask({ what: "start profile" });
    await talk(server, customers, { ...manner, warmUpSeconds: 0 });
    await server.ask({ what: "stop profile", file });
    const summary = summaryOf(JSON.parse(readFileSync(file, "utf8")));
    return { cpuUs, summary, lines: profileLines(summary, cpuUs) };
  } finally {
    await Promise.all([server.stop(), customers.stop()]);
  }
}
