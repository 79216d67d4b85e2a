import { describe, expect, test } from "vitest";
import { summarize } from "../../src/nlu/evaluate.ts";
import { benchmark, crossValidate, evaluate, naturalBayes, ours, train } from "../../src/nlu/index.ts";
import type { Prediction } from "../../src/nlu/prediction.ts";
import { shopCorpus } from "./shop-corpus.ts";

let ticks = 0;
const now = () => ticks++;

describe("the figures", () => {
  const figures = summarize([
    prediction("repay.how", ["repay.how", "refund"], 0.95),
    prediction("repay.how", ["refund", "repay.how"], 0.55, ["refund"]),
    prediction("repay.how", ["none", "repay.how"], 0.35),
    prediction("refund", ["repay.how", "limit.check"], 0.95),
    prediction("none", ["none", "refund"], 0.95),
    prediction("none", ["refund", "none"], 0.15),
  ]);

  test("count what is right strictly, and what the labels also allow", () => {
    expect(figures.n).toBe(6);
    expect(figures.accuracyStrict).toBeCloseTo(2 / 6);
    expect(figures.accuracy).toBeCloseTo(3 / 6);
    expect(figures.inScopeAccuracy).toBeCloseTo(2 / 4);
    expect(figures.top2).toBeCloseTo(3 / 4);
    expect(figures.inScopeArgmax).toBeCloseTo(3 / 4);
  });

  test("tell what was rejected and what was let in", () => {
    expect(figures.oosRecall).toBeCloseTo(1 / 2);
    expect(figures.oosPrecision).toBeCloseTo(1 / 2);
    expect(figures.inScopeRejected).toBeCloseTo(1 / 4);
  });

  test("go intent by intent", () => {
    expect(figures.perIntent["repay.how"]).toEqual({ n: 3, precision: 1 / 2, recall: 1 / 3, f1: 0.4 });
    expect(figures.perIntent["limit.check"]).toBeUndefined();
  });

  test("name the confusions with their texts", () => {
    expect(figures.confusions).toContainEqual({
      intent: "refund",
      predicted: "repay.how",
      n: 1,
      examples: ["refund?"],
    });
    expect(figures.confusions).toHaveLength(3);
  });

  test("count every pair of label and prediction, and how many of a pair the labels allow", () => {
    expect(figures.matrix).toHaveLength(6);
    expect(figures.matrix).toContainEqual({ intent: "repay.how", predicted: "repay.how", n: 1, right: 1 });
    expect(figures.matrix).toContainEqual({ intent: "repay.how", predicted: "refund", n: 1, right: 1 });
    expect(figures.matrix).toContainEqual({ intent: "none", predicted: "refund", n: 1, right: 0 });
  });

  test("hold every mistake, the surest first, with its runner-up", () => {
    expect(figures.mistakes.map(({ confidence }) => confidence)).toEqual([0.95, 0.35, 0.15]);
    expect(figures.mistakes[1]).toEqual({
      text: "repay.how?",
      intent: "repay.how",
      predicted: "none",
      second: "repay.how",
      confidence: 0.35,
    });
    expect(summarize([prediction("refund", ["none"], 0.5)]).mistakes).toMatchObject([{ second: null }]);
  });

  test("compare confidence with truth", () => {
    const { bins, ece } = figures.calibration;
    expect(bins).toHaveLength(10);
    expect(bins[9]).toMatchObject({ from: 0.9, to: 1, n: 3, accuracy: 2 / 3 });
    expect(bins[0]).toEqual({ from: 0, to: 0.1, n: 0, confidence: null, accuracy: null });
    expect(ece).toBeCloseTo((3 * (0.95 - 2 / 3) + 0.45 + 0.35 + 0.15) / 6);
  });

  test("of nothing are null, and so is rejection where nothing is out of scope", () => {
    expect(summarize([])).toMatchObject({
      n: 0,
      accuracy: null,
      top2: null,
      latencyMs: { p50: null, p99: null },
    });
    expect(summarize([prediction("refund", ["none"], 0.5)])).toMatchObject({
      oosRecall: null,
      oosPrecision: null,
    });
  });

  test("rank out of scope only when the engine scores every row", () => {
    const scored = [
      { ...prediction("refund", ["refund"], 0.8), outOfScope: 0.2 },
      { ...prediction("none", ["none", "refund"], 0.6), outOfScope: 0.9 },
    ];
    expect(summarize(scored)).toMatchObject({ oosAuroc: 1, oosRecallAt95: 1 });
    expect(figures).toMatchObject({ oosAuroc: null, oosRecallAt95: null });
  });
});

test("a model is measured on labelled rows, the clock handed in", () => {
  const rows = [
    { text: "怎么还款", intent: "repay.how" },
    { text: "讲个笑话", intent: "none" },
    { text: "，，，", intent: "none" },
  ];
  const figures = evaluate(train(shopCorpus), rows, { language: "zh", now });
  expect(figures).toMatchObject({ n: 3, accuracy: 1, oosRecall: 1, latencyMs: { p50: 1, p99: 1 } });
});

describe("a benchmark", () => {
  const rows = shopCorpus.intents.flatMap(({ name, utterances }) =>
    utterances.en.map((text) => ({ text, intent: name })),
  );

  test.each([ours, naturalBayes])(
    "trains $name from scratch on one file and measures it on another",
    async (engine) => {
      const result = await benchmark({ train: rows, test: rows, language: "en", engine, now });
      expect(result.engine).toBe(engine.name);
      expect(result.accuracy).toBeGreaterThan(0.8);
      expect(result.trainSeconds).toBe(0.001);
      expect(result.modelBytes).toBeGreaterThan(1000);
    },
  );
});

test("a benchmark learns in the same drawn order every time, however its file is sorted", async () => {
  const rows = "abcdefgh".split("").map((text) => ({ text, intent: text }));
  const orders: string[] = [];
  const engine = {
    name: "listener",
    train(learned: readonly { readonly text: string }[]) {
      orders.push(learned.map(({ text }) => text).join(""));
      return { sizeBytes: 0, rank: (text: string) => ({ names: [text], confidence: 1 }) };
    },
  };
  for (let run = 0; run < 2; run++) await benchmark({ train: rows, test: rows, language: "en", engine, now });
  const [first = "", second] = orders;
  expect(second).toBe(first);
  expect(first).not.toBe("abcdefgh");
  expect(first.split("").sort().join("")).toBe("abcdefgh");
});

test("cross-validation asks every utterance once, of a model that has not seen it", () => {
  const told: number[] = [];
  const figures = crossValidate(shopCorpus, {
    folds: 3,
    now,
    language: "zh",
    onProgress: (done) => told.push(done),
  });
  expect(figures.n).toBe(shopCorpus.intents.reduce((sum, { utterances }) => sum + utterances.zh.length, 0));
  expect(figures.accuracy).toBeLessThan(1);
  expect(told).toEqual([1 / 3, 2 / 3, 1]);
});

function prediction(
  intent: string,
  names: readonly string[],
  confidence: number,
  also?: readonly string[],
): Prediction {
  const row = also === undefined ? { text: `${intent}?`, intent } : { text: `${intent}?`, intent, also };
  return { row, names, confidence, latencyMs: 1 };
}
