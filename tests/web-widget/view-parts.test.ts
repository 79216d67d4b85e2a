import { expect, test } from "vitest";
import { sizeWithin } from "../../web-widget/src/chat/later/size-within.ts";
import { languageOf } from "../../web-widget/src/chat/view/language.ts";

test("only a text in another language than the chat's is marked with its own", () => {
  expect(languageOf("How do I repay?", "zh-CN")).toBe("en");
  expect(languageOf("怎么还款？", "en")).toBe("zh");
  expect(languageOf("我的 ID 是什么", "zh-TW")).toBeUndefined();
  expect(languageOf("Where is it?", "en")).toBeUndefined();
  expect(languageOf("¥1,200.00", "zh-CN")).toBeUndefined();
  expect(languageOf("?", "zh-CN")).toBeUndefined();
});

test("an image is made no longer than 1600 pixels on its longer side, and never larger than it is", () => {
  expect(sizeWithin(4000, 3000)).toEqual({ width: 1600, height: 1200 });
  expect(sizeWithin(1080, 2400)).toEqual({ width: 720, height: 1600 });
  expect(sizeWithin(640, 480)).toEqual({ width: 640, height: 480 });
  expect(sizeWithin(90_000, 3)).toEqual({ width: 1600, height: 1 });
});
