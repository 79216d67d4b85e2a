import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readContent } from "../../src/adapters/files/read-content.ts";
import { placesIn } from "../../src/content/lint-places.ts";
import { customerTexts, eachLanguage } from "../../src/content/lint-texts.ts";
import { loadBot } from "../../src/content/load-bot.ts";
import type { SourceFile } from "../../src/content/source.ts";
import { type SmallBot, smallBot, smallBotFiles } from "../support/small-bot.ts";

/** Every text with its place and what stands there in its file. */
function textsOf(files: readonly SourceFile[]) {
  const loaded = loadBot(files);
  if (!("bot" in loaded)) throw new Error("The content does not load.");
  return customerTexts(loaded.bot, placesIn(files))
    .flatMap(eachLanguage)
    .map(({ text, shown, locate, facts }) => {
      const { file, line, column } = locate();
      const lines = files.find(({ path }) => path === file)?.text.split("\n") ?? [];
      const written = lines[line - 1]?.slice(column - 1) ?? "";
      // A text in a block begins on the line below its mark.
      const there = /^[|>]-?$/u.test(written) ? (lines[line]?.trim() ?? "") : written;
      return { text, shown, facts, place: `${file}:${line}:${column}`, there };
    });
}

const own = (parts: SmallBot) =>
  textsOf(smallBotFiles(parts)).filter(({ place }) => place.startsWith("dialogs/a.yaml"));

const START = "start: { phrases: [甲] }\n";

describe("of the bot as it is shipped", () => {
  const files = readContent(join(import.meta.dirname, "../.."));

  test("every text is found where it is written", async () => {
    const texts = textsOf(await files);
    const misplaced = texts.filter(
      ({ text, there }) => !there.replace(/^["']/u, "").replaceAll('\\"', '"').startsWith(text.slice(0, 12)),
    );
    expect(misplaced).toEqual([]);
    expect(texts.length).toBeGreaterThan(300);
  });

  test("none is told twice", async () => {
    const places = textsOf(await files).map(({ place }) => place);
    expect(new Set(places).size).toBe(places.length);
  });
});

test("the same words twice in a step have two places", () => {
  const step = "  - say: [{ zh: 好, en: Good }, { zh: 好, en: Good }]\n";
  const places = own({ dialogs: { a: `${START}steps:\n${step}` } })
    .filter(({ text }) => text === "好")
    .map(({ place }) => place);
  expect(places).toEqual(["dialogs/a.yaml:5:17", "dialogs/a.yaml:5:38"]);
});

test("a label is found at the label, and not among the words for it", () => {
  const step = `  - ask: { zh: 哪个, en: Which }
    options:
      - phrases: [这个, This]
        label: { zh: 这个, en: This }
        go: end
`;
  const [label] = own({ dialogs: { a: `${START}steps:\n${step}` } }).filter(({ text }) => text === "这个");
  expect(label).toMatchObject({ shown: "label", place: "dialogs/a.yaml:8:22" });
});

test("what the engine adds to a question is told of where it is written, once", () => {
  const yesno = "  - ask: { zh: 好了吗, en: Ready }\n    yesno: { yes: next, no: end }\n";
  const check = "  - check: { title: { zh: 卡, en: Card }, say: { zh: 换卡, en: Change it } }\n";
  const dialogs = { a: `${START}steps:\n${yesno}${yesno}`, b: `start: { phrases: [乙] }\nsteps:\n${check}` };
  expect(own({ dialogs }).filter(({ shown }) => shown === "label")).toEqual([]);
  const all = textsOf(smallBotFiles({ dialogs }));
  for (const words of ["是的", "解决了吗？"])
    expect(all.filter(({ text }) => text === words).map(({ place }) => place)).toEqual([
      expect.stringMatching(/^dialogs\/_patterns\.yaml:\d+:/u),
    ]);
});

test("a text over several lines is found at its first", () => {
  const step = "  - say:\n      zh: |\n        第一行\n        第二行\n      en: Two lines\n";
  const [text] = own({ dialogs: { a: `${START}steps:\n${step}` } }).filter(({ text: said }) =>
    said.includes("行"),
  );
  expect(text?.place).toBe("dialogs/a.yaml:6:11");
});

test("a bot whose files are not at hand has places all the same", () => {
  const bot = smallBot({ dialogs: { a: `${START}steps: [{ say: 好 }]\n` } });
  const [name] = customerTexts(bot, placesIn([]));
  expect(name?.locate("zh")).toEqual({ file: "bot.yaml", line: 1, column: 1 });
});
