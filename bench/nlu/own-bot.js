import { BUILT, PROJECT } from "./built.js";

/** @type {typeof import("../../src/content/load-bot.ts")} */
const { loadBot } = await import(`${BUILT}content/load-bot.js`);
/** @type {typeof import("../../src/adapters/files/read-content.ts")} */
const { readContent } = await import(`${BUILT}adapters/files/read-content.js`);

/** The bot of this project. @throws {Error} when its content has errors */
export async function ownBot() {
  const loaded = loadBot(await readContent(PROJECT));
  if ("bot" in loaded) return loaded.bot;
  throw new Error("The content has errors; fenqi lint lists them.");
}
