import { describe, expect, test } from "vitest";
import { figuresIn } from "../../src/content/lint-figures.ts";

const figure = (text: string) => figuresIn(text).map(({ text: found }) => found);

describe("a figure is found in", () => {
  test.each([
    ["手续费¥100", "¥100"],
    ["要付100元", "100元"],
    ["要付 1,200.50 元", "1,200.50 元"],
    ["额度有三千块", "三千块"],
    ["额度3万", "3万"],
    ["It costs $5", "$5"],
    ["日利率0.05%", "0.05%"],
    ["万分之五", "万分之五"],
    ["年化 7.2", "年化 7.2"],
    ["打8折", "8折"],
    ["零利率", "零利率"],
    ["3月9日还款", "3月9日"],
    ["每月10号", "每月10号"],
    ["2026年3月", "2026年3月"],
    ["周一到周五", "周一"],
    ["due on March 9", "March 9"],
    ["due on the 10th", "on the 10th"],
    ["２４小时内答复", "２４小时"],
    ["7个工作日", "7个工作日"],
    ["三天内", "三天"],
    ["半年以后", "半年"],
    ["3日内", "3日"],
    ["within 3 days", "3 days"],
    ["in two business days", "two business days"],
    ["within a week", "within a week"],
    ["可以分12期", "12期"],
    ["分十二期", "十二期"],
    ["twelve instalments", "twelve instalments"],
    ["open 24/7", "24/7"],
    ["9:00开门", "9:00"],
    ["晚上8点", "晚上8点"],
  ])("%s", (text, found) => {
    expect(figure(text)[0]).toBe(found);
  });
});

describe("no figure is found in", () => {
  test.each([
    "我们分五项来查。第一项，额度",
    "一共三步，请看两点",
    "每期应还多少，这一期和第三期",
    "分期还款，一笔一笔来",
    "千万不要转账，以防万一",
    "有一天，同一天",
    "过一会儿再看",
    "一周一次".slice(2),
    "三折屏手机",
    "一定的额度，一块儿看",
    "step 2 of 5, the first check",
    "one instalment order, each period",
    "You may pay now",
    "the second question",
  ])("%s", (text) => {
    expect(figure(text)).toEqual([]);
  });
});

test.each([
  ["7天", "七天", "7 days"],
  ["3000元", "三千块", "¥3,000"],
  ["5%", "百分之五", "5 percent"],
  ["3月9日", "三月九号", "March 9"],
  ["12期", "十二期", "twelve instalments"],
  ["两个工作日", "2个工作日", "two working days"],
  ["3万元", "三万元", "¥30,000"],
])("%s, %s and %s are the same figure", (...texts) => {
  expect(new Set(texts.map((text) => figuresIn(text)[0]?.key)).size).toBe(1);
});

test("figures that differ in number or unit differ", () => {
  const keys = ["7天", "7个工作日", "7小时", "8天", "7元", "7%", "7期"].map(
    (text) => figuresIn(text)[0]?.key,
  );
  expect(new Set(keys).size).toBe(7);
});
