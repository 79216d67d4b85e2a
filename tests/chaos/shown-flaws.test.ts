import { describe, expect, test } from "vitest";
import type { MessageBody } from "../../src/protocol/event.ts";
import { shownFlaws } from "./shown-flaws.ts";

const text = (words: string): MessageBody => ({ type: "text", text: words });

describe("a message with something in it that is for programs", () => {
  test.each([
    ["您可用的是undefined元"],
    ["应还NaN元"],
    ["商品：[object Object]"],
    ["可用的是{{ limit.available | money }}"],
    ["{% if a %}"],
    ["<b>原因</b>"],
    ["状态是 refund_pending"],
    ["状态是 nextDue"],
    ["请在2026-03-09前还"],
    ["应还449.8元"],
    ["应还449.853元"],
    ["应还1e+21元"],
    ["还差元"],
    ["You are ¥ short"],
  ])("%s", (words) => {
    expect(shownFlaws(text(words))).not.toEqual([]);
  });

  test("in a card, a button or a link", () => {
    const options = [{ id: "1", label: "去还款" }];
    const card = {
      type: "card",
      text: "账单",
      title: "账单",
      lines: [{ label: "应还", value: "420元" }],
    } as const;
    expect(shownFlaws({ ...card, lines: [...card.lines], options })).toEqual([]);
    expect(shownFlaws({ ...card, lines: [{ label: "应还", value: "null" }] })).not.toEqual([]);
    expect(shownFlaws({ ...card, lines: [], options: [{ id: "1", label: "NaN" }] })).not.toEqual([]);
    const link = "javascript:alert(1)";
    expect(shownFlaws({ ...card, lines: [], options: [{ id: "1", label: "去", link }] })).not.toEqual([]);
  });
});

test("words of the shop's are nobody's fault, and what stands around them is", () => {
  expect(shownFlaws(text("您买的<b>手机</b>：1,999.50元，2026年3月9日"), ["<b>手机</b>"])).toEqual([]);
  expect(shownFlaws(text("您买的<b>手机</b>：undefined元"), ["<b>手机</b>"])).not.toEqual([]);
});

test.each([
  ["您还差700元，先还本期449.85元；到小米商城 App 里看看。"],
  ["You have ¥1,300 left. Paid on 9 March 2026, 3 of 12 periods."],
])("an ordinary answer has no flaw: %s", (words) => {
  expect(shownFlaws(text(words))).toEqual([]);
});
