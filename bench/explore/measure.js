/**
 * Walks through one made-up bot and tells its parent the figures; a process of its own, so that memory is the walk's.
 * Started by run.js with the number of steps.
 *
 * @typedef {{
 *   steps: number, states: number, transitions: number, seconds: number, bytes: number, proven: boolean
 * }} Figures
 */
import { explore, loadBot } from "./built.js";
import { syntheticBot } from "./synthetic-bot.js";

const loaded = loadBot(await syntheticBot(Number(process.argv[2])));
if (!("bot" in loaded)) throw new Error(loaded.problems.map(({ message }) => message).join("\n"));
const { bot } = loaded;
const dialogs = [...bot.dialogs.values()].filter(({ kind }) => kind === "dialog");

const started = performance.now();
const { states, transitions, gaveUp, breaches } = explore(bot, {
  maxStates: 10_000_000,
  depth: 2,
  isTimeUp: () => false,
});
/** @type {Figures} */
const figures = {
  steps: dialogs.reduce((sum, { steps }) => sum + steps.size, 0),
  states,
  transitions,
  seconds: (performance.now() - started) / 1000,
  bytes: process.resourceUsage().maxRSS * 1024,
  proven: !gaveUp && breaches.length === 0,
};
for (const { law, step, message } of breaches) console.error(`${law} ${step}: ${message}`);
process.send?.(JSON.stringify(figures));
