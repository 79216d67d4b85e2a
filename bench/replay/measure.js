/**
 * One replay, in a process of its own, so that memory is the replay's. Started by run.js with the file and what to measure:
 * `whole` is the command as it is, from reading the file to printing the report; `shares` is how its time is spent.
 *
 * @typedef {{ seconds: number, bytes: number, same: number }} Whole
 * @typedef {{ seconds: number, understanding: number }} Shares
 */
import { behaviourDiff, createProgram, publication, recordedIn } from "./built.js";

const [file = "", what = ""] = process.argv.slice(2);
process.send?.(JSON.stringify(what === "whole" ? await whole() : await shares()));

/** @returns {Promise<Whole>} */
async function whole() {
  let printed = "";
  process.stdout.write = (/** @type {string | Uint8Array} */ text) => {
    printed += String(text);
    return true;
  };
  const started = performance.now();
  await createProgram().parseAsync(["replay", file, "--json"], { from: "user" });
  const seconds = (performance.now() - started) / 1000;
  // What falls short of the limits of bot.yaml is no fault of the run.
  process.exitCode = 0;
  return {
    seconds,
    bytes: process.resourceUsage().maxRSS * 1024,
    same: JSON.parse(printed).conversations.same,
  };
}

/** @returns {Promise<Shares>} */
async function shares() {
  const { bot, understand } = await publication();
  const { conversations } = await recordedIn(file);
  let understanding = 0;
  const started = performance.now();
  behaviourDiff(
    bot,
    (text, listening) => {
      const from = performance.now();
      const understood = understand(text, listening);
      understanding += performance.now() - from;
      return understood;
    },
    conversations,
  );
  const all = performance.now() - started;
  return { seconds: all / 1000, understanding: understanding / all };
}
