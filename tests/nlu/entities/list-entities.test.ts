import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ListEntity } from "../../../src/kernel/entities.ts";
import { listFinder } from "../../../src/nlu/entities/list-entities.ts";
import { unitText } from "../../../src/nlu/entities/unit-text.ts";
import { normalize } from "../../../src/text/normalize.ts";
import { pinyinReader } from "../../../src/text/pinyin.ts";
import { segmenter } from "../../../src/text/segment.ts";

const bank: ListEntity = {
  type: "list",
  name: "bank",
  fuzzy: true,
  sensitive: false,
  values: [
    value("icbc", "工商银行", "Industrial and Commercial Bank", ["工行"], ["ICBC"]),
    value("cmb", "招商银行", "China Merchants Bank", ["招行", "招商"], ["CMB"]),
    value("ccb", "建设银行", "China Construction Bank", ["建行"], ["CCB"]),
    value("boc", "中国银行", "Bank of China", ["中行"], ["BOC"]),
    value("citic", "中信银行", "CITIC Bank", ["中信"], []),
    value("bjbank", "北京银行", "Bank of Beijing", [], []),
    value("alipay", "支付宝", "Alipay", [], []),
    value("wechat", "微信支付", "WeChat Pay", ["微信"], []),
    value("credit", "信用卡", "Credit card", [], []),
  ],
};
const readAloud = pinyinReader({
  招行: "zhao hang",
  工行: "gong hang",
  银行: "yin hang",
  中行: "zhong hang",
});
const finder = listFinder(bank, readAloud);
const exact = listFinder({ ...bank, fuzzy: false }, readAloud);

/** The values in a text with the words they stand in. */
function found(typed: string, find = finder): readonly string[] {
  const text = normalize(typed);
  return find(unitText(text)).map(({ value: name, start, end }) => `${text.slice(start, end)} ${name}`);
}

describe("a value is found", () => {
  test.each([
    ["by its label", "我有招商银行的卡", ["招商银行 cmb"]],
    ["by a short name of two characters", "招行卡能用吗", ["招行 cmb"]],
    ["in Traditional characters and full width", "建設銀行和ＣＭＢ", ["建设银行 ccb", "cmb cmb"]],
    ["in English, in either case", "my China Merchants Bank card", ["china merchants bank cmb"]],
    ["by letters right beside Han characters", "用icbc卡", ["icbc icbc"]],
    ["with a hyphen or nothing between English words", "we-chat pay? i use alipay", ["alipay alipay"]],
    ["twice, and another between", "招行和建行和招商银行", ["招行 cmb", "建行 ccb", "招商银行 cmb"]],
  ])("%s", (_, typed, expected) => {
    expect(found(typed)).toEqual(expected);
    expect(found(typed, exact)).toEqual(expected);
  });

  test("by the longest name, not by a shorter one inside it", () => {
    expect(found("中国银行")).toEqual(["中国银行 boc"]);
    expect(found("微信支付可以吗")).toEqual(["微信支付 wechat"]);
  });

  test("where a word segmentation would cut through its name", () => {
    const cut = (typed: string) => segmenter([])(typed);
    expect(cut("改微信用支付宝")).toEqual(["改", "微", "信用", "支付", "宝"]);
    expect(found("改微信用支付宝")).toEqual(["微信 wechat", "支付宝 alipay"]);
    expect(cut("招行走不通")).toEqual(["招", "行走", "不通"]);
    expect(found("招行走不通")).toEqual(["招行 cmb"]);
  });
});

describe("a fuzzy list also finds", () => {
  test.each([
    ["one homophone in a short name", "昭行的卡", ["昭行 cmb"]],
    ["homophones in a long name", "找上银行的卡", ["找上银行 cmb"]],
    ["sounds that many confuse", "资付宝 zifubao", ["资付宝 alipay", "zifubao alipay"]],
    ["pinyin in one word", "yong zhaohang ka", ["zhaohang cmb"]],
    ["pinyin in words", "zhao shang yin hang", ["zhao shang yin hang cmb"]],
    ["pinyin inside a longer run", "wodezhaoshangyinhangka", ["zhaoshangyinhang cmb"]],
    ["half pinyin", "招hang的卡", ["招hang cmb"]],
    ["a wrong character inside a long name", "建没银行", ["建没银行 ccb"]],
    [
      "a letter swapped, lost, doubled or wrong",
      "alipya alpay allipay alibay",
      ["alipya alipay", "alpay alipay", "allipay alipay", "alibay alipay"],
    ],
  ] as const)("%s", (_, typed, expected) => {
    expect(found(typed)).toEqual(expected);
    expect(found(typed, exact)).toEqual([]);
  });
});

describe("nothing is found", () => {
  test.each([
    ["in a word that sounds like a name", "服务中心在哪"],
    ["in the end of one word and the beginning of the next", "其中信息不对"],
    ["in three words that do", "集中行动"],
    ["in a verb and its object", "我找商家退货"],
    ["where a particle stands in a name", "信的卡 信和卡"],
    ["where only the first or last character is missing", "支付的时候 用信支付 支付吗"],
    ["where another word stands in a name", "信息卡 南京银行"],
    ["where two values are equally near", "农商银行"],
    ["in English words that resemble a short name", "cmd bbc ccc bop"],
    ["in longer words that hold a short name", "icbcs xcmb"],
    ["in two wrong letters", "aliplya"],
    ["in two short syllables", "ke ai"],
    ["where both characters of a short name are others", "找航 照航"],
    ["in ordinary questions", "怎么换银行的卡 行不行 这样行吗 建一个 找行家"],
    ["in no text", ""],
  ])("%s", (_, typed) => {
    expect(found(typed)).toEqual([]);
  });
});

const parts = fc.constantFrom(
  ..."招商银行建设工中信国的卡 a-z zhao hang yin alipay 支付宝，😀12".split(""),
  "zhaohang",
  "icbc",
);

test("in any text, values lie within it, in order, and do not overlap", () => {
  fc.assert(
    fc.property(fc.string({ unit: parts, maxLength: 60 }).map(normalize), (text) => {
      let last = 0;
      for (const { start, end } of finder(unitText(text))) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start + 1);
        expect(end).toBeLessThanOrEqual(text.length);
        last = end;
      }
    }),
    { numRuns: 300 },
  );
});

function value(
  name: string,
  zh: string,
  en: string,
  zhNames: readonly string[],
  enNames: readonly string[],
): ListEntity["values"][number] {
  return { value: name, label: { zh, en }, synonyms: { zh: zhNames, en: enNames } };
}
