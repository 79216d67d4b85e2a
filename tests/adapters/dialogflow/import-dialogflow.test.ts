import path from "node:path";
import { expect, test } from "vitest";
import { importDialogflow } from "../../../src/adapters/dialogflow/import-dialogflow.ts";
import {
  foreignFile,
  loadErrors,
  refusalOf,
  runImportedTests,
  sampleFiles,
  trained,
  writtenBot,
} from "../imported-bot.ts";

const files = await sampleFiles(path.join(import.meta.dirname, "library"));
const library = importDialogflow(files);

function listed(what: string): readonly string[] {
  return library.untranslated
    .filter((one) => one.what.includes(what))
    .map(({ file, line, why }) => `${file}:${line ?? ""} ${why}`);
}

/** How many messages stand in the files of a folder. */
function messagesIn(folder: string): number {
  const texts = files
    .filter((file) => file.path.startsWith(folder))
    .map(({ bytes }) => new TextDecoder().decode(bytes));
  return texts.reduce((sum, text) => sum + (text.match(/"type": \d/gu)?.length ?? 0), 0);
}

/** What the agent does in Dialogflow, said as dialog tests. */
const talks = {
  path: "tests/dialogs/library.test.yaml",
  text: `
suite: library
cases:
  - name: a book is asked for, kept, and the yes understood
    talk:
      - me: 我想续借
      - bot: 想续借哪本书？
      - me: 石头记
      - bot: 续借几周？
      - me: "2"
      - bot: 《红楼梦》可以续借2周。要现在续吗？
      - me: 麻烦续一下
      - bot: 续好了。
  - name: what the customer says at once is not asked again
    language: en
    talk:
      - me: renew Emma
      - bot: For how many weeks?
      - me: "3"
      - bot: Emma can be kept for 3 more weeks.
      - me: { tap: no thanks }
      - bot: All right, I will leave it.
  - name: neither yes nor no is asked once more
    talk:
      - me: 我想续借
      - bot: 想续借哪本书？
      - me: 爱玛
      - me: "1"
      - bot: 要现在续吗？
      - me: 帮我点外卖
      - bot: 续，还是不续？
  - name: an answer of a follow-up intent goes on
    talk:
      - me: 明天想订自习室
      - bot: 有空房间。
      - bot: { text: 要安静的还是讨论用的？, buttons: [讨论用的, 安静的] }
      - me: 一个人用的单间
      - bot: 给您留了三楼的单间。
  - name: two messages come one after the other
    talk:
      - me: 几点开门
      - bot: 每天九点开门。
      - bot: 周一闭馆。
  - name: an intent that needs a context follows the one that sets it
    talk:
      - me: 逾期罚款怎么交
      - bot: 罚款在前台交，要查金额吗？
      - me: 要交多少
      - bot: 金额看借阅证背面的网址。
  - name: what was not understood is answered in the agent's words
    talk:
      - me: 帮我点外卖
      - bot: { pattern: unclear-1, text: 没听明白，再说一遍好吗？ }
  - name: a person is called
    talk:
      - me: 找馆员
      - handoff: true
`,
};

test("a library's agent loads as it is written, and talks as it did", async () => {
  const written = [...(await writtenBot(library)), talks];
  expect(loadErrors(written)).toEqual([]);
  expect(runImportedTests(await trained(written), written)).toEqual({ cases: 8, failures: [] });
});

test("everything in the export is counted as taken over or left, and what is left is listed as often", () => {
  const left: Readonly<Record<string, RegExp>> = {
    files: /\.json$/u,
    entities: /^entity "trip"/u,
    "training phrases": /^"@book/u,
    messages: /^(?:message|quick replies)/u,
    intents: /^intent "reminder"/u,
  };
  expect(
    Object.fromEntries(library.counts.map(({ what, of, taken }) => [what, `${taken} of ${of}`])),
  ).toEqual({
    files: `${files.length - 2} of ${files.length}`,
    entities: "2 of 3",
    "training phrases": "53 of 54",
    messages: `29 of ${messagesIn("intents/")}`,
    intents: "13 of 14",
  });
  for (const { what, of, taken } of library.counts) {
    const found = library.untranslated.filter((one) => left[what]?.test(one.what) === true);
    expect([what, found.length]).toEqual([what, of - taken]);
  }
});

test("what has no place here is listed with file and line", () => {
  expect(listed("webhook (room.reserve)")).toEqual([
    "intents/room.reserve.json:90 call an action of dialogs/_actions.yaml instead",
  ]);
  expect(listed("quick replies 都要")).toEqual([
    "intents/room.reserve.json:67 no follow-up intent has these words; write them as options or buttons",
  ]);
  expect(listed("DUE_TOMORROW")).toEqual([
    "intents/reminder.json:28 nothing sends events here; use a button that asks for the intent",
  ]);
  expect(listed("(?=x)y")).toEqual(["entities/card_entries_zh-cn.json:2 Look-around is not supported."]);
  expect(listed("hours.ask_usersays_fr")).toEqual([
    "intents/hours.ask_usersays_fr.json: its language, fr, is not spoken here",
  ]);
});

test("training phrases keep their marks, and both languages stand in one intent", () => {
  expect(library.intents.find(({ intent }) => intent === "book.renew")).toEqual({
    intent: "book.renew",
    title: { zh: "我想续借", en: "I want to renew a book" },
    contexts: ["global", "book.renew"],
    utterances: {
      zh: ["我想续借", "续借[红楼梦](book)", "帮我把[石头记](book)再借[两](weeks)周", "书可以多借几天吗"],
      en: ["I want to renew a book", "renew [Emma](book)", "can I keep a book longer"],
    },
    slots: { book: { entity: "book" }, weeks: { entity: "number" } },
  });
});

test("an entity's names come from the entries of every language", () => {
  expect(library.entities).toContainEqual({
    entity: "book",
    values: [
      {
        value: "hong-lou-meng",
        label: "红楼梦",
        synonyms: { zh: ["石头记"], en: ["Dream of the Red Chamber"] },
      },
      { value: "Emma", label: "Emma", synonyms: { zh: ["爱玛"], en: ["Emma by Austen"] } },
    ],
  });
  expect(library.entities).toContainEqual({ entity: "card", patterns: ["L\\d{8}"] });
});

test("the agent's name and its first words become the bot's", () => {
  expect(library.name).toBe("小书");
  expect(library.greeting).toEqual({ zh: "您好，这里是图书馆。", en: "Hello, this is the library." });
});

test("an agent that was unzipped into a folder of its own is the same", () => {
  const moved = files.map((file) => ({ ...file, path: `library-agent/${file.path}` }));
  expect(importDialogflow(moved).intents).toEqual(library.intents);
});

test.each([
  ["broken JSON", "intents/a.json", '{\n  "name": "a",\n  b\n}', "intents/a.json:3: this is not JSON"],
  [
    "a wrong type",
    "intents/a.json",
    '{\n  "name": "a",\n  "responses": {}\n}',
    "intents/a.json:3: responses: ",
  ],
  ["a missing name", "entities/a.json", "{}", "entities/a.json:1: name: "],
  [
    "a phrase without words",
    "intents/a_usersays_en.json",
    '[\n  { "data": 1 }\n]',
    "intents/a_usersays_en.json:2: 0.data: ",
  ],
])("%s is refused with file and line", (_what, name, text, message) => {
  const agent = foreignFile("agent.json", '{ "language": "en" }');
  const intent = foreignFile("intents/a.json", '{ "name": "a" }');
  const broken = foreignFile(name, text);
  const all = [agent, ...(name === intent.path ? [] : [intent]), broken];
  expect(refusalOf(() => importDialogflow(all))).toContain(`FILE_UNREADABLE ${message}`);
});
