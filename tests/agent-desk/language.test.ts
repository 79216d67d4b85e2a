import { expect, test } from "vitest";
import { languageOf } from "../../agent-desk/src/model/language.ts";

test("a text with a Chinese character is Chinese, one of Latin letters English, and figures are neither", () => {
  const languages = ["我的 bill 呢", "Where is my bill?", "12,000.00", "？！", "A"].map(languageOf);
  expect(languages).toEqual(["zh-CN", "en", undefined, undefined, undefined]);
});
