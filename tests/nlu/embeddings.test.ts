import { describe, expect, test, vi } from "vitest";
import type { Corpus } from "../../src/nlu/corpus.ts";
import {
  decodeEmbeddings,
  decodeModel,
  type Embeddings,
  encodeEmbeddings,
  encodeModel,
  learnEmbeddings,
  type Model,
  train,
  understand,
} from "../../src/nlu/index.ts";
import type { Recipe } from "../../src/nlu/recipe.ts";
import { emptyLexicon } from "../../src/text/lexicon.ts";
import { gossip, noise, topics } from "../support/gossip.ts";

/** These words stand in no utterance; the messages have them. */
const NEW_WORDS = 12;

/** English utterances with one word of a topic each, and Chinese ones that are told apart at a glance. */
const corpus: Corpus = {
  lexicon: emptyLexicon,
  entities: [],
  intents: [
    intent("garden", ["我要还款", "怎么还款", "还款在哪里", "现在还款"]),
    intent("kitchen", ["申请退货", "退货地址", "退货流程", "什么时候退货"]),
  ],
};

function intent(name: keyof typeof topics, zh: readonly string[]) {
  const en = topics[name].slice(NEW_WORDS).map((word) => `where is my ${word}`);
  return { name, contexts: [], utterances: { zh, en }, not: { zh: [], en: [] }, slots: {} };
}

const english = learned("en", gossip());
const chinese = learned("zh", noise());
const taught = train(corpus, { embeddings: [english, chinese] });

describe("a table that was learned from messages", () => {
  test("lets the bot understand words that no utterance has, as the share of held-out ones promised", () => {
    expect(partOf(taught, "en").embeddings).toBeDefined();
    const trial = partOf(taught, "en").embeddingTrial;
    expect(trial?.with).toBeGreaterThan(0.9);
    expect(trial?.without).toBeLessThan(0.7);
    expect(understoodNewWords(taught)).toBeGreaterThan(0.9);
    expect(understoodNewWords(train(corpus))).toBeLessThan(0.7);
  });

  test("is left out where the bot gains nothing by it, and the model says what was tried", () => {
    const { embeddings, embeddingTrial, ...without } = partOf(taught, "zh");
    expect(embeddings).toBeUndefined();
    expect(embeddingTrial?.with).toBeLessThanOrEqual(embeddingTrial?.without ?? 0);
    expect(without).toEqual(partOf(train(corpus), "zh"));
  });

  test("says where messages lie, which a bot of few utterances learns from and one of many does not", () => {
    const placeless = { ...english, places: new Int8Array() };
    const many = (recipe: Recipe) => ({ ...recipe, selfTaught: false });
    const taughtWith = (table: Embeddings, adapt = (recipe: Recipe) => recipe) =>
      partOf(train(corpus, { embeddings: [table], adapt }), "en").scorer;
    expect(english.places.length).toBeGreaterThan(0);
    expect(taughtWith(english)).not.toEqual(taughtWith(placeless));
    expect(taughtWith(english, many)).toEqual(taughtWith(placeless));
  });

  test("is part of the stored model, which understands as the trained one did", () => {
    const stored = decodeModel(encodeModel(taught));
    expect(partOf(stored, "en").embeddingTrial).toEqual(partOf(taught, "en").embeddingTrial);
    for (const word of topics.garden.slice(0, NEW_WORDS))
      expect(understand(stored, `where is my ${word}`)).toEqual(understand(taught, `where is my ${word}`));
  });

  test("is not learned from a handful of messages", () => {
    expect(learnEmbeddings(gossip(6), { language: "en", lexicon: emptyLexicon })).toBeUndefined();
  });
});

describe("the same messages teach the same, byte for byte", () => {
  const bytes = encodeEmbeddings([english]);

  test("in any order, and however often one was sent", () => {
    const again = [...gossip()].reverse();
    expect(encodeEmbeddings([learned("en", [...again, ...again.slice(0, 50)])])).toEqual(bytes);
  });

  test("in a program that has just started", async () => {
    vi.resetModules();
    const fresh = await import("../../src/nlu/index.ts");
    const table = fresh.learnEmbeddings(gossip(), { language: "en", lexicon: emptyLexicon });
    expect(fresh.encodeEmbeddings(table === undefined ? [] : [table])).toEqual(bytes);
  });

  test("and other messages teach other things", () => {
    expect(encodeEmbeddings([learned("en", gossip(600, 8))])).not.toEqual(bytes);
  });
});

describe("a kept table", () => {
  const bytes = encodeEmbeddings([english, chinese]);

  test("is read as it was written", () => {
    expect(decodeEmbeddings(bytes)).toEqual([english, chinese]);
    expect(encodeEmbeddings(decodeEmbeddings(bytes))).toEqual(bytes);
  });

  test.each([
    ["empty", new Uint8Array()],
    ["a model", encodeModel(taught)],
    ["cut short", bytes.slice(0, bytes.length - 8)],
    ["of another version", changed(bytes, 8)],
    ["damaged", changed(bytes, bytes.length - 20)],
  ])("that is %s is refused, with the way out", (_, broken) => {
    expect(() => decodeEmbeddings(broken)).toThrowError(
      expect.objectContaining({
        code: "EMBEDDINGS_UNREADABLE",
        message: expect.stringContaining("fenqi nlu embed --remove"),
      }),
    );
  });
});

function learned(language: "zh" | "en", messages: readonly string[]): Embeddings {
  const table = learnEmbeddings(messages, { language, lexicon: emptyLexicon });
  if (table === undefined) throw new Error("The messages are too few.");
  return table;
}

function partOf(model: Model, language: "zh" | "en") {
  const part = model.languages.get(language);
  if (part === undefined) throw new Error(`The model does not know ${language}.`);
  return part.stored;
}

/** The share of words without an utterance whose intent is found. */
function understoodNewWords(model: Model): number {
  const asked = (["garden", "kitchen"] as const).flatMap((name) =>
    topics[name].slice(0, NEW_WORDS).map((word) => ({ name, text: `where is my ${word}` })),
  );
  const right = asked.filter(
    ({ name, text }) => understand(model, text, { language: "en" }).intents[0]?.name === name,
  );
  return right.length / asked.length;
}

function changed(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, place) => (place === at ? byte ^ 0x55 : byte));
}
