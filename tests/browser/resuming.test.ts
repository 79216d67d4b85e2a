import { expect, test } from "vitest";
import { chatClient } from "../support/chat-client.ts";
import type { Customer } from "./customer.ts";
import { describeInShop } from "./shop.ts";

describeInShop("a conversation that is interrupted", (shop) => {
  test("is there once after a reload, and goes on at the same question", async () => {
    const customer = await shop.visit();
    const before = await talkToSecondCheck(customer);

    await customer.page.reload();
    await customer.openChat();
    await customer.reads(...before.slice(-2));
    expect(await customer.lines()).toEqual(before);

    await customer.press("没解决");
    await customer.reads("customer: 没解决", "第三项，联系客服", "bot: 这样解决了吗？");
    expect((await customer.lines()).slice(0, before.length)).toEqual(before);
  });

  const patience = { timeout: 60_000 };
  test("loses and repeats nothing when the server is killed and started again", patience, async () => {
    const customer = await shop.visit();
    const { page } = customer;
    const before = await talkToSecondCheck(customer);

    await shop.kill();
    await customer.say("还是没解决");
    await page.getByText("发送中").waitFor();
    await page.getByRole("status").getByText("连接断开了").waitFor();
    expect(await customer.lines()).toEqual([...before, "customer: 还是没解决"]);

    await shop.start();
    await customer.reads("customer: 还是没解决", "第三项，联系客服", "bot: 这样解决了吗？");
    await page.getByText("连接断开了").waitFor({ state: "detached" });
    expect(await page.getByText("发送中").count()).toBe(0);
    await customer.say("没解决");
    await customer.reads("customer: 没解决", "第四项，银行或支付平台", "bot: 这样解决了吗？");

    const shown = await customer.lines();
    expect(shown).toHaveLength(before.length + 6);
    expect(shown.slice(0, before.length)).toEqual(before);
    expect(await logOf(customer, shown.length)).toEqual(shown);
  });

  test(
    "goes on in an open page when the server's data were put back to an earlier state",
    patience,
    async () => {
      const customer = await shop.visit();
      const before = await talkToSecondCheck(customer);
      const restore = await shop.backUp();
      await customer.say("没解决");
      await customer.reads("customer: 没解决", "第三项，联系客服", "bot: 这样解决了吗？");
      await customer.say("没解决");
      await customer.reads("customer: 没解决", "第四项，银行或支付平台", "bot: 这样解决了吗？");
      await shop.kill();
      await restore();
      await shop.start();
      // Or else the widget may take twenty seconds to try again.
      await customer.page.evaluate(() => dispatchEvent(new Event("online")));

      await customer.say("还是没解决");
      await customer.reads("customer: 还是没解决", "第三项，联系客服", "bot: 这样解决了吗？");
      expect(await customer.lines()).toEqual([
        ...before,
        "customer: 还是没解决",
        expect.stringContaining("第三项，联系客服"),
        "bot: 这样解决了吗？",
      ]);
    },
  );

  test("comes back from waiting for a person to the question it was at", async () => {
    const customer = await shop.visit();
    const { page } = customer;
    const before = await talkToSecondCheck(customer);
    await page.locator(".header").getByRole("button", { name: "转人工" }).click();
    await customer.reads("notice: 已为您留言，同事上线后回复", "现在没有同事在线");

    await customer.press("回到机器人");
    await customer.reads("notice: 已回到智能助手", "已回到机器人", "第二项，个人信息", "bot: 这样解决了吗？");
    await customer.press("没解决");
    await customer.reads("customer: 没解决", "第三项，联系客服", "bot: 这样解决了吗？");
    expect((await customer.lines()).slice(0, before.length)).toEqual(before);
  });

  /** Everything in the log of the customer's conversation, as a second device of theirs is told it. */
  async function logOf({ page }: Customer, length: number): Promise<readonly string[]> {
    const remembered = await page.evaluate(() => localStorage.getItem(`fenqi:${location.origin}`));
    const { token }: { readonly token: string } = JSON.parse(remembered ?? "{}");
    const device = await chatClient(shop.url, { token });
    await device.until((seen) => seen.length >= length);
    return device.transcript();
  }
});

/** Asks why and says of the first check that it did not help. Returns the conversation so far. */
async function talkToSecondCheck(customer: Customer): Promise<readonly string[]> {
  await customer.openChat();
  await customer.say("分期用不了");
  await customer.reads("第一项，额度", "bot: 这样解决了吗？");
  await customer.say("没解决");
  await customer.reads("第二项，个人信息", "bot: 这样解决了吗？");
  return customer.lines();
}
