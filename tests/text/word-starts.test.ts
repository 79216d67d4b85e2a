import { expect, test } from "vitest";
import { rememberLast } from "../../src/text/remember-last.ts";
import { wordStarts } from "../../src/text/word-starts.ts";

test("a place of a text tells how long a word that begins there may be", () => {
  const longestFrom = wordStarts(["还款", "还不上", "额度"]);
  expect([0, 1, 2].map((at) => longestFrom("还额款", at))).toEqual([3, 2, 0]);
  expect(longestFrom("还", 1)).toBe(0);
});

test("the text asked for last is not worked out again, and no other is mistaken for it", () => {
  const asked: string[] = [];
  const lengthOf = rememberLast((text) => {
    asked.push(text);
    return text.length;
  });
  expect(["还款", "还款", "额度吗", "还款"].map(lengthOf)).toEqual([2, 2, 3, 2]);
  expect(asked).toEqual(["还款", "额度吗", "还款"]);
});
