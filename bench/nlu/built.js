import path from "node:path";

/** The folder of bot.yaml and package.json. */
export const PROJECT = path.resolve(import.meta.dirname, "../..");

/** Where the build put the server. */
export const BUILT = new URL("../../dist/server/", import.meta.url).href;
