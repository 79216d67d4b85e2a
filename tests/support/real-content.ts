import path from "node:path";
import { readContent } from "../../src/adapters/files/read-content.ts";
import type { Bot } from "../../src/content/bot.ts";
import { loadBot } from "../../src/content/load-bot.ts";
import { describeProblem } from "../../src/content/source.ts";

/** The project's own bot, without its model. Throws what is wrong with it. */
export async function realContent(): Promise<Bot> {
  const loaded = loadBot(await readContent(path.join(import.meta.dirname, "../..")));
  if ("bot" in loaded) return loaded.bot;
  throw new Error(loaded.problems.map(describeProblem).join("\n"));
}
