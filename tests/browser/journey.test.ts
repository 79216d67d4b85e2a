import { expect, test } from "vitest";
import { type Customer, SCREENS } from "./customer.ts";
import { describeInShop } from "./shop.ts";

const QUESTION = "为什么我无法在小米商城分期购买商品?";

const CHECKS = [
  "第一项，额度",
  "第二项，个人信息",
  "第三项，联系客服",
  "第四项，银行或支付平台",
  "第五项，其他方式",
];

describeInShop("a customer of the demo shop", (shop) => {
  test.for(Object.keys(SCREENS) as (keyof typeof SCREENS)[])(
    "is led from the question through all five checks to a person, on a screen of %s",
    async (screen) => {
      const customer = await shop.visit({ screen });
      const { page } = customer;
      const photograph = (name: string) => customer.photograph(`${screen}-${name}`);
      await page.getByRole("button", { name: "打开在线客服" }).waitFor();
      await photograph("0-shop");
      await customer.openChat();
      await page.getByRole("button", { name: "为什么我不能分期购买？" }).waitFor();
      await photograph("1-open");

      await customer.say(QUESTION);
      for (const [index, check] of CHECKS.entries()) {
        await customer.reads(check, "bot: 这样解决了吗？");
        await photograph(`2-check-${index + 1}`);
        await sayItIsNotSolved(customer, index % 2 === 0 ? "typed" : "pressed");
      }
      await customer.reads("notice: 已为您留言，同事上线后回复", "bot: 现在没有同事在线");
      await photograph("3-person");
      expect(await page.getByRole("dialog").getByText("人工客服暂时不在，可以先留言").isVisible()).toBe(true);
      expect(await customer.lines()).toEqual(wholeJourney());
      expect(customer.complaints).toEqual([]);
    },
  );

  test("asks why by the link beside the greyed-out button", async () => {
    const customer = await shop.visit();
    await customer.page.getByRole("button", { name: "问问客服为什么" }).click();
    await customer.reads("customer: 为什么我不能分期购买？", "第一项，额度", "bot: 这样解决了吗？");
  });

  test("answers one question with a double click, even where the next one appears under the pointer", async () => {
    const customer = await shop.visit();
    const notSolved = customer.page.locator(".choices:not(.done)").getByRole("button", { name: "没解决" });
    await customer.openChat();
    await customer.say("分期用不了");
    await notSolved.click();
    await customer.reads("第二项，个人信息", "bot: 这样解决了吗？");
    await notSolved.hover();
    await customer.page.mouse.down({ clickCount: 2 });
    await customer.page.mouse.up({ clickCount: 2 });
    await customer.say("解决了");
    await customer.reads("第二项，个人信息", "bot: 这样解决了吗？", "customer: 解决了", "bot: ");
  });
});

function sayItIsNotSolved(customer: Customer, how: "typed" | "pressed"): Promise<void> {
  return how === "typed" ? customer.say("没解决") : customer.press("没解决");
}

function wholeJourney() {
  const checks = CHECKS.flatMap((check) => [
    expect.stringContaining(check),
    "bot: 这样解决了吗？",
    "customer: 没解决",
  ]);
  return [
    `customer: ${QUESTION}`,
    ...checks,
    expect.stringMatching(/^notice: /),
    expect.stringContaining("会在这个窗口回复您"),
  ];
}
