import { describe, expect, test } from "vitest";
import { readMarkup, withoutMarkup } from "../../src/text/slot-markup.ts";

test("a mark is taken out of the utterance and remembered with its place", () => {
  const { text, marks, mistakes } = readMarkup("把[招行](from)换成[建行](to)的");
  expect(text).toBe("把招行换成建行的");
  expect(marks).toEqual([
    { slot: "from", start: 1, end: 3, at: 1 },
    { slot: "to", start: 5, end: 7, at: 13 },
  ]);
  expect(mistakes).toEqual([]);
});

test("an utterance without marks stays as it is, brackets that customers type included", () => {
  for (const utterance of ["怎么还款", "[图片] 这是什么", "【商城】您的账单", "what is (this)"]) {
    expect(readMarkup(utterance)).toEqual({ text: utterance, marks: [], mistakes: [] });
    expect(withoutMarkup(utterance)).toBe(utterance);
  }
});

describe("what only resembles a mark is a mistake", () => {
  test.each([
    ["a space between", "把[招行] (from)换掉", 4],
    ["full-width parentheses", "把[招行]（from）换掉", 4],
    ["full-width brackets", "把【招行】(from)换掉", 1],
    ["no end of the words", "把[招行换掉", 1],
    ["no end of the slot", "把[招行](from换掉", 4],
    ["a mark in a mark", "把[[招行](from)](to)换掉", 1],
    ["no words", "把[](from)换掉", 1],
    ["no slot", "把[招行]( )换掉", 1],
  ])("%s", (_, utterance, at) => {
    expect(readMarkup(utterance).mistakes[0]?.at).toBe(at);
  });
});
