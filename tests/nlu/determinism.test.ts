import { spawn } from "node:child_process";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Corpus } from "../../src/nlu/index.ts";
import { compileProgram } from "../support/server-process.ts";
import { shopCorpus } from "./shop-corpus.ts";

let program: ReturnType<typeof compileProgram>;
beforeAll(() => {
  program = compileProgram();
}, 60_000);
afterAll(() => program.remove());

const bank = (value: string, zh: string, en: string, short: string) => ({
  value,
  label: { zh, en },
  synonyms: { zh: [short], en: [] },
});

/** With slots and entities, and few utterances of an intent. */
const small: Corpus = {
  ...shopCorpus,
  entities: [
    { type: "pattern", name: "ticket", sensitive: true, patterns: ["gd(\\d{4})"] },
    {
      type: "list",
      name: "bank",
      fuzzy: true,
      sensitive: false,
      values: [
        bank("cmb", "招商银行", "China Merchants Bank", "招行"),
        bank("ccb", "建设银行", "China Construction Bank", "建行"),
      ],
    },
  ],
  intents: [
    ...shopCorpus.intents.map((intent) =>
      intent.name === "repay.how" ? { ...intent, slots: { period: "duration" } } : intent,
    ),
    {
      name: "card.change",
      contexts: ["global", "card"],
      slots: { from: "bank", to: "bank" },
      not: { zh: ["银行卡丢了", "卡被偷了"], en: ["my card was stolen"] },
      utterances: {
        zh: ["把[招行](from)的卡换成[建行](to)的", "想换成[建行](to)的卡扣款", "不想用[招行](from)的卡了"],
        en: ["switch to [China Construction Bank](to)", "change the card", "use another card"],
      },
    },
  ],
};

/** The same with so many utterances of an intent that it is trained by the recipe for many. */
const large: Corpus = {
  ...small,
  intents: small.intents.map((intent) => ({
    ...intent,
    utterances: {
      zh: varied(intent.utterances.zh, [
        "",
        "请问",
        "我想知道",
        "急急急",
        "麻烦问下",
        "那个",
        "上个月开始",
        "昨天",
      ]),
      en: varied(intent.utterances.en, [
        "",
        "hey ",
        "so ",
        "since monday ",
        "again ",
        "look ",
        "dear all ",
        "and ",
      ]),
    },
  })),
};

function varied(utterances: readonly string[], openings: readonly string[]): readonly string[] {
  return utterances.flatMap((utterance) => openings.map((opening) => opening + utterance));
}

/** As though the files had been read from the last to the first, each from its end to its beginning. */
function backwards({ lexicon, intents, entities }: Corpus): Corpus {
  return {
    lexicon: { ...lexicon, synonyms: turned(lexicon.synonyms), words: lexicon.words.toReversed() },
    entities: entities.toReversed(),
    intents: intents.toReversed().map((intent) => ({
      name: intent.name,
      contexts: intent.contexts.toReversed(),
      slots: turned(intent.slots),
      not: { en: intent.not.en.toReversed(), zh: intent.not.zh.toReversed() },
      utterances: { en: intent.utterances.en.toReversed(), zh: intent.utterances.zh.toReversed() },
    })),
  };
}

function turned<Value>(record: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).toReversed());
}

const training = `
  import { createHash } from "node:crypto";
  import { json } from "node:stream/consumers";
  const { encodeModel, train } = await import(process.argv[1]);
  const bytes = encodeModel(train(await json(process.stdin)));
  console.log(createHash("sha256").update(bytes).digest("hex"), bytes.length);
`;

/** SHA-256 and length of the model that a program trains which has just started and ends with it. */
async function trainedElsewhere(corpus: Corpus): Promise<string> {
  const nlu = path.join(path.dirname(program.main), "nlu/index.js");
  const child = spawn(process.execPath, ["--input-type=module", "--eval", training, nlu], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify(corpus));
  return (await text(child.stdout)).trim();
}

test.each([
  ["few utterances", small],
  ["many utterances", large],
])("two programs train the same bytes from %s, whatever order they read them in", async (_, corpus) => {
  const [one, other] = await Promise.all([trainedElsewhere(corpus), trainedElsewhere(backwards(corpus))]);
  expect(one).toMatch(/^[\da-f]{64} \d{5,}$/u);
  expect(other).toBe(one);
});
