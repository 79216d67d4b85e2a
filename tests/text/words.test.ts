import { describe, expect, test } from "vitest";
import { englishWords, stem } from "../../src/text/english.ts";
import { identifyLanguage } from "../../src/text/language.ts";
import { numeralClasses } from "../../src/text/numerals.ts";
import { mergedSyllable, pinyinReader } from "../../src/text/pinyin.ts";
import { pinyinSyllables } from "../../src/text/pinyin-syllables.ts";
import { segmenter } from "../../src/text/segment.ts";

describe("numbers become classes", () => {
  test.each([
    ["分12期", "分N期"],
    ["分十二期", "分N期"],
    ["三期", "N期"],
    ["一个月", "N个月"],
    ["欠3000元", "欠M元"],
    ["两千五百块", "M块"],
    ["手机13800000000", "手机L"],
    ["12.50元", "N元"],
  ])("%s", (text, classes) => {
    expect(numeralClasses(text)).toBe(classes);
  });

  test.each(["一次性还清", "看一下", "万一逾期", "百分之"])("%s holds no number", (text) => {
    expect(numeralClasses(text)).toBe(text);
  });
});

describe("Chinese words", () => {
  test("are cut by the dictionary, marks left out", () => {
    expect(segmenter([])("账单怎么还款?")).toEqual(["账单", "怎么", "还款"]);
  });

  test("of the domain are kept whole, the longest first", () => {
    const segment = segmenter(["最低还款", "最低还款额"]);
    expect(segment("我的最低还款额是多少")).toEqual(["我", "的", "最低还款额", "是", "多少"]);
  });

  test("of one bot are unknown to another in the same process", () => {
    segmenter(["账单怎么"]);
    expect(segmenter([])("账单怎么还")).toEqual(["账单", "怎么", "还"]);
  });
});

describe("sounds", () => {
  const read = pinyinReader({ 还款: "huan kuan", 银行: "yin hang" });

  test("a polyphone is read as its domain reads it", () => {
    expect(read("还款到银行")).toEqual(["huan", "kuan", "dao", "yin", "hang"]);
  });

  test("a homophone typo sounds like the word that was meant", () => {
    expect(read("换款")).toEqual(read("还款"));
  });

  test("pinyin typed with and without spaces reads the same", () => {
    expect(read("zenme huankuan")).toEqual(["zen", "me", "huan", "kuan"]);
    expect(read("怎么huan款")).toEqual(["zen", "me", "huan", "kuan"]);
  });

  test.each([
    ["zheng", "zen"],
    ["shi", "si"],
    ["nan", "lan"],
    ["xing", "xin"],
    ["ang", "an"],
    ["hong", "hong"],
  ])("%s and %s are the same to many speakers", (syllable, merged) => {
    expect(mergedSyllable(syllable)).toBe(merged);
  });

  test("letters that are no syllables are not pinyin", () => {
    expect(pinyinSyllables("repay")).toBeUndefined();
    expect(pinyinSyllables("fenqi")).toEqual(["fen", "qi"]);
  });
});

describe("the language of a text", () => {
  test.each([
    "怎么还款",
    "zenme huankuan",
    "fenqi",
    "ti e",
    "用app怎么还",
    "花呗 vs installment?",
    "meiyou qian",
    "fenqi neng yanqi 吗",
  ])("%s is Chinese", (text) => expect(identifyLanguage(text)).toBe("zh"));

  test.each([
    "how do i repay",
    "change name",
    "ok",
    "why can't i pay",
    "what is 分期 on my last bill please",
    "a",
  ])("%s is English", (text) => expect(identifyLanguage(text)).toBe("en"));

  test.each(["", "12", "?!"])("%j does not tell", (text) => expect(identifyLanguage(text)).toBeUndefined());
});

test("English contractions lose their apostrophe, hyphens part words, endings go", () => {
  expect(englishWords("i can’t pay pay-later, it's 3rd!")).toEqual([
    "i",
    "cant",
    "pay",
    "pay",
    "later",
    "its",
    "3rd",
  ]);
  expect(["repayments", "repayment", "instalments"].map(stem)).toEqual(["repay", "repay", "instal"]);
});
