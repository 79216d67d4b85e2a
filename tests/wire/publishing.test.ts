import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { fingerprintOf } from "../../src/adapters/files/fingerprint.ts";
import { readConfig } from "../../src/config.ts";
import type { SourceFile } from "../../src/content/source.ts";
import { type Database, openDatabase } from "../../src/database.ts";
import { contentHash } from "../../src/runtime/publisher.ts";
import { chance } from "../support/chance.ts";
import { type ChatClient, chatClient } from "../support/chat-client.ts";
import { contentDir } from "../support/content-dir.ts";
import { newNode } from "../support/log-events.ts";
import { mendingContent } from "../support/mending-bot.ts";
import { scratchDir } from "../support/scratch.ts";
import { describeWithPostgres } from "../support/services.ts";
import { smallApp } from "../support/small-app.ts";
import { words } from "../support/words.ts";

const CLIENTS = 100;
const TIMES = 50;
const soon = { timeout: 15_000, interval: 50 };

/** Everything that a version says ends with its mark. */
function marked(mark: string): readonly SourceFile[] {
  return mendingContent.map(({ path, text }) => ({
    path,
    text:
      path.endsWith("mend.yaml") && path.startsWith("dialogs")
        ? text.replaceAll(/say: \{ zh: (\S+), en/gu, `say: { zh: $1${mark}, en`)
        : text.replace("zh: 解决了吗,", `zh: 解决了吗${mark},`),
  }));
}

const versions = ["A", "B"].map((mark) => {
  const files = marked(mark);
  return { mark, files, hash: contentHash(fingerprintOf, files) };
});

/** The database that the servers of these settings use. */
async function databaseOf(env: Readonly<Record<string, string>>): Promise<Database> {
  const database = await openDatabase(readConfig({ ...env, LOG_LEVEL: "silent" }), newNode(), () => {});
  onTestFinished(() => database.store.close());
  return database;
}

async function contentAt(url: string): Promise<string | undefined> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return /fenqi_build_info\{[^}]*content="([0-9a-f]+)"/u.exec(metrics)?.[1];
}

const limits = { SOCKETS_PER_ADDRESS: "1000", SESSIONS_PER_MINUTE: "10000" };

/** Goes through the dialog again and again until told to stop; returns the marks of each of its conversations' messages. */
async function keepAsking(client: ChatClient, draws: ReturnType<typeof chance>, isOver: () => boolean) {
  const sent: string[] = [];
  const say = async (text: string): Promise<void> => {
    const before = client.seen.filter(({ from }) => from === "bot").length;
    const ack = await client.say(text);
    expect(ack.ok).toBe(true);
    sent.push(text);
    await client.until(
      (seen) => seen.filter(({ from }) => from === "bot").length > before + (text === "解决了" ? 0 : 1),
    );
  };
  while (!isOver()) {
    for (const text of ["坏了怎么办", "没解决", "解决了"]) {
      await say(text);
      await pause(draws.whole(300, 1500));
    }
  }
  return sent;
}

/** Of each dialog that was gone through, the marks of what the bot said in it. */
function marksOf(client: ChatClient): readonly string[] {
  const dialogs: string[][] = [];
  for (const { from, body } of client.seen) {
    const text = words(body);
    if (from === "customer" && text === "坏了怎么办") dialogs.push([]);
    const [mark] = /[AB]$/u.exec(text) ?? [];
    if (from === "bot" && mark !== undefined) dialogs.at(-1)?.push(mark);
  }
  return dialogs.map((marks) => marks.join(""));
}

async function publishUnderLoad(
  env: Readonly<Record<string, string>>,
  urls: readonly string[],
): Promise<void> {
  const { publications, versions: kept } = await databaseOf(env);
  for (const { hash, files } of versions) await kept.save(hash, files);
  await publications.add({ content: versions[0]?.hash ?? "", note: "first" }, 0);
  for (const url of urls) await expect.poll(() => contentAt(url), soon).toBe(versions[0]?.hash);
  let isOver = false;
  const draws = chance(20_261_123);
  const clients = await Promise.all(
    Array.from({ length: CLIENTS }, (_, index) => chatClient(urls[index % urls.length] ?? "")),
  );
  const asking = clients.map((client) => keepAsking(client, draws, () => isOver));
  for (let time = 1; time <= TIMES; time++) {
    const { hash } = versions[time % 2] ?? { hash: "" };
    await publications.add({ content: hash, note: `${time}` }, 700);
    for (const url of urls) await expect.poll(() => contentAt(url), soon).toBe(hash);
  }
  isOver = true;
  const sent = await Promise.all(asking);
  const marks = clients.map(marksOf);
  // Whoever is inside a dialog stays in its version, and no message of a turn is another version's.
  expect(marks.flat().filter((dialog) => !/^(?:A+|B+)$/u.test(dialog))).toEqual([]);
  const said = marks.flat().join("");
  expect(Math.min(said.replaceAll("A", "").length, said.replaceAll("B", "").length)).toBeGreaterThan(TIMES);
  for (const [index, client] of clients.entries()) {
    const own = client.seen.filter(({ from }) => from === "customer").map(({ body }) => words(body));
    expect(own).toEqual(sent[index]);
    expect(client.seen.map(({ seq }) => seq)).toEqual(client.seen.map((_, place) => place + 1));
  }
}

describe("versions that are published under load", () => {
  test("are switched to 50 times: no error, no mixed version, no lost message", {
    timeout: 240_000,
  }, async () => {
    const env = { ...limits, DATA_DIR: await scratchDir(), CONTENT_DIR: await contentDir(marked("A")) };
    const { url } = await smallApp(env);
    await publishUnderLoad(env, [url]);
  });

  test("are what a server answers with after a restart, until the files are published again", async () => {
    const env = { DATA_DIR: await scratchDir(), CONTENT_DIR: await contentDir(marked("A")) };
    const first = await smallApp(env);
    const files = await contentAt(first.url);
    const { publications, versions: kept } = await databaseOf(env);
    const [, b] = versions;
    if (b === undefined) return expect.unreachable();
    await kept.save(b.hash, b.files);
    await publications.add({ content: b.hash, note: "" }, 0);
    await expect.poll(() => contentAt(first.url), soon).toBe(b.hash);
    await first.close();
    const second = await smallApp(env);
    expect(await contentAt(second.url)).toBe(b.hash);
    await publications.add({ note: "the files" }, 0);
    await expect.poll(() => contentAt(second.url), soon).toBe(files);
  });
});

describeWithPostgres("versions that are published to two servers", (freshDatabase) => {
  test("are switched to by both, 50 times, under load", { timeout: 240_000 }, async () => {
    const env = {
      ...limits,
      SECRET_KEY: "k".repeat(40),
      DATABASE_URL: await freshDatabase(),
      CONTENT_DIR: await contentDir(marked("A")),
    };
    const servers = [await smallApp(env), await smallApp(env)];
    await publishUnderLoad(
      { ...env, DATA_DIR: await scratchDir() },
      servers.map(({ url }) => url),
    );
  });
});
