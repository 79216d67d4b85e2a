/**
 * What the bot's own figures look like.
 *
 * @typedef {import("./bot.js").BotMeasured} BotMeasured
 * @typedef {import("./on-bot.js").BotFigures} BotFigures
 * @typedef {import("./event-loop.js").Delays} Delays
 * @typedef {import("./event-loop.js").EventLoopFigures} EventLoopFigures
 */
import { fixed, percent } from "./figures.js";

/** @type {readonly [string, (figures: BotFigures) => string][]} */
const COLUMNS = [
  ["in scope", ({ inScopeAccuracy }) => percent(inScopeAccuracy)],
  ["none", ({ oosRecall }) => percent(oosRecall)],
  ["rejected", ({ inScopeRejected }) => percent(inScopeRejected)],
  ["top 2", ({ top2 }) => percent(top2)],
  ["train s", ({ trainSeconds }) => fixed(trainSeconds, 1)],
  ["p50 ms", ({ latencyMs }) => fixed(latencyMs.p50, 2)],
  ["p99 ms", ({ latencyMs }) => fixed(latencyMs.p99, 2)],
  ["model MB", ({ modelBytes }) => megabytes(modelBytes)],
  ["used MB", ({ memory }) => megabytes(memory.usedBytes)],
  ["RSS MB", ({ memory }) => megabytes(memory.residentBytes)],
];

/**
 * One line an engine, what the columns mean, and what training does to the thread that answers.
 *
 * @param {BotMeasured} measured
 */
export function botTableOf({ oneCore, results, eventLoop }) {
  const questions = results[0]?.figures.n ?? 0;
  const wide = 38;
  const heading = COLUMNS.map(([name]) => name.padStart(10)).join("");
  return [
    `bot, ${questions} questions of customers`.padEnd(wide) + heading,
    ...results.map(({ engine, figures }) => {
      const cells = COLUMNS.map(([, show]) => show(figures).padStart(10));
      return `${"".padEnd(23)}${engine}`.padEnd(wide) + cells.join("");
    }),
    "",
    "in scope: right of the in-scope questions, `also` counted; rejected, top 2: of the same. none: found of the others.",
    `train s, p50, p99: ${oneCore ? "on one core" : "on as many cores as there are, for want of taskset"}. Ours learns the English utterances, too.`,
    "used, RSS: of a process without its garbage that has only read our model; of the one that trained the peer.",
    ...(eventLoop === null ? [] : ["", ...eventLoopLines(eventLoop)]),
  ];
}

/** @param {EventLoopFigures} figures */
function eventLoopLines({ idle, training, publishing, loadingMs, startingMs, decodingMs }) {
  /** @param {Delays} delays */
  const show = ({ max, p99 }) => `${fixed(max, 1)} / ${fixed(p99, 1)}`;
  return [
    "The thread that answers, longest block / 99th percentile in ms, by a timer of 1 ms:",
    `  idle ${show(idle)}; while the worker trains ${show(training)}; over a whole reload ${show(publishing)}`,
    `  what it does itself, in ms: load the content ${fixed(loadingMs, 0)}, start the worker ${fixed(startingMs, 0)}, decode the model ${fixed(decodingMs, 0)}`,
  ];
}

/** @param {number} bytes */
function megabytes(bytes) {
  return fixed(bytes / 1e6, 1);
}
