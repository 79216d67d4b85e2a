import { describe, expect, test } from "vitest";
import type { AuthoredEntity } from "../../src/kernel/entities.ts";
import { systemEntityNames } from "../../src/kernel/entities.ts";
import { type Corpus, decodeModel, encodeModel, train, understand } from "../../src/nlu/index.ts";
import { shopCorpus } from "./shop-corpus.ts";

const bank: AuthoredEntity = {
  type: "list",
  name: "bank",
  fuzzy: true,
  sensitive: false,
  values: [
    ["cmb", "招商银行", "China Merchants Bank", "招行"],
    ["ccb", "建设银行", "China Construction Bank", "建行"],
    ["icbc", "工商银行", "ICBC", "工行"],
    ["boc", "中国银行", "Bank of China", "中行"],
  ].map(([value = "", zh = "", en = "", short = ""]) => ({
    value,
    label: { zh, en },
    synonyms: { zh: [short], en: [] },
  })),
};
const ticket: AuthoredEntity = { type: "pattern", name: "ticket", sensitive: true, patterns: ["gd(\\d{4})"] };

const corpus: Corpus = {
  ...shopCorpus,
  lexicon: { ...shopCorpus.lexicon, polyphones: { 招行: "zhao hang", 建行: "jian hang" } },
  entities: [ticket, bank],
  intents: [
    ...shopCorpus.intents.map((intent) =>
      intent.name === "refund" ? { ...intent, slots: { period: "period", ticket: "ticket" } } : intent,
    ),
    {
      name: "card.change",
      contexts: ["global"],
      slots: { from: "bank", to: "bank" },
      not: { zh: [], en: [] },
      utterances: {
        zh: [
          "把[招行](from)的卡换成[建行](to)的",
          "[工商银行](from)怎么换成[招商银行](to)",
          "从[中行](from)换到[工行](to)扣款",
          "不想用[工行](from)的卡了",
          "[建行](from)那张卡不用了",
          "想换成[中行](to)的卡扣款",
          "以后用[招行](to)的卡扣款",
          "怎么换银行卡",
        ],
        en: [
          "switch from [ICBC](from) to [Bank of China](to)",
          "change my card from [China Merchants Bank](from) to [ICBC](to)",
          "switch to my [ICBC](to) card",
          "stop using my [Bank of China](from) card",
        ],
      },
    },
  ],
};
const model = train(corpus);
const slots = (text: string) => understand(model, text).slots;

describe("two slots of one entity are told apart by what stands around them", () => {
  test.each([
    ["把招行的卡换成建行", { from: "cmb", to: "ccb" }],
    ["从建行换到招行", { from: "ccb", to: "cmb" }],
    ["中国银行怎么换成建设银行", { from: "boc", to: "ccb" }],
    ["换成建行的卡", { to: "ccb" }],
    ["不想用建行的卡了", { from: "ccb" }],
    ["把昭行的卡换成jianhang", { from: "cmb", to: "ccb" }],
    ["switch from bank of china to icbc", { from: "boc", to: "icbc" }],
    ["switch to my china merchants bank card", { to: "cmb" }],
  ])("%s", (text, expected) => {
    expect(understand(model, text)).toMatchObject({ intents: [{ name: "card.change" }, {}, {}, {}, {}] });
    expect(slots(text)).toEqual(expected);
  });

  test("and stay empty where that does not tell", () => {
    const unmarked = {
      ...corpus,
      intents: corpus.intents.map((intent) => ({
        ...intent,
        utterances: {
          zh: intent.utterances.zh.map((text) => text.replace(/\[(.*?)\]\(.*?\)/gu, "$1")),
          en: [],
        },
      })),
    };
    const { intents, entities, slots: empty } = understand(train(unmarked), "把招行的卡换成建行");
    expect(intents[0]?.name).toBe("card.change");
    expect(entities.map(({ value }) => value)).toEqual(["cmb", "ccb"]);
    expect(empty).toEqual({});
  });
});

describe("a slot that shares its entity with none", () => {
  test("takes the entity, the first of several", () => {
    expect(slots("退款分12期的怎么退款")).toEqual({ period: "12" });
    expect(slots("退款分12期和6期的怎么退款")).toEqual({ period: "12" });
  });

  test("is not there when the text does not say it", () => {
    expect(slots("怎么退款")).toEqual({});
  });
});

test("a text that is not understood fills no slot, whatever it names", () => {
  const { verdict, entities, slots: empty } = understand(model, "讲个笑话 建行");
  expect(verdict).toBe("unknown");
  expect(entities).toHaveLength(1);
  expect(empty).toEqual({});
});

test("an entity stands where the customer typed it, with its value normalised", () => {
  const typed = "😭😭 把 建設銀行 的卡換成ＩＣＢＣ";
  const { entities } = understand(model, typed);
  expect(entities.map(({ value, start, end }) => [value, typed.slice(start, end)])).toEqual([
    ["ccb", "建設銀行"],
    ["icbc", "ＩＣＢＣ"],
  ]);
});

test("phones, ID numbers, bank cards and what authors say so are sensitive, and nothing else is", () => {
  const text = "13812345678 4111111111111111 11010519491231002x gd1234 尾号0933 建行 12期";
  const sensitive = understand(model, text).entities.map((entity) => [
    entity.name,
    entity.sensitive ?? false,
  ]);
  expect(sensitive).toEqual([
    ["phone", true],
    ["bankCard", true],
    ["idNumber", true],
    ["ticket", true],
    ["cardTail", false],
    ["bank", false],
    ["period", false],
  ]);
});

describe("a model file", () => {
  const bytes = encodeModel(model);

  test("holds the entities and what was learned of the slots", () => {
    const stored = decodeModel(bytes);
    for (const text of ["把招行的卡换成建行", "gd1234怎么退款", "switch to my icbc card"]) {
      expect(understand(stored, text)).toEqual(understand(model, text));
    }
  });

  test("is the same for the same content, in whatever order it was read", () => {
    const shuffled: Corpus = {
      ...corpus,
      entities: [...corpus.entities]
        .reverse()
        .map((entity) =>
          entity.type === "list" ? { ...entity, values: [...entity.values].reverse() } : entity,
        ),
      intents: [...corpus.intents].reverse().map((intent) => ({
        ...intent,
        slots: Object.fromEntries(Object.entries(intent.slots).reverse()),
        utterances: { zh: [...intent.utterances.zh].reverse(), en: [...intent.utterances.en].reverse() },
      })),
    };
    expect(encodeModel(train(shuffled))).toEqual(bytes);
  });
});

test.each([
  ["money", "420元"],
  ["number", "3次"],
  ["percentage", "5%"],
  ["period", "12期"],
  ["duration", "三个月"],
  ["time", "下午5点"],
  ["date", "明天"],
  ["phone", "13812345678"],
  ["idNumber", "11010519491231002x"],
  ["bankCard", "4111111111111111"],
  ["cardTail", "尾号1234"],
  ["order", "订单号fq20240530001"],
])("a slot may ask for %s, which is found in any bot", (name, text) => {
  expect(systemEntityNames).toContain(name);
  expect(understand(model, text).entities.map((entity) => entity.name)).toContain(name);
});
