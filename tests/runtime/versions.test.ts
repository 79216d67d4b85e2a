import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { SourceFile } from "../../src/content/source.ts";
import type { ContentVersions } from "../../src/runtime/ports.ts";
import type { Publication } from "../../src/runtime/publisher.ts";
import { keepVersion, settleVersions, versionLoader } from "../../src/runtime/versions.ts";
import { newCid } from "../support/log-events.ts";
import { mendingContent, publishFiles } from "../support/mending-bot.ts";
import { scratchDir } from "../support/scratch.ts";
import { silentLog } from "../support/silent-log.ts";
import { type SmallRuntime, smallRuntime } from "../support/small-runtime.ts";

const HALF_AN_HOUR = 30 * 60_000;

const edited = (from: string, to: string): readonly SourceFile[] =>
  mendingContent.map((file) => ({ ...file, text: file.text.replaceAll(from, to) }));

/** The versions that a server keeps, in memory. */
function keptVersions(): ContentVersions & { readonly kept: Map<string, readonly SourceFile[]> } {
  const kept = new Map<string, readonly SourceFile[]>();
  return {
    kept,
    save: async (hash, files) => void kept.set(hash, files),
    load: async (hash) => kept.get(hash),
    async keepOnly(hashes) {
      for (const hash of kept.keys()) if (!hashes.has(hash)) kept.delete(hash);
    },
  };
}

/** A customer at the first question of the mending dialog, in content that can be published anew. */
async function inside(file?: string) {
  const versions = keptVersions();
  const runtime = await smallRuntime({
    ...(file === undefined ? {} : { file }),
    loadVersion: versionLoader(versions, publishFiles, silentLog),
  });
  const publish = async (files: readonly SourceFile[]): Promise<Publication> => {
    const publication = await publishFiles(files);
    await keepVersion(versions, publication, silentLog);
    await runtime.content.reload(async () => publication);
    return publication;
  };
  const first = await publish(mendingContent);
  const id = await runtime.open();
  await runtime.say(id, "坏了怎么办");
  return { ...runtime, runtime, versions, publish, first, id };
}

const answered = async ({ transcript }: SmallRuntime, id: Awaited<ReturnType<SmallRuntime["open"]>>) => {
  const lines = await transcript(id);
  return lines.slice(lines.findLastIndex((line) => line.startsWith("customer")) + 1);
};

describe("a conversation inside a dialog", () => {
  test("stays in the version it began the dialog in until the dialog is over", async () => {
    const { runtime, publish, say, find, first, id } = await inside();
    expect((await find(id)).content).toBe(first.hash);
    await publish(edited("换个灯泡", "换新的灯泡"));
    await say(id, "没解决");
    expect(await answered(runtime, id)).toEqual(["bot: 换个灯泡", "bot: 解决了吗"]);
    expect((await find(id)).content).toBe(first.hash);
    await say(id, "解决了");
    expect((await find(id)).content).toBeUndefined();
    await say(id, "坏了怎么办");
    await say(id, "没解决");
    expect(await answered(runtime, id)).toEqual(["bot: 换新的灯泡", "bot: 解决了吗"]);
  });

  test("stays in it over a restart with other content", async () => {
    const file = join(await scratchDir(), "fenqi.sqlite");
    const { store, versions, id } = await inside(file);
    await store.close();
    const published = await publishFiles(edited("换个灯泡", "换新的灯泡"));
    const loadVersion = versionLoader(versions, publishFiles, silentLog);
    const after = await smallRuntime({ file, published, loadVersion });
    await after.say(id, "没解决");
    expect(await answered(after, id)).toEqual(["bot: 换个灯泡", "bot: 解决了吗"]);
  });

  test("is moved to the current version once its customer has been silent for half an hour", async () => {
    const { runtime, publish, say, pass, find, id } = await inside();
    const { hash } = await publish(edited("换个灯泡", "换新的灯泡"));
    await pass(HALF_AN_HOUR);
    await say(id, "没解决");
    expect(await answered(runtime, id)).toEqual(["bot: 换新的灯泡", "bot: 解决了吗"]);
    expect((await find(id)).content).toBe(hash);
  });

  test("is moved to a step that has another id by now", async () => {
    const { runtime, publish, say, pass, find, id } = await inside();
    await publish(edited("- id: plug", "- id: socket\n    was: [plug]"));
    await pass(HALF_AN_HOUR);
    await say(id, "你好");
    expect((await find(id)).state.dialog.stack[0]?.step).toBe("socket.ask");
    await say(id, "没解决");
    expect(await answered(runtime, id)).toEqual(["bot: 换个灯泡", "bot: 解决了吗"]);
  });

  test("stays after any silence when it has no place in the current version", async () => {
    const { runtime, publish, say, pass, find, first, id } = await inside();
    await publish(edited("- id: plug", "- id: socket"));
    await pass(HALF_AN_HOUR);
    await say(id, "没解决");
    expect(await answered(runtime, id)).toEqual(["bot: 换个灯泡", "bot: 解决了吗"]);
    expect((await find(id)).content).toBe(first.hash);
  });
});

describe("a conversation whose version is lost", () => {
  const lost = async (files: readonly SourceFile[]) => {
    const file = join(await scratchDir(), "fenqi.sqlite");
    const before = await inside(file);
    await before.store.close();
    const published = await publishFiles(files);
    const runtime = await smallRuntime({ file, published, now: before.clock.now() });
    return { ...runtime, runtime, id: before.id };
  };
  const gone = edited("- id: plug", "- id: socket");

  test("is moved at once when the current one has the place", async () => {
    const { runtime, say, id } = await lost(edited("换个灯泡", "换新的灯泡"));
    await say(id, "没解决");
    expect(await answered(runtime, id)).toEqual(["bot: 换新的灯泡", "bot: 解决了吗"]);
  });

  test("is told of the trouble when there is no place for it, and begins anew", async () => {
    const { runtime, say, find, id } = await lost(gone);
    await say(id, "没解决");
    expect(await answered(runtime, id)).toEqual(["bot: 出错了"]);
    expect((await find(id)).content).toBeUndefined();
    await say(id, "坏了怎么办");
    expect(await answered(runtime, id)).toEqual(["bot: 插上插头", "bot: 解决了吗"]);
  });

  test("is answered in the same turn when the customer asks something that stands by itself", async () => {
    const { runtime, say, id } = await lost(gone);
    await say(id, "坏了怎么办");
    expect(await answered(runtime, id)).toEqual(["bot: 出错了", "bot: 插上插头", "bot: 解决了吗"]);
  });

  test("reaches a person in one message all the same", async () => {
    const { runtime, say, find, id } = await lost(gone);
    await say(id, "转人工");
    expect(await answered(runtime, id)).toEqual(["bot: 出错了", "system: requested", "bot: 同事会来"]);
    expect((await find(id)).state.phase).toBe("waiting");
  });

  test("has its buttons go the same way", async () => {
    const { runtime, reception, quiet, logOf, id } = await lost(gone);
    const seq = (await logOf(id)).find(({ body }) => body.type === "choices")?.seq ?? 0;
    await reception.choose(id, newCid(), { seq, option: "unsolved" });
    await quiet();
    expect(await answered(runtime, id)).toEqual(["bot: 出错了"]);
  });

  test("is not told before the customer writes", async () => {
    const { runtime, alarms, quiet, pass, say, id } = await lost(gone);
    alarms.start();
    await quiet();
    await pass(HALF_AN_HOUR);
    expect(await answered(runtime, id)).toEqual(["bot: 插上插头", "bot: 解决了吗"]);
    await say(id, "没解决");
    expect(await answered(runtime, id)).toEqual(["bot: 出错了"]);
  });
});

describe("a version", () => {
  test("is kept while a conversation stands in it or it is held to answer with, and dropped then", async () => {
    const { runtime, store, versions, publish, say, first, id } = await inside();
    const edits = ["一", "二", "三", "四", "五", "六", "七", "八"].map((word) =>
      edited("换个灯泡", `换个灯泡${word}`),
    );
    for (const files of edits) await publish(files);
    await settleVersions(store, runtime.content, versions, [], runtime.clock.now(), silentLog);
    expect(versions.kept.has(first.hash)).toBe(true);
    // The current one and the six before it, and the first.
    expect(versions.kept.size).toBe(8);
    await say(id, "解决了");
    for (const files of [...edits].reverse()) await publish(files);
    await settleVersions(store, runtime.content, versions, [], runtime.clock.now(), silentLog);
    expect(versions.kept.has(first.hash)).toBe(false);
  });

  test("that takes another's place has the log say how many customers it has a place for", async () => {
    const { runtime, store, versions, publish } = await inside();
    const { hash } = await publish(edited("- id: plug", "- id: socket\n    was: [plug]"));
    const lines: unknown[] = [];
    const log = {
      ...silentLog,
      info: (message: string, fields?: object) => void lines.push([message, fields]),
    };
    await settleVersions(store, runtime.content, versions, [], runtime.clock.now(), log);
    const counts = { current: 0, id: 0, was: 1, stays: 0 };
    expect(lines).toEqual([["Conversations stand inside dialogs.", { content: hash, ...counts }]]);
  });

  test("goes on answering when the store cannot say who stands where", async () => {
    const { runtime, versions } = await inside();
    const fail = () => Promise.reject(new Error("EIO"));
    await settleVersions(
      { positions: fail, contentInUse: fail },
      runtime.content,
      versions,
      [],
      0,
      silentLog,
    );
    expect(versions.kept.size).toBe(1);
  });

  test("that cannot be kept is warned of, and answers all the same", async () => {
    const warnings: string[] = [];
    const log = { ...silentLog, warn: (message: string) => void warnings.push(message) };
    const save = () => Promise.reject(new Error("ENOSPC"));
    await keepVersion({ ...keptVersions(), save }, await publishFiles(mendingContent), log);
    expect(warnings).toEqual([expect.stringContaining("cannot be kept")]);
  });

  test.each([
    ["gone", async () => undefined],
    ["unreadable", () => Promise.reject(new Error("EIO"))],
    ["refused by this program", async () => edited("dialog: mend", "dialogue: mend")],
  ])("that is %s is warned of, and counts as lost", async (_, load) => {
    const warnings: string[] = [];
    const log = { ...silentLog, warn: (message: string) => void warnings.push(message) };
    expect(await versionLoader({ ...keptVersions(), load }, publishFiles, log)("x")).toBeUndefined();
    expect(warnings).toHaveLength(1);
  });
});
