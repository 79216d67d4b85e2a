/** What ours is held against, each a server of its own: the floor, the floor that stores, the afternoon. */
import { mkdtempSync } from "node:fs";
import path from "node:path";
import { inProcess } from "../in-process.js";
import { startServer } from "./processes.js";
import { scratch } from "./scratch.js";

/** @typedef {import("./processes.js").Server} Server */

const TRAINING_SECONDS = 300;

/** @type {string | undefined} */
let trained;

/** @returns {Promise<Server>} */
export function startEcho() {
  return startServer({ script: [beside("echo.js")] });
}

/** @returns {Promise<Server>} */
export function startDurableEcho() {
  const folder = mkdtempSync(path.join(scratch, "echo-"));
  return startServer({ script: [beside("durable-echo.js")], env: { DATA_DIR: folder } });
}

/** @param {"on" | "off"} entities @returns {Promise<Server>} */
export async function startAfternoon(entities) {
  if (trained === undefined) {
    const file = path.join(scratch, "afternoon.nlp");
    await inProcess(beside("train-afternoon.js"), [file], { timeoutSeconds: TRAINING_SECONDS });
    trained = file;
  }
  return startServer({ script: [beside("afternoon.js")], env: { NLP_MODEL: trained, ENTITIES: entities } });
}

/** @param {string} file */
function beside(file) {
  return path.join(import.meta.dirname, file);
}
