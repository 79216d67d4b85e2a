// The real server, started as `fenqi start` does it, with three things besides: a shop to call (SHOP_URL); with
// FAULT_AT=committed:17, its own death at the 17th moment of that type; and with STAND_BY=1, a wait for a line on stdin
// once its code is loaded, so that a restart takes no longer than what is under test. The first argument is the folder of
// the program.
import { once } from "node:events";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [, , program = ""] = process.argv;
const { FAULT_AT = "", SHOP_URL = "", STAND_BY } = process.env;
const [type, count] = FAULT_AT.split(":");
let left = Number(count);

/** @param {{ readonly type: string }} moment */
function observe(moment) {
  if (moment.type !== type) return;
  left -= 1;
  if (left > 0) return;
  process.kill(process.pid, "SIGKILL");
  // The signal may take a moment, in which nothing more must happen.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

const integrations = {
  /**
   * @param {{ readonly action: string, readonly input: object }} request
   * @param {{ readonly key: string, readonly signal: AbortSignal }} about
   */
  async call({ action, input }, { key, signal }) {
    const body = JSON.stringify({ key, action, input });
    const response = await fetch(SHOP_URL, { method: "POST", body, signal });
    await response.text();
    return { outcome: "done", fields: {} };
  },
};

/** @param {string} file */
const load = (file) => import(pathToFileURL(path.join(program, file)).href);

const { readConfig } = await load("config.js");
const { announce, startApp, stopOnSignal } = await load("cli/start.js");
await load("app.js");
if (STAND_BY) {
  await once(process.stdin, "data");
  process.stdin.destroy();
}
const config = readConfig(process.env);
const app = await startApp(config, { integrations, observe });
stopOnSignal(() => app.close());
announce(app, config);
