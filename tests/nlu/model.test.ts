import { describe, expect, test, vi } from "vitest";
import { decodeModel, encodeModel, train, understand } from "../../src/nlu/index.ts";
import { shopCorpus } from "./shop-corpus.ts";

const bytes = encodeModel(train(shopCorpus));

describe("the same files give the same model, byte for byte", () => {
  test("in any order", () => {
    const shuffled = {
      ...shopCorpus,
      lexicon: { ...shopCorpus.lexicon, words: [...shopCorpus.lexicon.words].reverse() },
      intents: [...shopCorpus.intents].reverse().map((intent) => ({
        ...intent,
        utterances: { zh: [...intent.utterances.zh].reverse(), en: [...intent.utterances.en].reverse() },
      })),
    };
    expect(encodeModel(train(shuffled))).toEqual(bytes);
  });

  test("in a program that has just started", async () => {
    vi.resetModules();
    const fresh = await import("../../src/nlu/index.ts");
    expect(fresh.encodeModel(fresh.train(shopCorpus))).toEqual(bytes);
  });

  test("and another seed gives another", () => {
    expect(encodeModel(train(shopCorpus, { seed: 2 }))).not.toEqual(bytes);
  });
});

describe("a stored model", () => {
  test("understands what the trained one did", () => {
    const [trained, stored] = [train(shopCorpus), decodeModel(bytes)];
    for (const text of ["怎么还", "退货", "what is my limit", "天气", "人工"]) {
      expect(understand(stored, text)).toEqual(understand(trained, text));
    }
  });

  test("may lie anywhere in a larger buffer", () => {
    const padded = new Uint8Array(bytes.length + 3);
    padded.set(bytes, 3);
    expect(understand(decodeModel(padded.subarray(3)), "怎么还款").verdict).toBe("sure");
  });

  test("that is stored again is the same", () => {
    expect(encodeModel(decodeModel(bytes))).toEqual(bytes);
  });

  test.each([
    ["empty", new Uint8Array()],
    ["another file", new TextEncoder().encode("intent: repay.how\ntitle: not a model at all")],
    ["cut short", bytes.slice(0, bytes.length - 8)],
    ["of another version", changed(8, 99)],
    ["damaged", changed(bytes.length - 20, 77)],
  ])("that is %s is refused", (_, broken) => {
    expect(() => decodeModel(broken)).toThrowError(expect.objectContaining({ code: "MODEL_UNREADABLE" }));
  });
});

test("training tells how far it is, from the beginning to the end", () => {
  const told: number[] = [];
  train(shopCorpus, { onProgress: (done) => told.push(done) });
  expect(told.at(-1)).toBe(1);
  expect(told).toEqual([...told].sort((one, other) => one - other));
});

test("a bot of one intent in one language is no special case", () => {
  const [only] = shopCorpus.intents;
  const model = train({ ...shopCorpus, intents: only === undefined ? [] : [only] });
  expect(understand(model, "怎么还款").intents[0]?.name).toBe("repay.how");
});

test("a bot without a word understands nothing", () => {
  expect(understand(train({ ...shopCorpus, intents: [] }), "怎么还款")).toMatchObject({
    verdict: "unknown",
    intents: [],
  });
});

function changed(at: number, to: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ to;
  return copy;
}
