import { expect, test } from "vitest";
import { sentences } from "../../src/text/sentences.ts";

test.each([
  ["怎么还款？额度多少？", ["怎么还款？", "额度多少？"]],
  ["怎么还款。另外怎么开自动还款", ["怎么还款", "另外怎么开自动还款"]],
  ["怎么还款 还有就是额度不够", ["怎么还款", "还有就是额度不够"]],
  ["我换了卡，怎么还款", ["我换了卡，怎么还款"]],
  ["你好\n我那个\n分期", ["你好", "我那个", "分期"]],
  ["How do I repay? Also, what is my limit?", ["How do I repay?", "Also, what is my limit?"]],
  ["I paid 3.5 yuan. What now", ["I paid 3.5 yuan", "What now"]],
  ["！！！", []],
  ["", []],
])("%s", (text, parts) => {
  expect(sentences(text)).toEqual(parts);
});
