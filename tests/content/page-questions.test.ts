import { expect, test } from "vitest";
import { questionsOn } from "../../src/content/page-questions.ts";
import { problemsOf } from "../support/problems.ts";
import { smallBot } from "../support/small-bot.ts";

const withPages = (pages: string) => ({
  bot: `
    bot:
      name: 小分
      brand: 好商城
      greeting: 您好
      suggestions: { zh: [其他], en: [other] }
      pages: [${pages}]
    facts: {}
  `,
});

const page = (match: string, question: string) =>
  `{ match: "${match}", suggestions: { zh: [${question}], en: [${question}] } }`;

const bot = smallBot(
  withPages(
    [
      page("/orders/*", "订单"),
      page("*#orders", "订单栏"),
      page("/help", "帮助"),
      page("/shop/*/phone*", "手机"),
      page("/", "首页"),
    ].join(", "),
  ),
);

test.each([
  ["https://shop.example/orders/17?from=mail#pay", "订单"],
  ["/orders/17/instalments", "订单"],
  ["https://shop.example/orders", "其他"],
  ["https://shop.example/my/orders/17", "其他"],
  ["https://shop.example:8443/demo/#orders", "订单栏"],
  ["https://shop.example/demo/#orders/2", "其他"],
  ["/help", "帮助"],
  ["/help?topic=1#top", "帮助"],
  ["/helpful", "其他"],
  ["/shop/a/b/phone-13", "手机"],
  ["/shop/phone", "其他"],
  ["https://shop.example", "首页"],
  ["https://shop.example?q=/orders/1", "首页"],
  ["app://shop/help", "帮助"],
  ["HTTPS://SHOP.EXAMPLE/help", "帮助"],
  ["not a page at all", "其他"],
])("on %s customers are offered: %s", (address, question) => {
  expect(questionsOn(bot, address).zh).toEqual([question]);
});

test("where the page is not known, they are offered what is offered everywhere", () => {
  expect(questionsOn(bot, undefined)).toEqual({ zh: ["其他"], en: ["other"] });
});

test("of several pages that match, the first counts", () => {
  const both = smallBot(withPages(`${page("/a*", "一")}, ${page("*", "二")}`));
  expect([questionsOn(both, "/ab").zh, questionsOn(both, "/b").zh]).toEqual([["一"], ["二"]]);
});

test("a page is written as a path", () => {
  expect(problemsOf(withPages(page("https://shop.example/orders", "订单")))).toEqual([
    expect.stringContaining("write a path, such as /orders/*"),
  ]);
});

test("a long address that nearly matches takes no time", () => {
  const slow = smallBot(withPages(page("/*a*a*a*a*a*a*a*a*b", "慢")));
  expect(questionsOn(slow, `/${"a".repeat(2047)}`).zh).toEqual(["其他"]);
});
