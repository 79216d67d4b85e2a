/**
 * What a customer who is connected and says nothing takes, and how fast they come.
 *
 * @typedef {import("./processes.js").Server} Server
 * @typedef {import("./probe.js").Held} Held
 * @typedef {import("./probe.js").Spent} Spent
 * @typedef {{
 *   perSecond: number, cpuUs: number, customersBusy: number, residentKb: number, usedKb: number
 * }} ConnectionFigures each customer's, but `perSecond`; `usedKb` is what is reachable, on the heap and beside it
 * @typedef {{ name: string, start: () => Promise<Server>, isOurs: boolean }} Contestant
 */
import { setTimeout } from "node:timers/promises";
import { startCustomers } from "./processes.js";

const WARM_UP = 500;
const CONNECTIONS = 5000;
const AT_ONCE = 48;

/** Sockets have sent what they had to by then. */
const SETTLING_MS = 3000;

/** @param {Contestant} contestant @param {(line: string) => void} tell @returns {Promise<ConnectionFigures>} */
export async function measureConnections({ name, start, isOurs }, tell) {
  tell(`${name} gets ${CONNECTIONS} customers…`);
  const server = await start();
  const customers = startCustomers();
  const connect = (/** @type {number} */ count) =>
    customers.ask({ what: "connect", url: server.url, count, atOnce: AT_ONCE, sessions: isOurs });
  try {
    await connect(WARM_UP);
    await setTimeout(SETTLING_MS);
    /** @type {Held} */
    const heldBefore = await server.ask({ what: "held" });
    /** @type {Spent} */
    const spentBefore = await server.ask({ what: "spent" });
    const { seconds, busy } = await connect(CONNECTIONS);
    /** @type {Spent} */
    const spent = await server.ask({ what: "spent" });
    await setTimeout(SETTLING_MS);
    /** @type {Held} */
    const held = await server.ask({ what: "held" });
    const cpuUs = spent.userUs + spent.systemUs - spentBefore.userUs - spentBefore.systemUs;
    return {
      perSecond: CONNECTIONS / seconds,
      cpuUs: cpuUs / CONNECTIONS,
      customersBusy: busy,
      residentKb: (held.residentBytes - heldBefore.residentBytes) / 1024 / CONNECTIONS,
      usedKb: (held.usedBytes - heldBefore.usedBytes) / 1024 / CONNECTIONS,
    };
  } finally {
    await Promise.all([server.stop(), customers.stop()]);
  }
}
