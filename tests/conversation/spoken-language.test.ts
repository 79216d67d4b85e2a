import { describe, expect, test } from "vitest";
import { spokenLanguage } from "../../src/conversation/spoken-language.ts";
import type { Language } from "../../src/kernel/language.ts";
import type { Understanding } from "../../src/kernel/understanding.ts";
import { inLanguage, understood, unknownText } from "../support/understandings.ts";

const after = (current: Language, text: string, language: Language, meaning: Understanding = unknownText()) =>
  spokenLanguage(current, {
    type: "said",
    text,
    understanding: inLanguage(language, meaning),
    parts: [],
    at: 0,
  });

describe("a Chinese conversation", () => {
  test.each(["ok", "iPhone", "iPhone 15", "12", "VIP pay", "a b c d e"])("stays Chinese after %s", (text) => {
    expect(after("zh", text, "en")).toBe("zh");
  });

  test("turns English after three English words", () => {
    expect(after("zh", "how to pay", "en")).toBe("en");
  });

  test("turns English after two English words that are understood", () => {
    expect(after("zh", "repay how", "en", understood("repay"))).toBe("en");
  });

  test("stays Chinese as long as there is a Chinese character", () => {
    expect(after("zh", "how do I 还款 with my card", "en")).toBe("zh");
  });
});

describe("an English conversation", () => {
  test("turns Chinese after one Chinese character", () => {
    expect(after("en", "好", "zh")).toBe("zh");
  });

  test("stays English after figures and marks", () => {
    expect(after("en", "12?", "zh")).toBe("en");
  });

  test("turns Chinese after three words of pinyin", () => {
    expect(after("en", "wo yao huan kuan", "zh")).toBe("zh");
  });
});
