import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";
import { fingerprintFiles, fingerprintOf } from "../../src/adapters/files/fingerprint.ts";
import { readContent } from "../../src/adapters/files/read-content.ts";
import { encodeModel } from "../../src/nlu/index.ts";
import type { Agent } from "../../src/runtime/desk-ports.ts";
import { publish } from "../../src/runtime/publisher.ts";
import { describeInChromium } from "../support/chromium.ts";
import { hireAt } from "../support/desk-client.ts";
import { trainHere } from "../support/mending-bot.ts";
import { realBot } from "../support/real-bot.ts";
import { silentLog } from "../support/silent-log.ts";
import { type AgentAtDesk, openDesk } from "./agent.ts";
import { type Customer, type Visit, visitShop } from "./customer.ts";

/** The built server with the demo shop, running as a process of its own. */
export interface Shop {
  /** Such as `http://127.0.0.1:40123`; stays the same over a restart. */
  readonly url: string;
  /** A customer on the demo page, with a browser profile of their own. */
  visit(visit?: Visit): Promise<Customer>;
  /** Gives agents an account. */
  hire(...agents: readonly Partial<Agent>[]): Promise<void>;
  /** The page of the desk, with nobody signed in, in a browser profile of its own. */
  openDesk(): Promise<AgentAtDesk>;
  /** `kill -9`; settles when the process is gone. */
  kill(): Promise<void>;
  /** Starts it again, on the same port and data. */
  start(): Promise<void>;
  /** Backs up its data, while it runs. Returns what puts the backup in their place, while it does not. */
  backUp(): Promise<() => Promise<void>>;
}

const root = path.resolve(import.meta.dirname, "../..");

/** Most of it is needed only when a model has to be trained. */
const START_DEADLINE_MS = 120_000;

/** A suite in Chromium with a shop that opens before its tests and closes after them. */
export function describeInShop(name: string, define: (shop: Shop) => void): void {
  describeInChromium(name, (browser) => {
    let dataDir = "";
    let port = "0";
    let server: ChildProcess | undefined;

    async function start(): Promise<void> {
      const env = {
        HOST: "127.0.0.1",
        PORT: port,
        DATA_DIR: dataDir,
        LOG_LEVEL: "warn",
        COALESCE_MS: "0",
      };
      server = spawn(process.execPath, [path.join(root, "bin/fenqi.js"), "start"], { env });
      port = await portOf(server);
    }

    async function end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
      if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, "exit");
      server.kill(signal);
      await ended;
    }

    beforeAll(async () => {
      dataDir = await mkdtemp(path.join(tmpdir(), "fenqi-shop-"));
      await keepModel(path.join(dataDir, "models"));
      await start();
    }, START_DEADLINE_MS);
    afterAll(async () => {
      await end("SIGTERM");
      await rm(dataDir, { recursive: true, force: true });
    });

    const shop: Shop = {
      get url() {
        return `http://127.0.0.1:${port}`;
      },
      visit: (visit) => visitShop(browser(), shop.url, visit),
      hire: (...agents) => hireAt(dataDir, ...agents),
      openDesk: () => openDesk(browser(), shop.url),
      kill: () => end("SIGKILL"),
      start,
      async backUp() {
        const backup = `${dataDir}-backup`;
        const command = spawn(process.execPath, [path.join(root, "bin/fenqi.js"), "backup", backup], {
          env: { DATA_DIR: dataDir },
        });
        await once(command, "exit");
        return async () => {
          await rename(path.join(dataDir, "models"), path.join(backup, "models"));
          await rm(dataDir, { recursive: true });
          await rename(backup, dataDir);
        };
      },
    };
    define(shop);
  });
}

/** The port of a server, once it has said that it is ready. */
function portOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    const read = (text: string) => {
      printed += text;
      const [, port] = /http:\/\/127\.0\.0\.1:(\d+)\/demo\//.exec(printed) ?? [];
      if (port !== undefined) resolve(port);
    };
    server.stdout?.setEncoding("utf8").on("data", read);
    server.stderr?.setEncoding("utf8").on("data", read);
    server.once("exit", () => reject(new Error(`The server ended before it was ready:\n${printed}`)));
  });
}

/** Lays the model that the tests have trained where the built server looks for its own: same content, same code. */
async function keepModel(folder: string): Promise<void> {
  const bytes = encodeModel((await realBot()).model);
  const rooms = ["kernel", "text", "nlu"].map((room) => path.join(root, "dist/server", room));
  await mkdir(folder);
  await publish({
    readContent: () => readContent(root),
    fingerprint: fingerprintOf,
    codeFingerprint: fingerprintFiles([...rooms, path.join(root, "package-lock.json")]),
    loadEmbeddings: async () => undefined,
    train: trainHere,
    models: {
      async load(name) {
        await writeFile(path.join(folder, `${name}.model`), bytes);
        return bytes;
      },
      save: async () => {},
    },
    log: silentLog,
  });
}
