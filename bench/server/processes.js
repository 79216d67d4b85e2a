/**
 * The processes of a measurement: a server on the first core, the customers on the second, so that neither takes the
 * other's time. They are asked over the channel that Node gives a child process.
 *
 * @typedef {{ pid: number, ask: (question: object) => Promise<any>, stop: () => Promise<void> }} Process
 * @typedef {Process & { url: string, readyMs: number }} Server
 * @typedef {{
 *   script: readonly string[], env?: Readonly<Record<string, string>>, readyWithinSeconds?: number
 * }} ServerProgram
 */
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { availableParallelism } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { canPin } from "../in-process.js";

const SERVER_CORE = 0;
const CUSTOMERS_CORE = 1;

/** Whether server and customers have a core each. */
export const onOwnCores = canPin && availableParallelism() > 1;

/** A server has its ten seconds to finish, and a little more. */
const STOP_WITHIN_MS = 15_000;

const LOOK_EVERY_MS = 3;

/**
 * Starts a server and waits until it says at `/readyz` that it is ready.
 *
 * @param {ServerProgram} program `script` as Node is started with it
 * @returns {Promise<Server>}
 */
export async function startServer({ script, env = {}, readyWithinSeconds = 120 }) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const probe = path.join(import.meta.dirname, "probe.js");
  const started = performance.now();
  const server = startProcess(SERVER_CORE, ["--expose-gc", "--import", probe, ...script], {
    ...env,
    PORT: String(port),
  });
  while (!(await isReady(url))) {
    if (server.hasEnded()) throw new Error(`The server did not start: ${server.lastWords()}`);
    if (performance.now() - started > readyWithinSeconds * 1000) {
      await server.stop();
      throw new Error(`The server was not ready within ${readyWithinSeconds} s: ${server.lastWords()}`);
    }
    await setTimeout(LOOK_EVERY_MS);
  }
  return { pid: server.pid, ask: server.ask, stop: server.stop, url, readyMs: performance.now() - started };
}

/** Starts the process that plays the customers. @returns {Process} */
export function startCustomers() {
  return startProcess(CUSTOMERS_CORE, ["--expose-gc", path.join(import.meta.dirname, "customers.js")], {});
}

/**
 * @param {number} core
 * @param {readonly string[]} script
 * @param {Readonly<Record<string, string>>} env
 */
function startProcess(core, script, env) {
  const pinned = onOwnCores ? ["taskset", "-c", String(core)] : [];
  const [command = "", ...args] = [...pinned, process.execPath, ...script];
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(command, args, {
    // The settings of whoever measures are none of the measured.
    env: { PATH, HOME, ...env },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    serialization: "json",
  });
  let words = "";
  child.stderr?.on("data", (chunk) => {
    words = (words + String(chunk)).slice(-4000);
  });
  let ended = false;
  const end = new Promise((resolve) => {
    child.once("close", () => {
      ended = true;
      resolve(undefined);
    });
  });

  /** @type {Map<number, { resolve: (answer: unknown) => void, reject: (reason: Error) => void }>} */
  const asked = new Map();
  child.on("message", (/** @type {any} */ { number, answer, error }) => {
    const { resolve, reject } = asked.get(number) ?? {};
    asked.delete(number);
    if (error === undefined) resolve?.(answer);
    else reject?.(new Error(error));
  });
  void end.then(() => {
    for (const { reject } of asked.values()) reject(new Error(`A process ended: ${words.trim()}`));
  });
  let questions = 0;
  return {
    // taskset becomes what it starts.
    pid: child.pid ?? 0,
    hasEnded: () => ended,
    lastWords: () => words.trim(),
    /** @param {object} question @returns {Promise<any>} */
    ask(question) {
      return new Promise((resolve, reject) => {
        if (ended) return reject(new Error(`A process has ended: ${words.trim()}`));
        const number = questions++;
        asked.set(number, { resolve, reject });
        child.send({ number, question });
      });
    },
    async stop() {
      if (ended) return;
      child.kill("SIGTERM");
      const hurry = new AbortController();
      await Promise.race([end, setTimeout(STOP_WITHIN_MS, undefined, { signal: hurry.signal })]);
      hurry.abort();
      if (!ended) child.kill("SIGKILL");
      await end;
    },
  };
}

/** @param {string} url @returns {Promise<boolean>} */
async function isReady(url) {
  try {
    const { status } = await fetch(`${url}/readyz`);
    return status === 200;
  } catch {
    return false;
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
