import { expect, test } from "vitest";
import { describeInShop } from "./shop.ts";

/** Whom the visitor is, what they say, and what the bot has found out by then. */
const diagnoses = [
  ["demo-limit-short", ["为什么我不能分期购买？", "2000元"], /还差.*700/u],
  ["demo-frozen", ["为什么我不能分期购买？"], /冻结/u],
  ["demo-identity-expired", ["为什么我不能分期购买？"], /过期/u],
  ["demo-identity-incomplete", ["为什么我不能分期购买？"], /不完整/u],
  ["demo-bank-limit", ["为什么我不能分期购买？"], /一次最多|单笔/u],
  ["demo-overdue", ["为什么我不能分期购买？"], /逾期/u],
] as const;

const soon = { timeout: 15_000, interval: 50 };

describeInShop("a visitor of the demo shop who is one of its customers", (shop) => {
  test.each(diagnoses)("%s is told the cause from the account", async (who, said, cause) => {
    const customer = await shop.visit();
    await customer.page.getByLabel("您现在是").selectOption(who);
    await customer.page.locator('#visitor[aria-busy="false"]').waitFor();
    await customer.openChat();
    for (const text of said) {
      const before = (await customer.lines()).length;
      await customer.say(text);
      // The bot has said something to it.
      await expect.poll(async () => (await customer.lines()).length, soon).toBeGreaterThan(before + 1);
    }
    await expect.poll(async () => (await customer.lines()).join(), soon).toMatch(cause);
    await customer.photograph(`account-${who}`);
    expect(customer.complaints).toEqual([]);
  });
});
