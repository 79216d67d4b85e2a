import { execFile, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { watch } from "node:fs";
import { cp, mkdir, readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import { nodeId } from "../../src/kernel/ids.ts";
import type { ChatEvent } from "../../src/protocol/event.ts";
import { type ChatClient, chatClient } from "../support/chat-client.ts";
import { contentDir } from "../support/content-dir.ts";
import { mendingContent } from "../support/mending-bot.ts";
import { scratchDir } from "../support/scratch.ts";
import { compileProgram, runProgram, urlOf } from "../support/server-process.ts";
import { describeWithPostgres } from "../support/services.ts";

let program: ReturnType<typeof compileProgram>;

beforeAll(() => {
  program = compileProgram();
}, 60_000);

afterAll(() => program.remove());

const run = promisify(execFile);

type Env = Readonly<Record<string, string>>;

/** How the conversations of a server are kept safe. */
interface Safekeeping {
  readonly env: Env;
  /** Makes a backup, in the place of an earlier one. */
  backUp(): Promise<void>;
  /** Puts the backup in the place of what the server used; it is not running. Returns its settings from now on. */
  restore(): Promise<Env>;
}

/** Starts a server; again, on the same port. */
async function start(env: Env, url?: string) {
  const server = runProgram(program.main, ["start"], {
    ...env,
    PORT: url === undefined ? "0" : new URL(url).port,
  });
  return { server, url: await urlOf(server) };
}

type Sent =
  | { readonly text: string }
  | { readonly choice: { readonly seq: number; readonly option: string } };

/** Sends until it is taken, as a widget's outbox does. */
async function sendAtLast(client: ChatClient, what: Sent): Promise<void> {
  const message = { cid: randomUUID(), ...what };
  for (;;) {
    const patient = client.socket.timeout(500);
    const ack = await patient.emitWithAck("message", message).catch(() => undefined);
    if (ack?.ok) return;
  }
}

/** A question and its answer, and a button and its answer; a question mark lets the bot answer at once. */
async function chat(client: ChatClient): Promise<void> {
  const answerTo = async (what: Sent, isAnswer: (event: ChatEvent) => boolean): Promise<number> => {
    const before = client.seen.length;
    const find = (): ChatEvent | undefined => client.seen.slice(before).find(isAnswer);
    await sendAtLast(client, what);
    await client.until(() => find() !== undefined);
    return find()?.seq ?? 0;
  };
  const seq = await answerTo({ text: "坏了怎么办?" }, ({ body }) => body.type === "choices");
  await answerTo({ choice: { seq, option: "solved" } }, ({ from }) => from === "bot");
}

async function logOf(client: ChatClient): Promise<readonly ChatEvent[]> {
  const log: ChatEvent[] = [];
  for (;;) {
    const page = await client.ask("fetch", { after: log.length, limit: 200 });
    const events = page["events"] as readonly ChatEvent[];
    if (events.length === 0) return log;
    log.push(...events);
  }
}

const seqs = (events: readonly ChatEvent[]): readonly number[] => events.map(({ seq }) => seq);

const countTo = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1);

/** What a backup promises, whatever database is under it. */
function describeRestoring(name: string, keep: () => Promise<Safekeeping>): void {
  test(`${name}: restored from a backup taken under load, everything up to it is there, and everyone goes on`, async () => {
    const { env, backUp, restore } = await keep();
    const content = {
      CONTENT_DIR: await contentDir(mendingContent),
      LOG_LEVEL: "error",
      COALESCE_MS: "5000",
    };
    const before = await start({ ...content, ...env });
    const customers = await Promise.all(Array.from({ length: 3 }, () => chatClient(before.url)));
    let isOpen = true;
    const chatting = customers.map(async (customer) => {
      while (isOpen) await chat(customer);
    });
    await Promise.all(customers.map((customer) => customer.until((seen) => seen.length >= 6)));

    // Backed up while the bot still waits for what else this customer has to say: the turn is owed in the copy.
    let waiting: ChatClient;
    let certain: readonly (readonly ChatEvent[])[];
    do {
      waiting = await chatClient(before.url);
      await waiting.say("坏了怎么办");
      certain = customers.map(({ seen }) => [...seen]);
      await backUp();
    } while (waiting.seen.length > 1);
    const grown = customers.map(({ seen }) => seen.length + 6);
    await Promise.all(
      customers.map((customer, index) => customer.until(({ length }) => length >= (grown[index] ?? 0))),
    );
    isOpen = false;
    await Promise.all(chatting);
    before.server.child.kill("SIGKILL");
    await before.server.ended;
    const lost = customers.map(({ seen }) => seen.length);

    await start({ ...content, ...(await restore()) }, before.url);
    await waiting.until((seen) => seen.some(({ body }) => body.type === "choices"));
    expect(waiting.transcript()).toEqual(["customer: 坏了怎么办", "bot: 插上插头", "bot: 解决了吗"]);
    for (const [index, customer] of customers.entries()) {
      await chat(customer);
      const log = await logOf(customer);
      expect(seqs(log)).toEqual(countTo(log.length));
      expect(log.slice(0, certain[index]?.length)).toEqual(certain[index]);
      // What was pushed since the restart is the end of the log, without a hole.
      const pushed = customer.seen.slice(lost[index]);
      expect(pushed).toEqual(log.slice(-pushed.length));
      expect(pushed[0]?.seq).toBeLessThanOrEqual(lost[index] ?? 0);
    }
  }, 120_000);
}

describeRestoring("SQLite", async () => {
  const place = await scratchDir();
  const [data, backup] = [join(place, "data"), join(place, "backup")];
  await mkdir(data);
  const env = { DATA_DIR: data };
  let count = 0;
  return {
    env,
    async backUp() {
      count += 1;
      const command = runProgram(program.main, ["backup", `${backup}-${count}`], env);
      expect(await command.ended, command.stderr).toBe(0);
    },
    async restore() {
      await rename(data, `${data}-lost`);
      await cp(`${backup}-${count}`, data, { recursive: true });
      return env;
    },
  };
});

const hasTools = ["pg_dump", "pg_restore"].every((tool) => spawnSync(tool, ["--version"]).status === 0);

if (hasTools || process.env["CI"] === "true") {
  describeWithPostgres("a backup of PostgreSQL", (freshDatabase) => {
    describeRestoring("PostgreSQL", async () => {
      const dump = join(await scratchDir(), "fenqi.dump");
      const settings = { DATA_DIR: await scratchDir(), SECRET_KEY: "of-the-tests".padEnd(32, "-") };
      const env = { ...settings, DATABASE_URL: await freshDatabase() };
      return {
        env,
        async backUp() {
          await run("pg_dump", ["--format=custom", `--file=${dump}`, env.DATABASE_URL]);
        },
        async restore() {
          const DATABASE_URL = await freshDatabase();
          await run("pg_restore", ["--single-transaction", "--no-owner", `--dbname=${DATABASE_URL}`, dump]);
          return { ...settings, DATABASE_URL };
        },
      };
    });
  });
} else {
  console.warn("Skipped: a backup of PostgreSQL, because pg_dump and pg_restore are not installed.");
  test.skip("PostgreSQL: (skipped, because pg_dump and pg_restore are not installed)");
}

/** A data directory with so large a database that copying it takes a while. */
async function largeDataDir(): Promise<string> {
  const dir = await scratchDir();
  const file = join(dir, "fenqi.sqlite");
  await (await openSqliteStore(file, nodeId("alone"))).close();
  const sqlite = new Sqlite(file);
  sqlite.exec(`
    insert into conversations (id, customer_id, identified, created_at, version, last_seq, read_seq, state)
      values ('long', 'someone', 0, 500, 0, 1, 0, '{}');
    insert into events (conversation_id, seq, id, at, kind, speaker, body)
      values ('long', 1, 'one', 1000, 'message', 'customer', zeroblob(80000000));
  `);
  sqlite.close();
  return dir;
}

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "stopped by %s, a backup leaves nothing behind",
  async (signal) => {
    const dir = await largeDataDir();
    const to = await scratchDir();
    const begun = once(watch(to), "change");
    const command = runProgram(program.main, ["backup", join(to, "monday")], { DATA_DIR: dir });
    await begun;
    command.child.kill(signal);
    expect(await command.ended).toBe(1);
    expect(command.stderr).toContain("Stopped.");
    expect(await readdir(to)).toEqual([]);
  },
);

test("a backup that does not fit says how much room it needs, and leaves nothing behind", async () => {
  const dir = await largeDataDir();
  const to = await scratchDir();
  // In blocks of 512 or 1024 bytes, by the shell: less than the database either way.
  const limited = `ulimit -f 20000 && exec "$0" "$1" backup "$2"`;
  const failed = await promisify(execFile)(
    "sh",
    ["-c", limited, process.execPath, program.main, join(to, "monday")],
    {
      env: { ...process.env, DATA_DIR: dir },
    },
  ).catch((error: unknown) => error);
  expect(failed).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/cannot be copied to .*There has to be room for 80\.\d MB\.\n$/u),
  });
  expect(await readdir(to)).toEqual([]);
});
