import path from "node:path";
import { expect, test } from "vitest";
import { importRasa } from "../../../src/adapters/rasa/import-rasa.ts";
import type { Draft } from "../../../src/regression/draft/draft.ts";
import {
  foreignFile,
  loadErrors,
  refusalOf,
  runImportedTests,
  sampleFiles,
  trained,
  writtenBot,
} from "../imported-bot.ts";

const gym = importRasa(await sampleFiles(path.join(import.meta.dirname, "gym")));
const old = importRasa(await sampleFiles(path.join(import.meta.dirname, "old")));

function listed({ untranslated }: Draft, what: string): readonly string[] {
  return untranslated
    .filter((one) => one.what.includes(what))
    .map(({ file, line, why }) => `${file}:${line ?? ""} ${why}`);
}

function countsOf({ counts }: Draft): Readonly<Record<string, string>> {
  return Object.fromEntries(counts.map(({ what, of, taken }) => [what, `${taken} of ${of}`]));
}

test("a gym's bot loads as it is written, and its stories and end-to-end tests pass", async () => {
  const files = await writtenBot(gym);
  expect(loadErrors(files)).toEqual([]);
  expect(runImportedTests(await trained(files), files)).toEqual({ cases: 4, failures: [] });
});

test("a library's bot in the old Markdown and JSON loads, and its stories pass", async () => {
  const files = await writtenBot(old);
  expect(loadErrors(files)).toEqual([]);
  expect(runImportedTests(await trained(files), files)).toEqual({ cases: 2, failures: [] });
  expect(old.languages).toEqual(["en"]);
});

test("everything in the gym's files is counted as taken over or left", () => {
  expect(countsOf(gym)).toEqual({
    files: "8 of 10",
    slots: "6 of 7",
    "regular expressions": "1 of 2",
    "lookup tables": "1 of 1",
    synonyms: "1 of 2",
    entities: "4 of 5",
    rules: "5 of 7",
    stubs: "2 of 2",
    flows: "3 of 4",
    stories: "2 of 3",
    tests: "2 of 3",
    intents: "7 of 9",
    utterances: "24 of 24",
    responses: "16 of 17",
  });
});

test("what is left of each kind is listed with file and line, as often as it is counted", () => {
  const left: Readonly<Record<string, RegExp>> = {
    files: /^(?:endpoints\.yml|actions\/actions\.py)$/u,
    slots: /^slot "/u,
    "regular expressions": /^regex "/u,
    synonyms: /^synonyms of/u,
    entities: /^entity "nickname"/u,
    rules: /^rule "(?:停卡中间问时间|两轮)"/u,
    flows: /^flow "/u,
    stories: /^story "半截"/u,
    tests: /^test "按没有的按钮"/u,
    intents: /^intent "(?:never_trained|affirm)"/u,
    responses: /^response "utter_promo"/u,
  };
  for (const { what, of, taken } of gym.counts) {
    const pattern = left[what];
    const found = gym.untranslated.filter(
      (one) => pattern?.test(one.what) === true && !/slot "\w+" between/u.test(one.what),
    );
    expect([what, found.length]).toEqual([what, of - taken]);
  }
  expect(listed(gym, 'rule "两轮"')).toEqual([
    "data/rules.yml:37 more than one turn of the customer; write it as a dialog",
  ]);
  expect(listed(gym, "slots.seats in magic")).toEqual([
    "data/flows.yml:30 it goes on after what could be read: in magic",
  ]);
  expect(listed(gym, "gazette")).toEqual(["data/nlu.yml:68 not known to this importer"]);
  expect(listed(gym, "persisted_slots")).toEqual(["data/flows.yml:10 has no place in this program's files"]);
});

test("examples keep their marks, in every way that Rasa has of writing them", () => {
  expect(gym.intents.find(({ intent }) => intent === "book_class")).toMatchObject({
    title: "约课",
    slots: { course: { entity: "course" } },
    utterances: {
      zh: [
        "我想约课",
        "帮我约[瑜伽](course)",
        "约一节[动感单车](course)",
        "预约团课",
        "想上[瑜珈](course)课",
      ],
    },
  });
  expect(gym.entities).toContainEqual({
    entity: "course",
    values: [
      { value: "yu-jia", label: "瑜伽", synonyms: { zh: ["瑜珈"] } },
      { value: "pu-la-ti", label: "普拉提" },
      { value: "dan-che", label: "单车", synonyms: { zh: ["动感单车", "骑单车"], en: ["spinning"] } },
    ],
  });
  expect(gym.entities).toContainEqual({ entity: "member-no", patterns: ["M\\d{5}"] });
});

test("what the bot does not serve goes to the intent none, and its fallback to the pattern", () => {
  expect(gym.intents.find(({ intent }) => intent === "none")?.utterances.zh).toEqual([
    "帮我订张机票",
    "今天股票涨了吗",
  ]);
  expect(gym.patterns).toEqual({ "unclear-1": { steps: [{ say: "没听明白，换个说法好吗？" }] } });
});

test("a flow's branches, calls and questions become steps", () => {
  const steps = gym.dialogs.find(({ dialog }) => dialog === "book-class")?.steps ?? [];
  expect(steps.slice(0, 8)).toEqual([
    { ask: "想约哪门课？", slot: "course", otherwise: "human", note: "帮会员约一节团课" },
    { id: "ask-level", set: { level: null } },
    {
      ask: "要初级班还是高级班？",
      options: [
        { label: "初级", value: "chu-ji-ban" },
        { label: "高级", value: "gao-ji-ban" },
      ],
      slot: "level",
      otherwise: "human",
    },
    {
      when: [
        { if: 'slots.level == "gao-ji-ban" && !((slots.course == "yu-jia"))', go: "hand-over-2" },
        { else: "next" },
      ],
    },
    {
      id: "check",
      call: "check_seats",
      as: "check_seats_result",
      outcomes: { ok: "next", error: "human", timeout: "human" },
    },
    { set: { seats: { cel: "check_seats_result.seats" } } },
    { when: [{ if: "slots.seats > 0", go: "seats-3" }, { else: "full-4" }] },
    {
      id: "confirm",
      ask: "确定要约吗？",
      yesno: { yes: { label: "就约这个", go: "confirm-yes" }, no: { label: "算了吧", go: "confirm-no" } },
    },
  ]);
  expect(steps).toContainEqual({ id: "hand-over-2", run: "hand-over", go: "end" });
  expect(gym.actions).toEqual({
    check_seats: { about: expect.any(String), outcomes: { ok: { seats: "number" } } },
    freeze: { about: expect.any(String), outcomes: { ok: {} } },
  });
});

test("a rejection says the other way round what a good value is", () => {
  const [first, second] = gym.dialogs.find(({ dialog }) => dialog === "freeze-by-llm")?.steps ?? [];
  expect(first).toMatchObject({
    slot: "months",
    valid: [{ if: "!((slots.months < 1 || slots.months > 6))", else: "一次可以停一到六个月。" }],
  });
  expect(second).toEqual({ when: [{ if: "slots.months in [1, 2, 3]", go: "short" }, { else: "long" }] });
});

test("a slot from a list is shown by its name, not by its id", () => {
  const said = JSON.stringify(gym.dialogs.find(({ dialog }) => dialog === "book-class"));
  expect(said).toContain("{% case slots.course %}");
  expect(said).toContain("还剩{{ slots.seats }}个位子。");
});

test.each([
  [
    "broken YAML",
    "data/nlu.yml",
    "nlu:\n- intent: a\n  examples: |\n    - x\n b: [",
    "data/nlu.yml:5: this is not YAML",
  ],
  ["a list for a map", "domain.yml", "- intents", "domain.yml:1: a Rasa file is a map of sections"],
  ["a wrong type", "domain.yml", "responses:\n  utter_a: hello\n", "domain.yml:2: responses.utter_a: "],
  [
    "a wrong step",
    "flows.yml",
    "flows:\n  a:\n    steps:\n      - collect: [x]\n",
    "flows.yml:4: flows.a.steps.0.collect: ",
  ],
  ["broken JSON", "nlu.json", '{\n  "rasa_nlu_data": {,\n}', "nlu.json:2: this is not JSON"],
  ["nesting without end", "a.yml", `nlu: ${"[".repeat(500)}`, "a.yml:1: more than sixty lists and maps"],
])("%s is refused with file and line", (_what, name, text, message) => {
  expect(refusalOf(() => importRasa([foreignFile(name, text)]))).toContain(`FILE_UNREADABLE ${message}`);
});

test("a file that is too large is refused", () => {
  const large = foreignFile("nlu.yml", "#".repeat(8_000_001));
  expect(refusalOf(() => importRasa([large]))).toContain("nlu.yml:1: the file is larger than 8 MB");
});
