/**
 * How long an answer takes when nobody else is there: from the message to the first event of the answer.
 *
 * @typedef {import("./processes.js").Server} Server
 * @typedef {import("./processes.js").Process} Process
 * @typedef {{ p50Ms: number, p99Ms: number }} QuietFigures
 * @typedef {{ name: string, start: () => Promise<Server>, isOurs: boolean }} Contestant
 */
import { startCustomers } from "./processes.js";
import { percentile } from "./talk.js";

/** So many that none of them writes more often than a customer may. */
const CUSTOMERS = 600;
const WARM_UP_MESSAGES = 900;
const MESSAGES = 600;

/**
 * @param {readonly Contestant[]} contestants
 * @param {{ rounds: number, tell: (line: string) => void }} options
 * @returns {Promise<Readonly<Record<string, QuietFigures>>>}
 */
export async function measureQuiet(contestants, { rounds, tell }) {
  /** @type {{ name: string, server: Server, customers: Process, tripsMs: number[] }[]} */
  const there = [];
  try {
    for (const { name, start, isOurs } of contestants) {
      tell(`${name}, one message at a time…`);
      const server = await start();
      const customers = startCustomers();
      there.push({ name, server, customers, tripsMs: [] });
      await customers.ask({
        what: "connect",
        url: server.url,
        count: CUSTOMERS,
        atOnce: 16,
        sessions: isOurs,
      });
      await customers.ask({ what: "talk in turn", messages: WARM_UP_MESSAGES, unique: true });
    }
    for (let round = 0; round < rounds; round++) {
      for (const { customers, tripsMs } of there) {
        tripsMs.push(...(await customers.ask({ what: "talk in turn", messages: MESSAGES, unique: true })));
      }
    }
  } finally {
    await Promise.all(there.flatMap(({ server, customers }) => [server.stop(), customers.stop()]));
  }
  return Object.fromEntries(
    there.map(({ name, tripsMs }) => [
      name,
      { p50Ms: percentile(tripsMs, 0.5), p99Ms: percentile(tripsMs, 0.99) },
    ]),
  );
}
