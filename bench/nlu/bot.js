/**
 * Measures engines on the bot itself: taught what its authors wrote, asked what real customers asked.
 *
 * @typedef {import("./on-bot.js").BotFigures} BotFigures
 * @typedef {import("./event-loop.js").EventLoopFigures} EventLoopFigures
 * @typedef {{ engine: string, figures: BotFigures }} BotResult
 * @typedef {{
 *   oneCore: boolean, results: readonly BotResult[], eventLoop: EventLoopFigures | null,
 *   failed: readonly { engine: string, why: string }[]
 * }} BotMeasured
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { canPin, inProcess } from "../in-process.js";
import { MEASURE } from "./built.js";

/**
 * Our memory is that of a process that has only read the model, as a server does that was started before; a peer's that
 * of the process that trained it, for it has no other.
 *
 * @param {readonly string[]} engines
 * @param {{ timeoutSeconds: number, tell: (line: string) => void }} options
 * @returns {Promise<BotMeasured>}
 */
export async function measureBot(engines, { timeoutSeconds, tell }) {
  /** @type {BotResult[]} */
  const results = [];
  /** @type {{ engine: string, why: string }[]} */
  const failed = [];
  /** @type {EventLoopFigures | null} */
  let eventLoop = null;
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-bench-"));
  const modelFile = path.join(folder, "bot.model");
  for (const engine of engines) {
    tell(`${engine} on the bot…`);
    try {
      /** @type {BotFigures} */
      const figures = await inProcess(MEASURE, ["bot", engine, modelFile], {
        timeoutSeconds,
        onOneCore: true,
      });
      if (engine !== "ours") {
        results.push({ engine, figures });
        continue;
      }
      /** @type {BotFigures["memory"]} */
      const memory = await inProcess(MEASURE, ["memory", modelFile], { timeoutSeconds });
      results.push({ engine, figures: { ...figures, memory } });
      eventLoop = await inProcess(MEASURE, ["event-loop"], { timeoutSeconds });
    } catch (error) {
      failed.push({ engine, why: error instanceof Error ? error.message : String(error) });
    }
  }
  rmSync(folder, { recursive: true, force: true });
  return { oneCore: canPin, results, eventLoop, failed };
}
