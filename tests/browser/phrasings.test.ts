import { test } from "vitest";
import { describeInShop } from "./shop.ts";

describeInShop("a customer's own words", (shop) => {
  test.for([
    ["为什么我无法在小米商城分期购买商品?", "第一项，额度"],
    ["分期用不了", "第一项，额度"],
    ["為什麼不能分期", "第一项，额度"],
    ["fenqi用不了", "第一项，额度"],
    ["咋没有分期选项", "第一项，额度"],
    ["why can't I buy on installments?", "First, your limit"],
  ] as const)("“%s” leads to the first check", async ([question, check]) => {
    const customer = await shop.visit();
    await customer.openChat();
    await customer.say(question);
    await customer.reads(`customer: ${question}`, check, "bot: ");
  });

  test.for([
    ["怎么还款", "登录小米账号"],
    ["我要还钱", "登录小米账号"],
    ["换款在哪里", "登录小米账号"],
    ["how do I repay", "sign in to your Xiaomi account"],
  ] as const)("“%s” leads to the first repayment step", async ([question, step]) => {
    const customer = await shop.visit();
    await customer.openChat();
    await customer.say(question);
    await customer.reads(`customer: ${question}`, step);
    await customer.page.locator("[aria-current=step]", { hasText: "1" }).waitFor();
  });
});
