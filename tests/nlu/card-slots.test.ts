import { beforeAll, describe, expect, test } from "vitest";
import { entityFinder } from "../../src/nlu/entities/entity-finder.ts";
import { fillSlots } from "../../src/nlu/slots/fill-slots.ts";
import { learnSlots } from "../../src/nlu/slots/learn-slots.ts";
import { normalize } from "../../src/text/normalize.ts";
import { readMarkup } from "../../src/text/slot-markup.ts";
import { realContent } from "../support/real-content.ts";

/** None of them is an utterance of the bot. Half name two banks, half name one. */
const sentences = [
  "尾号1234的[招行](from)卡换成[建行](to)的",
  "我想把扣款的[光大](from)换[广发](to)",
  "之前用的是[中信](from)，现在工资卡是[浦发](to)，怎么换",
  "[农行](from)的卡丢了 用[工行](to)的来还可以吗",
  "以后扣[招商](to) 别扣[民生](from)了",
  "还款卡能从[交通银行](from)变成[平安银行](to)不",
  "换成[兴业](to)的卡 [华夏](from)那张我要销户",
  "请把我的[邮储](from)更换为[中国银行](to)",
  "[建行](from)改[农行](to)怎么操作",
  "老公那张[工行](from)不让用了 我自己有张[江苏银行](to)的 怎么绑上来",
  "绑的是[宁波银行](from) 想换[上海银行](to)",
  "我不想再从[平安](from)扣钱 改从[中行](to)扣",
  "用[建设银行](to)的卡替换掉[工商银行](from)的卡",
  "解绑[浦发](from)再绑[中信](to)要怎么弄",
  "change my card from [icbc](from) to [cmb](to)",
  "can you replace the [ccb](from) card with my [citic](to) one",
  "please take the money from [bank of communications](to), not from [boc](from) any more",
  "i closed my [everbright](from) account and opened one at [ping an bank](to), how do i switch",
  "use [cmbc](to) rather than [spdb](from) for the instalments",
  "i used to pay with [bank of beijing](from), now i want [icbc](to)",
  "我的卡换成[招行](to)了怎么改",
  "分期能绑[浙商银行](to)的卡不",
  "新办了张[广发](to)，想用它还款",
  "[工行](from)那张已经注销了 怎么从分期里拿掉",
  "怎么删除[中信银行](from)的卡",
  "绑不上[微众](to)是怎么回事",
  "我要添加一张[民生银行](to)卡",
  "[兴业](from)卡被盗了 赶紧帮我解除绑定",
  "以后就扣我[建行](to)工资卡吧",
  "我原先那张[农业银行](from)的卡过期了",
  "换[交行](to)可以不",
  "默认卡想设成[光大银行](to)",
  "别再用[华夏](from)扣款了行吗",
  "之前绑的[南京银行](from)卡不见了要换一张别的",
  "add my [ccb](to) card please",
  "how do i unlink the [abc card](from)",
  "is it possible to link a [psbc](to) card",
  "i lost my [citic](from) card and need to use another one",
  "from now on charge my [cmb](to) account",
  "delete [guangfa](from) from my cards",
];

type Slots = Readonly<Record<string, string>>;
let fill: (text: string) => Slots;
let bankOf: (name: string) => string | undefined;

beforeAll(async () => {
  const content = await realContent();
  const finder = entityFinder(content.entities, content.lexicon);
  const learned = learnSlots(content, finder).find(({ intent }) => intent === "card.change");
  if (learned === undefined) throw new Error("The bot has no slots for card.change.");
  fill = (text) => fillSlots(learned, normalize(text), finder.find(normalize(text)));
  bankOf = (name) => finder.find(normalize(name)).find((found) => found.name === "bank")?.value;
});

function marked(sentence: string): Slots {
  const { text, marks } = readMarkup(sentence);
  return Object.fromEntries(
    marks.map(({ slot, start, end }) => [slot, bankOf(text.slice(start, end)) ?? "no bank"]),
  );
}

describe("which bank a customer leaves and which one is new", () => {
  test("is told right for at least 85 % of the banks named, and wrong for at most 5 %", () => {
    const told = sentences.map((sentence) => {
      const expected = marked(sentence);
      const filled = fill(readMarkup(sentence).text);
      const right = Object.keys(expected).filter((slot) => filled[slot] === expected[slot]);
      const wrong = Object.keys(filled).filter((slot) => filled[slot] !== expected[slot]);
      return { named: Object.keys(expected).length, right: right.length, wrong: wrong.length };
    });
    const total = (part: "named" | "right" | "wrong") => told.reduce((sum, counts) => sum + counts[part], 0);
    expect(total("named")).toBe(60);
    // Measured: 55 right, 2 wrong.
    expect(total("right") / total("named")).toBeGreaterThanOrEqual(0.85);
    expect(total("wrong") / total("named")).toBeLessThanOrEqual(0.05);
  });

  test.each([
    ["尾号1234的招行卡换成建行的", { from: "cmb", to: "ccb" }],
    ["change my card from icbc to cmb", { from: "icbc", to: "cmb" }],
    ["zhaohang de ka 换成 建行", { from: "cmb", to: "ccb" }],
    ["解绑交行", { from: "bocom" }],
    ["建行", {}],
  ])("is told for %s", (text, slots) => {
    expect(fill(text)).toEqual(slots);
  });
});
