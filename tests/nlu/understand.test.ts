import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Understanding } from "../../src/kernel/understanding.ts";
import { train, understand } from "../../src/nlu/index.ts";
import { shopCorpus } from "./shop-corpus.ts";

const model = train(shopCorpus);
const best = (text: string) => understand(model, text).intents[0]?.name;

describe("what customers mean", () => {
  test.each([
    ["请问要怎么还款呢", "repay.how"],
    ["換款怎麼弄", "repay.how"],
    ["zen me huan kuan", "repay.how"],
    ["想把东西退货", "refund"],
    ["额度多少", "limit.check"],
    ["人工", "human.agent"],
    ["how can I repay?", "repay.how"],
    ["I'd like a refund", "refund"],
  ])("%s is %s", (text, intent) => {
    expect(best(text)).toBe(intent);
  });

  test("chat about the weather is none of the bot's business", () => {
    expect(understand(model, "明天天气怎么样").verdict).toBe("unknown");
  });
});

describe("what authors wrote down", () => {
  test("is understood as they said, marks and courtesies aside", () => {
    for (const text of ["怎么还款", "怎么还款？？", "你好，请问怎么还款 谢谢", "1:怎么还款", "怎麼還款"]) {
      const { intents, verdict } = understand(model, text);
      expect(verdict).toBe("sure");
      expect(intents[0]).toMatchObject({ name: "repay.how", confidence: 0.99 });
    }
  });

  test("may mark a slot, which customers do not type", () => {
    expect(understand(model, "这个月的账单怎么还").intents[0]?.confidence).toBe(0.99);
  });

  test("a text ruled out for an intent is never that intent", () => {
    const { intents } = understand(model, "怎么才能不还款");
    expect(intents.find(({ name }) => name === "repay.how")?.confidence ?? 0).toBe(0);
  });

  test("a text of none is unknown, however sure", () => {
    expect(understand(model, "讲个笑话")).toMatchObject({
      verdict: "unknown",
      intents: [{ name: "none" }, {}, {}, {}, {}],
    });
  });

  test("a text that two intents claim is left to the classifiers", () => {
    const torn = {
      ...shopCorpus,
      intents: shopCorpus.intents.map((intent) =>
        intent.name === "refund"
          ? { ...intent, utterances: { ...intent.utterances, zh: [...intent.utterances.zh, "怎么还款"] } }
          : intent,
      ),
    };
    expect(understand(train(torn), "怎么还款").intents[0]?.confidence).toBeLessThan(0.99);
  });
});

describe("why", () => {
  test("the nearest utterance and the strongest features stand beside the best two intents only", () => {
    const { intents } = understand(model, "我想退款");
    expect(intents).toHaveLength(5);
    expect(intents[0]?.evidence?.utterance).toMatch(/退/u);
    expect(intents[0]?.evidence?.matches).toContainEqual({ view: "concepts", text: "退款" });
    expect(intents.map(({ evidence }) => evidence !== undefined)).toEqual([true, true, false, false, false]);
  });

  test("calibration moved the confidence, and the evidence tells from where", () => {
    const [first] = understand(model, "我想退款吧").intents;
    const uncalibrated = first?.evidence?.uncalibrated ?? Number.NaN;
    expect(uncalibrated).toBeGreaterThan(0);
    expect(uncalibrated).toBeLessThan(1);
    expect(uncalibrated).not.toBe(first?.confidence);
  });

  test("no evidence is looked for where nobody reads it, and the rest stays the same", () => {
    const bare = understand(model, "我想退款", { evidence: false });
    expect(bare.intents.every((intent) => !("evidence" in intent))).toBe(true);
    const names = (understanding: Understanding) => understanding.intents.map(({ name }) => name);
    expect(names(bare)).toEqual(names(understand(model, "我想退款")));
  });

  test.each([
    ["？？！", "blank"],
    ["怎么还款", "exact"],
    ["zenme huankuan", "exact"],
    ["怎么还款".repeat(600), "pasted"],
    ["推荐一部电影吧", "none"],
    ["龘靐齉爩鱻麤龗灪吁", "unfamiliar"],
  ])("%s is decided by the stage %s", (text, stage) => {
    expect(understand(model, text).decidedBy).toBe(stage);
  });
});

describe("what is asked of it", () => {
  test("only intents of the contexts at hand are considered", () => {
    expect(understand(model, "转人工", { contexts: ["human"] }).intents[0]?.name).toBe("human.agent");
    expect(understand(model, "转人工", { contexts: ["repay"] }).verdict).toBe("unknown");
  });

  test("an answer to a yes/no question is read beside the intent", () => {
    expect(understand(model, "还是没解决", { expecting: { yesno: true } }).yesno).toBe("no");
    expect(understand(model, "要", { expecting: { yesno: true } }).yesno).toBe("yes");
    expect(understand(model, "要")).not.toHaveProperty("yesno");
    expect(understand(model, "怎么还款", { expecting: { yesno: true } })).not.toHaveProperty("yesno");
  });

  test("an intent that answers the open question is likelier there than out of the blue", () => {
    const confidence = (intents: readonly string[]) =>
      understand(model, "换一个吧", { expecting: { intents } }).intents.find(({ name }) => name === "refund")
        ?.confidence ?? 0;
    expect(confidence(["refund"])).toBeGreaterThan(confidence([]));
    expect(confidence(["refund", "refund"])).toBe(confidence(["refund"]));
    expect(confidence(["an.intent.that.this.model.lacks"])).toBe(confidence([]));
  });

  test("the language given counts when the text does not tell", () => {
    expect(understand(model, "45", { language: "en" }).language).toBe("en");
    expect(understand(model, "怎么还款", { language: "en" }).language).toBe("zh");
  });

  test("a language that is laid down counts, whatever the text looks like", () => {
    expect(understand(model, "怎么还款", { override: "en" }).language).toBe("en");
  });
});

describe("nonsense is unknown and harmless", () => {
  test.each([
    ["nothing", ""],
    ["blanks", " \n\t"],
    ["marks", "？？！。"],
    ["emoji", "😀😀"],
    ["half a surrogate pair", "\ud83d"],
    ["one letter ten thousand times", "a".repeat(10_000)],
  ])("%s", (_, text) => {
    expect(understand(model, text).verdict).toBe("unknown");
  });

  test("any text gets confidences that are probabilities, best first", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.string({ unit: fc.constantFrom("还", "款", "退", "货", "额度", "吗", "a", "b", "1", " ") }),
        ),
        (text) => {
          const confidences = understand(model, text).intents.map(({ confidence }) => confidence);
          expect(confidences.every((confidence) => confidence >= 0 && confidence <= 1)).toBe(true);
          expect(confidences.reduce((sum, confidence) => sum + confidence, 0)).toBeLessThanOrEqual(1 + 1e-9);
          expect(confidences).toEqual([...confidences].sort((one, other) => other - one));
        },
      ),
    );
  });
});
