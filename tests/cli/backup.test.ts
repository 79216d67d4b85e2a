import { spawn } from "node:child_process";
import { mkdir, open, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { Command } from "commander";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import { registerBackup } from "../../src/cli/backup.ts";
import { nodeId } from "../../src/kernel/ids.ts";
import { type ChatClient, chatClient } from "../support/chat-client.ts";
import { contentDir } from "../support/content-dir.ts";
import { mendingContent } from "../support/mending-bot.ts";
import { scratchDir } from "../support/scratch.ts";
import { smallApp } from "../support/small-app.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Backs up; returns what the command prints. */
async function backUp(
  env: Readonly<Record<string, string>>,
  target: string,
  ...options: readonly string[]
): Promise<string> {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const written: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => written.push(String(text)) > 0);
  const program = new Command();
  registerBackup(program);
  await program.parseAsync(["backup", target, ...options], { from: "user" });
  return written.join("");
}

/** A data directory with a database of this version in it, and where it lies. */
async function dataDir() {
  const dir = await scratchDir();
  const file = join(dir, "fenqi.sqlite");
  await (await openSqliteStore(file, nodeId("alone"))).close();
  return { dir, file };
}

/** One conversation with an event so long that the database has this size. */
function grow(file: string, bytes: number): void {
  const sqlite = new Sqlite(file);
  sqlite.exec(`
    insert into conversations (id, customer_id, identified, created_at, version, last_seq, read_seq, state)
      values ('long', 'someone', 0, 500, 0, 1, 0, '{}');
    insert into events (conversation_id, seq, id, at, kind, speaker, body)
      values ('long', 1, 'one', 1000, 'message', 'customer', zeroblob(${bytes}));
  `);
  sqlite.close();
}

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

const isAnswered = (seen: ChatClient["seen"]): boolean => seen.at(-1)?.body.type === "choices";

test("a server started on a backup knows the customers, their logs and where they stand", async () => {
  const env = { DATA_DIR: await scratchDir(), CONTENT_DIR: await contentDir(mendingContent) };
  const first = await smallApp(env);
  const client = await chatClient(first.url);
  await client.say("坏了怎么办");
  await client.until(isAnswered);
  const backup = join(await scratchDir(), "monday");
  await backUp(env, backup);
  await client.say("没解决");

  const second = await smallApp({ ...env, DATA_DIR: backup });
  const again = await chatClient(second.url, { token: client.session.token });
  expect(again.session.conversationId).toBe(client.session.conversationId);
  await again.say("没解决");
  await again.until((seen) => seen.length >= 6 && isAnswered(seen));
  expect(again.transcript()).toEqual([
    "customer: 坏了怎么办",
    "bot: 插上插头",
    "bot: 解决了吗",
    "customer: 没解决",
    "bot: 换个灯泡",
    "bot: 解决了吗",
  ]);
});

test("a backup is for the eyes of its owner, and has all but what can be made again", async () => {
  const env = { DATA_DIR: await scratchDir(), CONTENT_DIR: await contentDir(mendingContent) };
  const { url } = await smallApp(env);
  const client = await chatClient(url);
  await client.say("坏了怎么办");
  await client.until(isAnswered);
  await writeFile(join(env.DATA_DIR, "embeddings.bin"), "what was learned");
  await writeFile(join(env.DATA_DIR, "content", "half.json.1.tmp"), "half");
  const backup = join(await scratchDir(), "monday");
  await backUp(env, backup);
  expect((await readdir(backup)).sort()).toEqual(["content", "embeddings.bin", "fenqi.sqlite", "secret"]);
  expect(await readFile(join(backup, "secret"))).toEqual(await readFile(join(env.DATA_DIR, "secret")));
  expect(await readdir(join(backup, "content"))).toEqual([expect.stringMatching(/^[0-9a-f]+\.json$/u)]);
  expect([await modeOf(backup), await modeOf(join(backup, "fenqi.sqlite"))]).toEqual([0o700, 0o600]);
});

test("it is told what is in a backup, and whether the secret is", async () => {
  const { dir, file } = await dataDir();
  grow(file, 10);
  const to = await scratchDir();
  expect(await backUp({ DATA_DIR: dir }, join(to, "a"))).toMatch(
    /1 conversation with 1 event, the newest of 1970-01-01T00:00:01\.000Z\n.* MB in .* s; .* sound\.\n.* is not in it/u,
  );
  vi.restoreAllMocks();
  await writeFile(join(dir, "secret"), "s".repeat(43));
  expect(await backUp({ DATA_DIR: dir }, join(to, "b"))).toContain("is in it: keep it as safe");
  vi.restoreAllMocks();
  expect(JSON.parse(await backUp({ DATA_DIR: dir }, join(to, "c"), "--json"))).toEqual({
    directory: join(to, "c"),
    bytes: (await stat(file)).size,
    seconds: expect.any(Number),
    conversations: 1,
    events: 1,
    newest: "1970-01-01T00:00:01.000Z",
    secret: true,
  });
});

test("while another process commits without a pause, a backup comes to its end and shows one moment", async () => {
  const { dir, file } = await dataDir();
  grow(file, 40_000_000);
  const writer = spawn(process.execPath, ["--input-type=module", "-e", commitForEver, file], {
    stdio: "pipe",
  });
  onTestFinished(() => void writer.kill("SIGKILL"));
  await new Promise((resolve) => writer.stdout.once("data", resolve));
  const backup = join(await scratchDir(), "monday");
  await backUp({ DATA_DIR: dir }, backup);
  expect(writer.exitCode).toBeNull();
  const copy = new Sqlite(join(backup, "fenqi.sqlite"));
  const [last, events] = ["select max(last_seq) from conversations", "select count(*) from events"].map(
    (sql) => copy.prepare(sql).pluck().get(),
  );
  copy.close();
  expect(events).toBeGreaterThan(1);
  expect(last).toBe(events);
});

const commitForEver = `
  import Sqlite from "better-sqlite3";
  const sqlite = new Sqlite(process.argv[1]);
  // As many commits as there can be, whatever the disk.
  sqlite.pragma("synchronous = OFF");
  const insert = sqlite.prepare(\`insert into events (conversation_id, seq, id, at, kind, speaker, body)
    values ('long', ?, 'more', 2000, 'message', 'customer', '{}')\`);
  const count = sqlite.prepare("update conversations set last_seq = ? where id = 'long'");
  const append = sqlite.transaction((seq) => { count.run(seq); insert.run(seq); });
  for (let seq = 2; ; seq++) {
    append(seq);
    if (seq === 2) console.log("begun");
  }
`;

test("a backup overwrites nothing, and is not put where it would be lost with the data", async () => {
  const { dir } = await dataDir();
  const to = await scratchDir();
  await mkdir(join(to, "there"));
  await mkdir(join(to, "half.partial"));
  const refusals = [
    [join(to, "there"), "overwrites nothing"],
    [join(to, "half"), `rm -r ${join(to, "half.partial")}`],
    [join(to, "no", "where"), `mkdir -p ${join(to, "no")}`],
    [join(dir, "inside"), "lost together"],
  ] as const;
  for (const [target, message] of refusals) {
    await expect(backUp({ DATA_DIR: dir }, target)).rejects.toMatchObject({
      code: "USAGE",
      message: expect.stringContaining(message),
    });
  }
  expect((await readdir(to)).sort()).toEqual(["half.partial", "there"]);
  expect(await readdir(dir)).toEqual(["fenqi.sqlite"]);
});

test("conversations in PostgreSQL are left to PostgreSQL's tools, and its password to nobody", async () => {
  const { dir } = await dataDir();
  const env = { DATA_DIR: dir, DATABASE_URL: "postgres://fenqi:open-sesame@db/fenqi" };
  const refused = await backUp(env, join(await scratchDir(), "monday")).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    code: "USAGE",
    message: expect.stringContaining("pg_dump --format=custom"),
  });
  expect(String(refused)).not.toContain("open-sesame");
});

/** Each is where a database should be, and leaves no sound copy. */
const unsound: Readonly<Record<string, [damage: (file: string) => Promise<void>, message: RegExp]>> = {
  "no database": [async () => {}, /^There is no database .*fenqi\.sqlite\. Set DATA_DIR/u],
  "a text": [(file) => writeFile(file, "不是数据库".repeat(500)), /not a database/u],
  "another program's database": [
    async (file) => void new Sqlite(file).exec("create table notes (text)").close(),
    /not one of Fenqi/u,
  ],
  "a damaged database": [
    async (file) => {
      await (await openSqliteStore(file, nodeId("alone"))).close();
      grow(file, 1_000_000);
      const handle = await open(file, "r+");
      // In the middle of the long event, where nobody who counts the events comes by.
      await handle.write(Buffer.alloc(4096, 0xff), 0, 4096, 500 * 1024);
      await handle.close();
    },
    /is damaged: .*keep the last good one/u,
  ],
};

test.each(Object.entries(unsound))(
  "of %s there is no backup, and nothing is left of the attempt",
  async (_, [make, message]) => {
    const dir = await scratchDir();
    const to = await scratchDir();
    await make(join(dir, "fenqi.sqlite"));
    await expect(backUp({ DATA_DIR: dir }, join(to, "monday"))).rejects.toMatchObject({
      code: "STORE_UNAVAILABLE",
      message: expect.stringMatching(message),
    });
    expect(await readdir(to)).toEqual([]);
  },
);
