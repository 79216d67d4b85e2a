import path from "node:path";

/** The folder of bot.yaml and package.json. */
export const PROJECT = path.resolve(import.meta.dirname, "../..");

/** What measures one thing in a process of its own. */
export const MEASURE = path.join(import.meta.dirname, "measure.js");

/** Where the build put the server. */
export const BUILT = new URL("../../dist/server/", import.meta.url).href;
