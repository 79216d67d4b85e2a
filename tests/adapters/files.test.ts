import { mkdir, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contentVersionsIn } from "../../src/adapters/files/content-versions.ts";
import { keptSecret, openDataDir } from "../../src/adapters/files/data-dir.ts";
import { modelCacheIn } from "../../src/adapters/files/model-cache.ts";
import { readContent } from "../../src/adapters/files/read-content.ts";
import { watchContent } from "../../src/adapters/files/watch-content.ts";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import { contentDir } from "../support/content-dir.ts";
import { newNode } from "../support/log-events.ts";
import { scratchDir } from "../support/scratch.ts";

test("the secret is made once, long enough, and for nobody else's eyes", async () => {
  const dir = await openDataDir(join(await scratchDir(), "data"));
  const [first, second] = await Promise.all([keptSecret(dir), keptSecret(dir)]);
  expect(second).toBe(first);
  expect(await keptSecret(dir)).toBe(first);
  expect(first.length).toBeGreaterThanOrEqual(32);
  expect((await stat(join(dir, "secret"))).mode & 0o077).toBe(0);
});

test("what customers wrote is for nobody else's eyes", async () => {
  const dir = await openDataDir(join(await scratchDir(), "data"));
  const store = await openSqliteStore(join(dir, "fenqi.sqlite"), newNode());
  expect((await stat(dir)).mode & 0o077).toBe(0);
  expect((await stat(join(dir, "fenqi.sqlite"))).mode & 0o077).toBe(0);
  await store.close();
});

test("a data directory that cannot be is named in the error", async () => {
  const file = join(await scratchDir(), "file");
  await writeFile(file, "");
  await expect(openDataDir(join(file, "data"))).rejects.toMatchObject({
    code: "DATA_DIR_UNWRITABLE",
    message: expect.stringContaining(file),
  });
});

test("a model is kept under its name, and the oldest ones are dropped", async () => {
  const models = modelCacheIn(join(await scratchDir(), "models"));
  expect(await models.load("a")).toBeUndefined();
  for (const name of ["a", "b", "c", "d", "e", "f", "g"]) {
    await models.save(name, new Uint8Array([name.charCodeAt(0)]));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(await models.load("g")).toEqual(Buffer.from("g"));
  expect(await models.load("a")).toBeUndefined();
});

test("a version of the content is kept under its hash, and dropped with those that are not named", async () => {
  const dir = join(await scratchDir(), "content");
  const versions = contentVersionsIn(dir);
  const files = [{ path: "bot.yaml", text: "bot: 一" }];
  expect(await versions.load("a")).toBeUndefined();
  await versions.keepOnly(new Set());
  for (const hash of ["a", "b", "c"]) await versions.save(hash, files);
  await versions.save("a", files);
  // What is young may be about to be published.
  await versions.keepOnly(new Set(["a", "c", "never kept"]));
  expect(await versions.load("b")).toEqual(files);
  const yesterday = new Date(Date.now() - 86_400_000);
  for (const hash of ["a", "b", "c"]) await utimes(join(dir, `${hash}.json`), yesterday, yesterday);
  await versions.keepOnly(new Set(["a", "c", "never kept"]));
  expect(await versions.load("a")).toEqual(files);
  expect(await versions.load("b")).toBeUndefined();
  expect(await versions.load("c")).toEqual(files);
});

test("a version that is damaged counts as lost, and is written anew when it is published again", async () => {
  const dir = await scratchDir();
  const versions = contentVersionsIn(dir);
  const files = [{ path: "bot.yaml", text: "bot" }];
  for (const damaged of ["", "[{]", '[{"path": 7}]']) {
    await writeFile(join(dir, "a.json"), damaged);
    expect(await versions.load("a")).toBeUndefined();
  }
  await versions.save("a", files);
  expect(await versions.load("a")).toEqual(files);
});

test("of more than a hundred versions in use the oldest are dropped", async () => {
  const versions = contentVersionsIn(await scratchDir());
  const hashes = Array.from({ length: 103 }, (_, index) => `version-${index}`);
  for (const hash of hashes) {
    await versions.save(hash, []);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await versions.keepOnly(new Set(hashes));
  const kept = await Promise.all(hashes.map((hash) => versions.load(hash)));
  expect(kept.map((files) => files !== undefined)).toEqual(hashes.map((_, index) => index >= 3));
});

test("content is read by path, sorted, and nothing else with it", async () => {
  const dir = await contentDir([
    { path: "intents/b.yaml", text: "b" },
    { path: "intents/a.yaml", text: "a" },
    { path: "intents/notes.txt", text: "no" },
    { path: "bot.yaml", text: "bot" },
    { path: "dialogs/_patterns.yaml", text: "p" },
  ]);
  expect((await readContent(dir)).map((file) => file.path)).toEqual([
    "bot.yaml",
    "intents/a.yaml",
    "intents/b.yaml",
    "dialogs/_patterns.yaml",
  ]);
});

test("content that is there and cannot be read is named in the error", async () => {
  const dir = await scratchDir();
  await mkdir(join(dir, "bot.yaml"));
  await expect(readContent(dir)).rejects.toMatchObject({
    code: "FILE_UNREADABLE",
    message: expect.stringContaining("bot.yaml"),
  });
});

test("content is what lies in its folders under its endings, sorted by path", async () => {
  const dir = await scratchDir();
  const files = [
    "bot.yaml",
    "dialogs/repay.yaml",
    "dialogs/notes.md",
    "intents/entities/bank.yaml",
    "intents/repay.yaml",
    "knowledge/privacy.md",
    "knowledge/draft.yaml",
    "other/thing.yaml",
  ];
  for (const file of files) {
    await mkdir(join(dir, file, ".."), { recursive: true });
    await writeFile(join(dir, file), `# ${file}`);
  }
  const read = await readContent(dir);
  expect(read.map(({ path }) => path)).toEqual([
    "bot.yaml",
    "intents/repay.yaml",
    "intents/entities/bank.yaml",
    "dialogs/repay.yaml",
    "knowledge/privacy.md",
  ]);
  expect(read.at(-1)?.text).toBe("# knowledge/privacy.md");
});

test("a change of an article is noticed, and of what is no content is not", async () => {
  const dir = await scratchDir();
  await mkdir(join(dir, "knowledge"));
  await mkdir(join(dir, "dialogs"));
  const noticed: string[] = [];
  let said = (): void => {};
  const stop = watchContent(dir, () => {
    noticed.push("changed");
    said();
  });
  try {
    const heard = new Promise<void>((resolve) => {
      said = resolve;
    });
    await writeFile(join(dir, "dialogs", "notes.md"), "no content");
    await writeFile(join(dir, "knowledge", "privacy.md"), "an article");
    await heard;
    expect(noticed).toEqual(["changed"]);
  } finally {
    stop();
  }
});
