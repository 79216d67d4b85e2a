import path from "node:path";
import { expect, test } from "vitest";
import { importBotium } from "../../../src/adapters/botium/import-botium.ts";
import type { DraftSuite } from "../../../src/regression/draft/draft.ts";
import { publishFiles } from "../../support/mending-bot.ts";
import { smallBotFiles } from "../../support/small-bot.ts";
import { foreignFile, refusalOf, runImportedTests, sampleFiles, writtenBot } from "../imported-bot.ts";

const gym = importBotium(await sampleFiles(path.join(import.meta.dirname, "gym")));

/** The bot that the convos are about. */
const bot = smallBotFiles({
  dialogs: {
    hours: `
      start: { intents: [opening.hours] }
      steps: [{ say: 我们六点到十点开门。 }]
    `,
    greet: `
      start: { phrases: [你好] }
      steps: [{ say: 您好，这里是燃动健身。 }]
    `,
    bye: `
      start: { phrases: [再见, 拜拜] }
      steps: [{ say: 再见，常来。 }]
    `,
    coach: `
      start: { phrases: [找个教练] }
      steps: [{ say: 请到前台找教练。 }]
    `,
    month: `
      start: { phrases: [月卡多少钱] }
      steps:
        - ask: 月卡300元
          options: [{ label: 办卡, go: desk }, { label: 再看看, go: end }]
        - { id: desk, say: 请到前台办卡。 }
    `,
    year: `
      start: { phrases: [年卡多少钱] }
      steps:
        - ask: 年卡2400元
          options: [{ label: 办卡, go: desk }, { label: 再看看, go: end }]
        - { id: desk, say: 请到前台办卡。 }
    `,
  },
  intents: {
    "opening.hours": `
      intent: opening.hours
      title: 营业时间
      utterances: { zh: [几点开门, 营业到几点, 周末开门吗], en: [when are you open] }
    `,
  },
});

function listed(what: string): readonly string[] {
  return gym.untranslated
    .filter((one) => one.what.includes(what))
    .map(({ file, line, why }) => `${file}:${line ?? ""} ${why}`);
}

function caseNamed(name: string): DraftSuite["cases"][number] | undefined {
  return gym.suites.flatMap(({ cases }) => cases).find((one) => one.name === name);
}

test("convos are dialog tests that the bot they are about passes", async () => {
  const suites = (await writtenBot(gym)).filter(({ path: file }) => file.startsWith("tests/"));
  expect(suites.map(({ path: file }) => file)).toEqual([
    "tests/dialogs/desk.test.yaml",
    "tests/dialogs/botium.test.yaml",
  ]);
  expect(runImportedTests(await publishFiles(bot), suites)).toEqual({ cases: 9, failures: [] });
});

test("the same convos fail on a bot that answers otherwise", async () => {
  const suites = (await writtenBot(gym)).filter(({ path: file }) => file.startsWith("tests/"));
  const wrong = bot.map((file) => ({ ...file, text: file.text.replace("六点到十点", "全天") }));
  expect(runImportedTests(await publishFiles(wrong), suites).failures).toHaveLength(4);
});

test("a text that names utterances is had with each of them, and what is understood is asked", () => {
  expect(caseNamed("问营业时间")).toEqual({
    name: "问营业时间",
    each: [{ ask_hours: "几点开门" }, { ask_hours: "营业到几点" }, { ask_hours: "周末开门吗" }],
    talk: [
      { me: "{ask_hours}", nlu: { intent: "opening.hours", min: 0.3 } },
      { bot: { text: "六点到十点" } },
    ],
  });
});

test("a scripting memory is a table, buttons are pressed, and pauses pass", () => {
  expect(caseNamed("问价格")).toEqual({
    name: "问价格",
    each: [
      { card: "月卡", price: "300" },
      { card: "年卡", price: "2400" },
    ],
    talk: [
      { me: "{card}多少钱" },
      { bot: { text: "{card}{price}元", buttons: ["办卡", "再看看"] } },
      { never: { buttons: ["退卡"] } },
      { me: { tap: "办卡" } },
      { bot: { text: "请稍等", optional: true } },
      { bot: { text: "请到前台办卡。" } },
      { clock: "+500ms" },
    ],
  });
});

test("partial convos stand where they are included", () => {
  expect(caseNamed("先打招呼")?.talk).toEqual([
    { me: "你好" },
    { bot: { text: { any: ["欢迎光临", "您好，这里是燃动健身"] } } },
    { me: "几点开门" },
    { bot: { text: "六点到十点" } },
    { me: "再见" },
    { never: { text: "六点" } },
  ]);
});

test("everything is counted as taken over or left, and what is left is listed as often", () => {
  const left: Readonly<Record<string, RegExp>> = {
    files: /^botium\.json$/u,
    convos: /^convo "/u,
    "partial convos": /^partial convo "/u,
    utterances: /^utterances "/u,
  };
  expect(Object.fromEntries(gym.counts.map(({ what, of, taken }) => [what, `${taken} of ${of}`]))).toEqual({
    files: "11 of 12",
    convos: "5 of 7",
    "partial convos": "2 of 3",
    utterances: "3 of 4",
    "scripting memories": "1 of 1",
  });
  for (const { what, of, taken } of gym.counts) {
    const found = gym.untranslated.filter((one) => left[what]?.test(one.what) === true);
    expect([what, found.length]).toEqual([what, of - taken]);
  }
});

test("what has no place here is listed with file and line", () => {
  expect(listed("ENTITY_VALUES")).toEqual([
    "desk/later.convo.txt:12 say which slots hold what: slots: { … }",
  ]);
  expect(listed("UPDATE_CUSTOM")).toEqual([
    "parts/login.pconvo.txt:3 what is done at the begin has no place here",
  ]);
  expect(listed("会话里取的号")).toEqual([
    "desk/token.convo.txt:1 line 3: what the customer says is only known while Botium runs",
  ]);
  expect(listed('section "hooks"')).toEqual(["more.yaml:26 not known to this importer"]);
  expect(listed("没人说话")).toContain("more.yaml:16 no customer says anything in it");
});

test("of a table that is too large, the first rows are taken, and that is said", () => {
  const texts = (name: string): string =>
    [name, ...Array.from({ length: 20 }, (_, at) => `${name}${at}`)].join("\n");
  const { suites, untranslated } = importBotium([
    foreignFile("a.utterances.txt", texts("A")),
    foreignFile("b.utterances.txt", texts("B")),
    foreignFile("ab.convo.txt", "both\n\n#me\nA\n\n#me\nB\n"),
  ]);
  expect(suites[0]?.cases[0]?.each).toHaveLength(200);
  expect(untranslated).toEqual([
    {
      file: "ab.convo.txt",
      line: 1,
      what: 'convo "both"',
      why: "its table has 400 rows; the first 200 are taken",
    },
  ]);
});

test.each([
  [
    "a block of another name",
    "a.convo.txt",
    "a\n\n#me\nhi\n\n#robot\nhi",
    'a.convo.txt:6: "#robot" is no block of a convo',
  ],
  [
    "a table without variables",
    "a.scriptingmemory.txt",
    "one|two",
    "a.scriptingmemory.txt:1: the first row names variables",
  ],
  ["broken YAML", "a.yaml", "convos:\n  - name: [", "a.yaml:2: this is not YAML"],
  [
    "a step of two speakers",
    "a.yaml",
    "convos:\n  - name: a\n    steps:\n      - me: [x]\n        bot: [y]",
    "a.yaml:4: a step has one of",
  ],
  ["a wrong type", "a.yaml", "convos:\n  name: a", "a.yaml:1: convos: "],
])("%s is refused with file and line", (_what, name, text, message) => {
  expect(refusalOf(() => importBotium([foreignFile(name, text)]))).toContain(`FILE_UNREADABLE ${message}`);
});

test("partial convos that include one another without end are refused", () => {
  const files = [
    foreignFile("a.pconvo.txt", "A\n\n#include\nB"),
    foreignFile("b.pconvo.txt", "B\n\n#include\nA"),
    foreignFile("c.convo.txt", "C\n\n#me\nhi\n\n#include\nA"),
  ];
  expect(refusalOf(() => importBotium(files))).toContain("include one another: C → A → B → A");
});

test("a file that is not UTF-8 is refused at the line where it stops being it", () => {
  const bytes = new Uint8Array([...new TextEncoder().encode("a\n\n#me\n"), 0xc4, 0xe3, 0xba, 0xc3]);
  expect(refusalOf(() => importBotium([{ path: "a.convo.txt", bytes }]))).toContain(
    "a.convo.txt:4: this is not UTF-8",
  );
});
