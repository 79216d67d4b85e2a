import { spawn, spawnSync } from "node:child_process";

/** What runs a command on the first core alone; nothing where a system has no such thing. */
const ON_ONE_CORE = ["taskset", "-c", "0"];

/** Whether this machine can hold a process to one core. */
export const canPin = succeeds([...ON_ONE_CORE, process.execPath, "--version"]);

/**
 * Runs one measurement in a process of its own.
 *
 * @template Figures
 * @param {string} script
 * @param {readonly string[]} measurement as the script is started
 * @param {{ timeoutSeconds: number, onOneCore?: boolean }} options `onOneCore` where the machine can
 * @returns {Promise<Figures>}
 */
export function inProcess(script, measurement, { timeoutSeconds, onOneCore = false }) {
  const node = [process.execPath, "--expose-gc", script];
  const [command = "", ...args] = [...(onOneCore && canPin ? ON_ONE_CORE : []), ...node, ...measurement];
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      // Engines chat on their standard output, which is the table's.
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      timeout: timeoutSeconds * 1000,
      killSignal: "SIGKILL",
    });
    /** @type {Figures | undefined} */
    let figures;
    child.on("message", (message) => {
      if (typeof message === "string") figures = JSON.parse(message);
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (figures !== undefined) resolve(figures);
      else if (signal === null) reject(new Error(`its process ended with code ${code}.`));
      else reject(new Error(`it was stopped (${signal}); a run may take ${timeoutSeconds} s.`));
    });
  });
}

/** @param {readonly string[]} command */
function succeeds([name = "", ...args]) {
  return spawnSync(name, args).status === 0;
}
