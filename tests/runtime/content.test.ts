import { expect, test } from "vitest";
import { Content } from "../../src/runtime/content.ts";
import { deferred } from "../support/deferred.ts";
import { mendingContent, publishFiles } from "../support/mending-bot.ts";
import { smallRuntime } from "../support/small-runtime.ts";

const changed = (from: string, to: string) =>
  mendingContent.map((file) => ({ ...file, text: file.text.replaceAll(from, to) }));

test("changed content answers whoever asks next, without a restart", async () => {
  const { open, say, transcript, content } = await smallRuntime();
  const id = await open();
  await say(id, "讲个笑话");
  expect(await content.reload(() => publishFiles(changed("插上插头", "先插上插头")))).toBe(true);
  await say(id, "坏了怎么办");
  expect((await transcript(id)).slice(-2)).toEqual(["bot: 先插上插头", "bot: 解决了吗"]);
});

test("broken content is reported with its place, and what was there goes on answering", async () => {
  const { open, say, transcript, content } = await smallRuntime();
  const id = await open();
  const broken = changed("dialog: mend", "dialogue: mend");
  await expect(content.reload(() => publishFiles(broken))).rejects.toMatchObject({
    code: "CONTENT_INVALID",
    message: expect.stringContaining("dialogs/mend.yaml:2:1"),
  });
  await say(id, "坏了怎么办");
  expect(await transcript(id)).toContain("bot: 插上插头");
});

test("every error in broken training data is told with its place, and the model that is running stays", async () => {
  const content = new Content(await publishFiles(mendingContent));
  const before = content.current;
  const broken = mendingContent.map((file) => ({
    ...file,
    text: file.text
      .replace("[昨天](day)", "[昨天](dya)")
      .replace("en: [what is the weather", "english: [what is the weather")
      .replace("polite: {", "polite: [")
      .replace("- id: lamp", "- id: plug"),
  }));
  const error = await content.reload(() => publishFiles(broken)).catch((thrown: unknown) => thrown);
  expect(String(error).match(/^\S+:\d+:\d+ error \[[\w-]+\]/gmu)).toEqual([
    "dialogs/mend.yaml:10:9 error [step-duplicate]",
    "intents/_lexicon.yaml:5:26 error [yaml]",
    "intents/mend.yaml:6:33 error [slot-missing]",
    "intents/none.yaml:5:3 error [schema]",
    "intents/none.yaml:6:3 error [unknown-key]",
  ]);
  expect(content.current).toBe(before);
  const asked = { language: "zh", contexts: ["global"], expecting: { yesno: false, intents: [] } } as const;
  expect(content.current.understand("坏了怎么办", asked).intents[0]?.name).toBe("mend");
});

test("content that is the same changes nothing", async () => {
  const content = new Content(await publishFiles(mendingContent));
  const before = content.current;
  expect(await content.reload(() => publishFiles(mendingContent))).toBe(false);
  expect(content.current).toBe(before);
});

test("of two reloads at once, the later one wins, however long the first takes", async () => {
  const first = await publishFiles(mendingContent);
  const content = new Content(first);
  const older = { ...first, hash: "older" };
  const newer = { ...first, hash: "newer" };
  const slow = deferred<typeof older>();
  const both = [content.reload(() => slow.promise), content.reload(async () => newer)];
  await both[1];
  slow.resolve(older);
  expect(await Promise.all(both)).toEqual([false, true]);
  expect(content.current.hash).toBe("newer");
});

test("an earlier version is loaded once, and one that is lost is not looked for again and again", async () => {
  const first = await publishFiles(mendingContent);
  const asked: string[] = [];
  const content = new Content(first, async (hash) => {
    asked.push(hash);
    return hash === "lost" ? undefined : { ...first, hash };
  });
  for (const hash of ["old", "lost", "old", "lost", first.hash]) await content.version(hash);
  expect(asked).toEqual(["old", "lost"]);
  expect(await content.version(first.hash)).toBe(first);
});

test("the six versions that were needed last are held, and what was current before is one of them", async () => {
  const first = await publishFiles(mendingContent);
  const content = new Content(first, async (hash) => ({ ...first, hash }));
  for (const hash of ["a", "b", "c", "d", "e"]) await content.version(hash);
  await content.reload(async () => ({ ...first, hash: "new" }));
  await content.version("a");
  await content.version("f");
  expect(content.held).toEqual(["new", "c", "d", "e", first.hash, "a", "f"]);
});
