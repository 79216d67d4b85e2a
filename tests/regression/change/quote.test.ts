import { expect, test } from "vitest";
import { examples, quote, reworded } from "../../../src/regression/change/quote.ts";

const text = (zh: string, en = "the same") => ({ zh, en });

test("a long text is cut, in the quotation marks of its language", () => {
  expect(quote("请先登录\n您的账号", "zh")).toBe("「请先登录 您的账号」");
  expect(quote("one two three", "en", 8)).toBe('"one two…"');
});

test("of two long wordings, what differs is in view", () => {
  const long = "很长的一段话，".repeat(10);
  const shown = reworded(text(`${long}先付款。`), text(`${long}先登录。`), "zh");
  expect(shown).toBe("由「…很长的一段话，先付款。」改为「…很长的一段话，先登录。」");
});

test("a wording that is only another in the other language is quoted in that one", () => {
  expect(reworded(text("甲", "old"), text("甲", "new"), "zh")).toBe('英文由"old"改为"new"');
  expect(reworded(text("甲"), text("乙"), "en")).toBe("in Chinese, from 「甲」 to 「乙」");
});

test("of many texts a few are shown", () => {
  expect(examples(["甲", "乙", "丙", "丁"], "zh")).toBe("「甲」、「乙」、「丙」等");
  expect(examples(["a", "b"], "en")).toBe('"a", "b"');
});
