/**
 * What a million connected customers would take, reckoned from what was measured of one; docs/performance.md says what
 * follows.
 *
 * @typedef {import("./figures.js").Measured} Measured
 */

const CUSTOMERS = 1_000_000;

/** Every tenth is in a conversation and writes every twenty seconds. */
const TURNS_PER_SECOND = (CUSTOMERS * 0.1) / 20;

/** A day has four times fewer turns than one whose busiest second lasts. */
const PEAK_TO_MEAN = 4;
const SECONDS_OF_A_DAY = 86_400;

const CUSTOMERS_PER_PROCESS = 20_000;
const PROCESSES = CUSTOMERS / CUSTOMERS_PER_PROCESS;

/** A process with a few turns in a tick shares no commit: one for the message, one for the answer. */
const MOST_COMMITS_PER_TURN = 2;

/** Needs turns and what is carried on PostgreSQL, and connections. @param {Measured} measured @returns {readonly string[]} */
export function millionLines({ turns, connections, carried }) {
  const full = turns?.["ours on PostgreSQL, unique"];
  const small = turns?.["ours on PostgreSQL, small"];
  const connection = connections?.["ours"];
  const postgres = carried?.find(({ name }) => name === "PostgreSQL");
  if (full === undefined || small === undefined || connection === undefined || postgres === undefined)
    return [];
  const { watchedBytes = Number.NaN, publishUs = Number.NaN, turn } = postgres;
  const turnsPerDay = (TURNS_PER_SECOND * SECONDS_OF_A_DAY) / PEAK_TO_MEAN;
  /** @param {string} what */
  const of = (what) => turn[what] ?? Number.NaN;
  const rows = [
    ["connections, GB of RSS", (CUSTOMERS * connection.residentKb * 1024) / 1e9],
    [
      `  a process with ${CUSTOMERS_PER_PROCESS} of them, MB`,
      (CUSTOMERS_PER_PROCESS * connection.residentKb) / 1000,
    ],
    ["  all connecting anew, core seconds", (CUSTOMERS * connection.cpuUs) / 1e6],
    [`  those of one process, core seconds`, (CUSTOMERS_PER_PROCESS * connection.cpuUs) / 1e6],
    ["turns a second", TURNS_PER_SECOND],
    [`  a process, of ${PROCESSES}`, TURNS_PER_SECOND / PROCESSES],
    ["  cores of ours, each process full", (TURNS_PER_SECOND * full.cpuUs) / 1e6],
    ["  cores of ours, at 300 turns a second each", (TURNS_PER_SECOND * small.cpuUs) / 1e6],
    ["  cores of PostgreSQL", (TURNS_PER_SECOND * of("cpuUs")) / 1e6],
    ["commits a second, nothing shared", TURNS_PER_SECOND * MOST_COMMITS_PER_TURN],
    ["  as measured, one full process", TURNS_PER_SECOND * of("commits")],
    ["write-ahead log, MB a second", (TURNS_PER_SECOND * of("walBytes")) / 1e6],
    ["  a day, TB", (turnsPerDay * of("walBytes")) / 1e12],
    ["events a day, millions", (turnsPerDay * of("events")) / 1e6],
    ["  GB a day with their indexes", (turnsPerDay * of("storedBytes")) / 1e9],
    ["notices a second", TURNS_PER_SECOND * of("notices")],
    ["  share of a core of Redis, publishing alone", (TURNS_PER_SECOND * of("notices") * publishUs) / 1e6],
    ["  GB of Redis for what is watched", (CUSTOMERS * watchedBytes) / 1e9],
  ];
  return [
    "A million connected customers, reckoned",
    ...rows.map(([what, value]) => `  ${String(what).padEnd(48)}${shown(Number(value)).padStart(10)}`),
  ];
}

/** @param {number} value */
function shown(value) {
  if (Number.isNaN(value)) return "–";
  return value >= 100 ? value.toFixed(0) : value.toPrecision(2);
}
