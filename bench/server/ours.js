/** The server under test: the program as it is started in production, with the bot of this project. */
import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync } from "node:fs";
import path from "node:path";
import { startServer } from "./processes.js";
import { scratch } from "./scratch.js";

/** @typedef {import("./processes.js").Server} Server */

const PROGRAM = path.resolve(import.meta.dirname, "../../bin/fenqi.js");

/** No text waits for another one, so each is a turn. */
const SETTINGS = { COALESCE_MS: "0" };

let folders = 0;
let isPrimed = false;

/**
 * A new data directory with nothing in it but the model, which the first call trains.
 *
 * @returns {Promise<string>}
 */
export async function newDataDir() {
  const primed = path.join(scratch, "primed");
  if (!isPrimed) {
    const server = await start(primed, {});
    await server.stop();
    isPrimed = true;
  }
  const folder = path.join(scratch, `data-${folders++}`);
  mkdirSync(folder, { mode: 0o700 });
  cpSync(path.join(primed, "models"), path.join(folder, "models"), { recursive: true });
  return folder;
}

/**
 * @param {string} dataDir with its model
 * @param {string} [databaseUrl] PostgreSQL's; SQLite when left out
 * @param {Readonly<Record<string, string>>} [more] settings
 * @returns {Promise<Server>}
 */
export function startOurs(dataDir, databaseUrl, more = {}) {
  const postgres =
    databaseUrl === undefined
      ? {}
      : { DATABASE_URL: databaseUrl, SECRET_KEY: randomBytes(32).toString("base64url") };
  return start(dataDir, { ...postgres, ...more });
}

/** @param {string} dataDir @param {Readonly<Record<string, string>>} settings @returns {Promise<Server>} */
function start(dataDir, settings) {
  return startServer({ script: [PROGRAM, "start"], env: { ...SETTINGS, DATA_DIR: dataDir, ...settings } });
}
