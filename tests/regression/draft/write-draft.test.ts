import path from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { readContent } from "../../../src/adapters/files/read-content.ts";
import { loadBot } from "../../../src/content/load-bot.ts";
import { describeProblem } from "../../../src/content/source.ts";
import { commonGround } from "../../../src/regression/draft/common-ground.ts";
import { commonNone, commonPerson } from "../../../src/regression/draft/common-intents.ts";
import { contentYaml } from "../../../src/regression/draft/content-yaml.ts";
import type { Draft, DraftIntent } from "../../../src/regression/draft/draft.ts";
import { generalNone, ownBusiness } from "../../../src/regression/draft/neutral-words.ts";
import { personDialog } from "../../../src/regression/draft/person-dialog.ts";
import { placeholders } from "../../../src/regression/draft/placeholders.ts";
import { onlyReached, targetsOf } from "../../../src/regression/draft/reached-steps.ts";
import { settleDraft } from "../../../src/regression/draft/settle-draft.ts";
import { writeDraft } from "../../../src/regression/draft/write-draft.ts";
import { smallDraft } from "./small-draft.ts";

const common = await readContent(path.join(import.meta.dirname, "../../.."));

function intent(name: string, zh: string[], en: string[] = []): DraftIntent {
  return { intent: name, title: name, utterances: { zh, en } };
}

function written(parts: Partial<Draft>) {
  const { files, untranslated } = writeDraft(smallDraft(parts), common);
  const { problems } = loadBot(files.filter(({ path: file }) => !file.startsWith("tests/")));
  return {
    text: (name: string) => files.find((file) => file.path === name)?.text ?? "",
    files,
    listed: untranslated.map(({ what, why }) => `${what}: ${why}`),
    errors: problems.filter(({ severity }) => severity === "error").map(describeProblem),
  };
}

const stock = {
  intents: [intent("stock", ["有货吗", "还有没有现货"])],
  dialogs: [{ dialog: "stock", title: "库存", start: { intents: ["stock"] }, steps: [{ say: "有货。" }] }],
};

test("a bot of one question is complete and loads", () => {
  const bot = written(stock);
  expect(bot.errors).toEqual([]);
  expect(bot.listed).toEqual([]);
});

test("nothing it says, and no utterance it brings, is about our own business", () => {
  const { files } = written(stock);
  const said = files.filter(({ path: file }) => !file.endsWith("_lexicon.yaml")).map(({ text }) => text);
  expect(
    said
      .join("\n")
      .split("\n")
      .filter((line) => ownBusiness.test(line)),
  ).toEqual([]);
});

test("every part of none.yaml that is taken over is there", () => {
  const none = common.find((file) => file.path === "intents/none.yaml")?.text ?? "";
  for (const part of generalNone) expect(none).toContain(`# ${part}\n`);
});

test("a text that the bot serves is not taken for nonsense, nor for a wish for a person", () => {
  const none =
    "utterances:\n  zh:\n    # junk\n    - 那个\n    - 有货吗\n    # near-domain\n    - 别的\n  en: []\n";
  expect(commonNone(none, stock.intents).utterances.zh).toEqual(["那个"]);
  const person =
    "intent: human.agent\ntitle: 人工\nutterances: { zh: [找人, 有货吗, 分期找人, '[找](x)人'], en: [] }\n";
  expect(commonPerson(person, stock.intents).utterances.zh).toEqual(["找人"]);
});

test("a text in two intents is kept in the first, and listed", () => {
  const twice = { ...stock, intents: [...stock.intents, intent("price", ["多少钱", "有货吗？"])] };
  const bot = written(twice);
  expect(bot.errors).toEqual([]);
  expect(parse(bot.text("intents/price.yaml"))).toMatchObject({ utterances: { zh: ["多少钱"] } });
  expect(bot.listed).toContainEqual(expect.stringMatching(/^utterance "有货吗？": stands in "stock"/u));
});

test("an intent that nothing answers asks for a person; one that only answers is not understood by itself", () => {
  const intents = [...stock.intents, intent("lost", ["丢了"]), intent("red", ["红的"])];
  const ask = { ask: "颜色？", options: [{ label: "红", phrases: ["intent:red"], go: "end" }] };
  const dialogs = [{ dialog: "stock", title: "库存", start: { intents: ["stock"] }, steps: [ask] }];
  const bot = written({ intents, dialogs });
  expect(bot.errors).toEqual([]);
  expect(parse(bot.text("dialogs/lost.yaml"))).toMatchObject({ steps: [{ human: { reason: "lost" } }] });
  expect(parse(bot.text("dialogs/red.yaml"))).toMatchObject({ steps: [{ go: "unclear-1" }] });
  expect(placeholders(intents, dialogs, ["lost"]).dialogs.map(({ dialog }) => dialog)).toEqual(["red"]);
});

test("phrases and intents that start something already are left to it", () => {
  const second = {
    dialog: "more",
    title: "更多",
    start: { intents: ["stock"], phrases: ["更多", "转人工"] },
    steps: [{ say: "好" }],
  };
  const bot = written({ ...stock, dialogs: [...stock.dialogs, second] });
  expect(bot.errors).toEqual([]);
  expect(parse(bot.text("dialogs/more.yaml"))).toMatchObject({ start: { phrases: ["更多"] } });
  expect(bot.listed).toHaveLength(2);
});

test("steps that nothing leads to are left out and listed", () => {
  const steps = [
    { say: "一", go: "end" },
    { id: "lost", say: "二" },
  ];
  const bot = written({
    ...stock,
    dialogs: [{ dialog: "stock", title: "库存", start: { intents: ["stock"] }, steps }],
  });
  expect(bot.errors).toEqual([]);
  expect(bot.listed).toEqual(['step "lost": nothing leads to it; left out']);
});

test("a step is reached by every way there is", () => {
  expect(targetsOf({ when: [{ if: "a", go: "x" }, { else: "y" }] })).toEqual(["x", "y"]);
  expect(targetsOf({ call: "a", outcomes: { done: "x", error: "y" } })).toEqual(["x", "y"]);
  expect(targetsOf({ ask: "a", yesno: { yes: "x", no: { label: "n", go: "y" } } })).toEqual(["x", "y"]);
  expect(targetsOf({ ask: "a", slot: "s", otherwise: "x" })).toEqual(["x", "next"]);
  expect(targetsOf({ say: { text: "a", buttons: [{ label: "b", go: "x" }] } })).toEqual(["x", "next"]);
  const dialogs = [
    { dialog: "a", title: "a", start: { phrases: ["a"] }, steps: [{ go: "b#two" }] },
    { dialog: "b", title: "b", steps: [{ say: "1" }, { id: "two", say: "2" }] },
  ];
  expect(onlyReached(dialogs, {}).dialogs.map(({ steps }) => steps.length)).toEqual([1, 1]);
});

test("a dialog that only asks for a person becomes what happens whenever one is wanted", () => {
  const staff = {
    dialog: "staff",
    title: "店员",
    start: { intents: ["staff"] },
    steps: [{ say: "我去叫人。" }, { human: { reason: "找人" } }],
  };
  const bot = written({
    intents: [...stock.intents, intent("staff", ["找店员"])],
    dialogs: [...stock.dialogs, staff],
  });
  expect(personDialog({ dialogs: [staff] })).toBe(staff);
  expect(bot.errors).toEqual([]);
  expect(parse(bot.text("dialogs/_patterns.yaml"))).toMatchObject({
    patterns: { human: { start: { intents: ["staff"] } } },
  });
  expect(bot.files.map(({ path: file }) => file)).not.toContain("dialogs/staff.yaml");
});

test("a pattern of the draft replaces the common one", () => {
  const ground = commonGround(common, smallDraft({ patterns: { done: { steps: [{ say: "完了。" }] } } }));
  expect(parse(ground.patterns)).toMatchObject({ patterns: { done: { steps: [{ say: "完了。" }] } } });
});

test("settling keeps a negative example unless the intent has it as an utterance", () => {
  const own = { ...intent("stock", ["有货吗"]), not: { zh: ["有货吗", "多少钱"] } };
  const settled = settleDraft(smallDraft({ intents: [own] }), { phrases: [], intents: ["stock"] });
  expect(settled.intents[0]?.not).toEqual({ zh: ["多少钱"] });
  expect(settled.untranslated).toHaveLength(1);
});

test("values are read back from the YAML as they were, however odd", () => {
  const odd = {
    a: "是: 否",
    b: ["- x", "#y", "null", "12", "{{ z }}"],
    c: { zh: "一\n二", en: "'\"" },
    d: [],
    e: "yes",
  };
  expect(parse(contentYaml(odd))).toEqual(odd);
  expect(contentYaml({ title: { zh: "一", en: "one" } })).toBe("title: { zh: 一, en: one }\n");
});
