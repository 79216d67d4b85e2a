/**
 * Has customers talk to a server and says what that took.
 *
 * @typedef {import("./processes.js").Server} Server
 * @typedef {import("./processes.js").Process} Process
 * @typedef {import("./customers.js").TalkQuestion} TalkQuestion
 * @typedef {import("./customers.js").Talked} Talked
 * @typedef {import("./probe.js").Spent} Spent
 * @typedef {{
 *   perSecond: number, cpuUs: number, userUs: number, systemUs: number, busy: number, customersBusy: number,
 *   p50Ms: number, p99Ms: number, unanswered: number
 * }} TalkFigures `cpuUs` of the server for an answer; `busy` is the share of a core
 */
import { setTimeout } from "node:timers/promises";

const LOOK_EVERY_MS = 200;

/** Whatever is slower than that is measured as it is. */
const LONGEST_SECONDS = 30;

/**
 * Warming up lasts until everybody has been answered once, and so does the measurement: at the beginning a server that is
 * asked more than it can do has stored many messages and answered few.
 *
 * @param {Server} server
 * @param {Process} customers connected already
 * @param {TalkQuestion & { seconds: number, warmUpSeconds: number }} manner
 * @returns {Promise<TalkFigures>}
 */
export async function talk(server, customers, { seconds, warmUpSeconds, ...manner }) {
  const { count } = await customers.ask({ what: "start talking", ...manner });
  const enough = manner.perSecond === undefined ? count : 0;
  await answers(customers, enough, warmUpSeconds);
  const before = await look(server, customers);
  await answers(customers, enough, seconds);
  const after = await look(server, customers);
  await customers.ask({ what: "stop talking" });
  return figuresBetween(before, after);
}

/** Waits for so many answers, and so long. @param {Process} customers @param {number} enough @param {number} seconds */
async function answers(customers, enough, seconds) {
  const started = performance.now();
  const before = await customers.ask({ what: "answered" });
  for (;;) {
    const passed = (performance.now() - started) / 1000;
    if (passed >= LONGEST_SECONDS) return;
    if (passed >= seconds && (await customers.ask({ what: "answered" })) - before >= enough) return;
    await setTimeout(LOOK_EVERY_MS);
  }
}

/** @param {Server} server @param {Process} customers @returns {Promise<{ spent: Spent, talked: Talked }>} */
async function look(server, customers) {
  const [spent, talked] = await Promise.all([
    server.ask({ what: "spent" }),
    customers.ask({ what: "talked" }),
  ]);
  return { spent, talked };
}

/**
 * Each side has its own clock, for a busy server answers late.
 *
 * @param {Awaited<ReturnType<typeof look>>} before
 * @param {Awaited<ReturnType<typeof look>>} after
 * @returns {TalkFigures}
 */
function figuresBetween(before, after) {
  const serverMs = after.spent.atMs - before.spent.atMs;
  const customersMs = after.talked.atMs - before.talked.atMs;
  const perMs = (after.talked.answered - before.talked.answered) / customersMs;
  const userUs = (after.spent.userUs - before.spent.userUs) / serverMs / perMs;
  const systemUs = (after.spent.systemUs - before.spent.systemUs) / serverMs / perMs;
  return {
    perSecond: perMs * 1000,
    cpuUs: userUs + systemUs,
    userUs,
    systemUs,
    busy: ((userUs + systemUs) * perMs) / 1000,
    customersBusy: (after.talked.busyUs - before.talked.busyUs) / customersMs / 1000,
    p50Ms: percentile(after.talked.tripsMs, 0.5),
    p99Ms: percentile(after.talked.tripsMs, 0.99),
    unanswered: after.talked.unanswered - before.talked.unanswered,
  };
}

/** @param {readonly number[]} values @param {number} share from 0 to 1 */
export function percentile(values, share) {
  const ascending = [...values].sort((one, other) => one - other);
  return ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))] ?? Number.NaN;
}
