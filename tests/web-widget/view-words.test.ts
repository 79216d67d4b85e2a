import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";

const source = new URL("../../web-widget/src/", import.meta.url);
const FOLDERS = {
  "the first words": ["strings/", ""],
  "the later words": ["chat/later/", "words."],
} as const;

type Words = Readonly<Record<string, unknown>>;

async function languages([folder, prefix]: readonly [string, string]): Promise<ReadonlyMap<string, Words>> {
  const names = await readdir(new URL(folder, source));
  const files = names.filter((name) => name.startsWith(prefix) && name.endsWith(".json"));
  const read = files.map(
    async (name) =>
      [
        name.slice(prefix.length, -".json".length),
        JSON.parse(await readFile(new URL(folder + name, source), "utf8")),
      ] as const,
  );
  return new Map(await Promise.all(read));
}

const placeholders = (text: unknown) => [...String(text).matchAll(/\{\w+\}/gu)].map(([name]) => name).sort();

test.each(Object.entries(FOLDERS))(
  "%s are complete in every language, with the same values to fill in",
  async (_, folder) => {
    const found = await languages(folder);
    expect([...found.keys()].sort()).toEqual(["en", "zh-CN", "zh-TW"]);
    const own = found.get("zh-CN") ?? {};
    expect(Object.keys(own).length).toBeGreaterThan(10);
    for (const words of found.values()) {
      expect(Object.keys(words)).toEqual(Object.keys(own));
      for (const [name, text] of Object.entries(words)) {
        expect(String(text).trim(), name).not.toBe("");
        expect(placeholders(text), name).toEqual(placeholders(own[name]));
      }
    }
  },
);

test("what a customer in Taiwan reads is in the words used there", async () => {
  const texts = (
    await Promise.all(
      Object.values(FOLDERS).map(async (folder) => (await languages(folder)).get("zh-TW") ?? {}),
    )
  ).flatMap((file) => Object.values(file).map(String));
  expect(texts.length).toBeGreaterThan(40);
  // Simplified characters, and words that are said otherwise in Taiwan.
  const mainland = /[发连断们这为时选录图张请问详]|智能|加載|消息|信息|重連|人工|標籤頁|發送|默認|屏幕|鏈接/u;
  expect(texts.filter((text) => mainland.test(text))).toEqual([]);
});
