import path from "node:path";

/** The folder of bot.yaml and package.json. */
export const PROJECT = path.resolve(import.meta.dirname, "../..");

/** Where the build put the server. */
export const BUILT = new URL("../../dist/server/", import.meta.url).href;

/** @type {typeof import("../../src/content/load-bot.ts")} */
export const { loadBot } = await import(`${BUILT}content/load-bot.js`);
/** @type {typeof import("../../src/adapters/files/read-content.ts")} */
export const { readContent } = await import(`${BUILT}adapters/files/read-content.js`);
/** @type {typeof import("../../src/regression/explore/explore.ts")} */
export const { explore } = await import(`${BUILT}regression/explore/explore.js`);
