import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import { Content, type Published } from "../../src/runtime/content.ts";
import { followPublications } from "../../src/runtime/follow-publications.ts";
import { handClock } from "../support/hand-clock.ts";
import { newNode } from "../support/log-events.ts";
import { mendingContent, publishFiles } from "../support/mending-bot.ts";
import { scratchDir } from "../support/scratch.ts";
import { rememberingLog } from "../support/silent-log.ts";

const bot = await publishFiles(mendingContent);
const version = (hash: string): Published => ({ ...bot, hash });

/** A server that answers with `files`, and follows what is published in virtual time. */
async function following() {
  const clock = handClock();
  const store = await openSqliteStore(
    path.join(await scratchDir(), "fenqi.sqlite"),
    newNode(),
    undefined,
    clock,
  );
  onTestFinished(() => store.close());
  const { publications } = store;
  const known = new Map<string, Published>([
    ["a", version("a")],
    ["b", version("b")],
  ]);
  const content = new Content(version("files"));
  const log = rememberingLog();
  const switched: string[] = [];
  const follower = followPublications({
    publications,
    content,
    loadFiles: async () => version("files"),
    loadVersion: async (hash) => known.get(hash),
    clock,
    log,
    onSwitched: () => void switched.push(content.current.hash),
  });
  onTestFinished(() => follower.stop());
  /** Lets time pass in steps, with whatever becomes due done after each. */
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 100) {
      clock.advance(100);
      for (let tick = 0; tick < 20; tick++) await new Promise(setImmediate);
    }
  };
  return { publications, content, follower, known, log, switched, pass };
}

describe("a server that follows what is published", () => {
  test("switches at the moment that was set, and not before", async () => {
    const { publications, content, follower, pass } = await following();
    follower.start(0);
    await publications.add({ content: "a", note: "" }, 3000);
    await pass(2900);
    expect(content.current.hash).toBe("files");
    await pass(200);
    expect(content.current.hash).toBe("a");
  });

  test("takes what came one after the other in that order, and goes back to the files", async () => {
    const { publications, follower, switched, pass } = await following();
    follower.start(0);
    await publications.add({ content: "a", note: "" }, 2000);
    await publications.add({ content: "b", note: "" }, 2500);
    await pass(1000);
    await publications.add({ content: "a", note: "rollback" }, 2500);
    await publications.add({ note: "the files" }, 4000);
    await pass(5000);
    expect(switched).toEqual(["a", "b", "a", "files"]);
  });

  test("does not take again what it began with", async () => {
    const { publications, content, follower, switched, pass } = await following();
    await publications.add({ content: "a", note: "" }, 0);
    const [entry] = (await publications.list(1)).entries;
    follower.start(entry?.id ?? 0);
    await pass(2000);
    expect([content.current.hash, switched]).toEqual(["files", []]);
  });

  test("goes on answering with what is there while a version cannot be had, and takes it when it can", async () => {
    const { publications, content, follower, known, pass } = await following();
    follower.start(0);
    known.delete("a");
    await publications.add({ content: "a", note: "" }, 1000);
    await pass(3000);
    expect(content.current.hash).toBe("files");
    known.set("a", version("a"));
    await pass(1000);
    expect(content.current.hash).toBe("a");
  });

  test("takes nothing any more once it is stopped", async () => {
    const { publications, content, follower, pass } = await following();
    follower.start(0);
    await publications.add({ content: "a", note: "" }, 2000);
    await pass(1000);
    await follower.stop();
    await pass(3000);
    expect(content.current.hash).toBe("files");
  });
});
