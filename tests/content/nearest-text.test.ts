import { describe, expect, test } from "vitest";
import { nearestTexts } from "../../src/content/nearest-text.ts";

const nearest = (texts: readonly string[], language: "zh" | "en") =>
  nearestTexts(texts, language).map((found) => (found === undefined ? undefined : texts[found.index]));

describe("the most similar text", () => {
  test("shares the pairs of characters that few others have", () => {
    expect(nearest(["分期怎么还", "分期额度多少", "额度多少啊", "怎么还呢"], "zh")).toEqual([
      "怎么还呢",
      "额度多少啊",
      "分期额度多少",
      "分期怎么还",
    ]);
  });

  test("shares words in English", () => {
    expect(nearest(["pay my bill", "my bill", "raise the limit", "what limit"], "en")).toEqual([
      "my bill",
      "pay my bill",
      "what limit",
      "raise the limit",
    ]);
  });

  test("is the same text where there is one, with a similarity of one", () => {
    const [first] = nearestTexts(["怎么还", "查额度", "怎么还"], "zh");
    expect(first?.index).toBe(2);
    expect(first?.similarity).toBeCloseTo(1);
  });
});

test("a text that shares nothing has no neighbour", () => {
  expect(nearest(["甲乙", "丙丁", "戊"], "zh")).toEqual([undefined, undefined, undefined]);
  expect(nearestTexts([], "en")).toEqual([]);
});

test("what a hundred texts and more begin with is no likeness", () => {
  const many = Array.from({ length: 200 }, (_, at) => `分期${String.fromCodePoint(0x5000 + at)}`);
  expect(nearestTexts(many, "zh").every((found) => found === undefined)).toBe(true);
});
