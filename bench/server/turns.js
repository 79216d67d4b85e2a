/**
 * The price of a turn and how many there are in a second, ours beside floor and peers. All servers are there from the
 * beginning and take turns, so that a busy minute of the machine meets all of them.
 *
 * @typedef {import("./processes.js").Server} Server
 * @typedef {import("./processes.js").Process} Process
 * @typedef {import("./talk.js").TalkFigures} TalkFigures
 * @typedef {import("./customers.js").TalkQuestion} TalkQuestion
 * @typedef {{
 *   name: string, start: () => Promise<Server>, isOurs: boolean, customerCount?: number, small?: boolean
 * }} Contestant `customerCount` where the usual number would drown it; `small` where it is asked slowly, too
 * @typedef {Readonly<Record<string, TalkFigures>>} TurnFigures by contestant and manner
 */
import { startCustomers } from "./processes.js";
import { talk } from "./talk.js";

export const CUSTOMERS = 1500;
const CONNECT_AT_ONCE = 48;

/** A conversation may send five messages a second. */
export const PAUSE_MS = 210;

/** The first round compiles what is often run. */
const FIRST_WARM_UP_SECONDS = 6;
const WARM_UP_SECONDS = 1;

/** Of a small shop on a busy day: nothing shares its commit, and the processor's caches are somebody else's. */
const SMALL_RATE = 300;

/**
 * @param {readonly Contestant[]} contestants
 * @param {{ seconds: number, rounds: number, tell: (line: string) => void }} options
 * @returns {Promise<TurnFigures>}
 */
export async function measureTurns(contestants, { seconds, rounds, tell }) {
  /** @type {(Contestant & { server: Server, customers: Process })[]} */
  const there = [];
  /** @type {Record<string, TalkFigures[]>} */
  const measured = {};
  try {
    for (const contestant of contestants) {
      const { customerCount: count = CUSTOMERS, isOurs: sessions } = contestant;
      tell(`${contestant.name} gets ${count} customers…`);
      const server = await contestant.start();
      const customers = startCustomers();
      there.push({ ...contestant, server, customers });
      const { url } = server;
      await customers.ask({ what: "connect", url, count, atOnce: CONNECT_AT_ONCE, sessions });
    }
    for (let round = 1; round <= rounds; round++) {
      for (const { server, customers, ...contestant } of there) {
        const { name } = contestant;
        for (const [manner, question] of Object.entries(mannersOf(contestant))) {
          tell(`round ${round} of ${rounds}: ${name}, ${manner}…`);
          const warmUpSeconds = round === 1 ? FIRST_WARM_UP_SECONDS : WARM_UP_SECONDS;
          const figures = await talk(server, customers, { ...question, seconds, warmUpSeconds });
          (measured[`${name}, ${manner}`] ??= []).push(figures);
        }
      }
    }
  } finally {
    await Promise.all(there.flatMap(({ server, customers }) => [server.stop(), customers.stop()]));
  }
  return Object.fromEntries(Object.entries(measured).map(([name, figures]) => [name, medianOf(figures)]));
}

/** @param {Pick<Contestant, "isOurs" | "small">} contestant @returns {Readonly<Record<string, TalkQuestion>>} */
function mannersOf({ isOurs, small = false }) {
  const pauseMs = isOurs ? PAUSE_MS : 0;
  return {
    unique: { pauseMs, unique: true },
    ...(isOurs ? { repeated: { pauseMs, unique: false } } : {}),
    ...(small ? { small: { perSecond: SMALL_RATE, unique: true } } : {}),
  };
}

/** Each figure's own median. @param {readonly TalkFigures[]} rounds @returns {TalkFigures} */
function medianOf(rounds) {
  /** @param {keyof TalkFigures} name */
  const of = (name) => median(rounds.map((figures) => figures[name]));
  return {
    perSecond: of("perSecond"),
    cpuUs: of("cpuUs"),
    userUs: of("userUs"),
    systemUs: of("systemUs"),
    busy: of("busy"),
    customersBusy: of("customersBusy"),
    p50Ms: of("p50Ms"),
    p99Ms: of("p99Ms"),
    unanswered: of("unanswered"),
  };
}

/** @param {readonly number[]} values */
export function median(values) {
  const ascending = [...values].sort((one, other) => one - other);
  return ascending[Math.floor(ascending.length / 2)] ?? Number.NaN;
}
