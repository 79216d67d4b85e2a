import { expect, test } from "vitest";
import { type AgentAtDesk, PATIENCE } from "./agent.ts";
import { describeInShop } from "./shop.ts";
import { talking } from "./talking.ts";

const PATIENT = { timeout: 120_000 };

describeInShop("an agent at work", (shop) => {
  /** How many notes the page has sounded. */
  const notes = ({ page }: AgentAtDesk) => page.evaluate(() => Reflect.get(window, "notes") ?? 0);

  async function listenTo({ page }: AgentAtDesk): Promise<void> {
    await page.evaluate(() => {
      const own = AudioContext.prototype.createOscillator;
      AudioContext.prototype.createOscillator = function () {
        Reflect.set(window, "notes", (Reflect.get(window, "notes") ?? 0) + 1);
        return own.call(this);
      };
    });
  }

  async function toggleQuiet({ page }: AgentAtDesk, before: "开" | "关"): Promise<void> {
    await page.getByRole("button", { name: "设置与账号" }).click();
    await page.getByRole("menuitem", { name: `免打扰：${before}` }).click();
    await page.getByRole("menuitem", { name: `免打扰：${before === "开" ? "关" : "开"}` }).waitFor();
    await page.keyboard.press("Escape");
  }

  test("hears nothing while they are not to be disturbed, and sees it all the same", PATIENT, async () => {
    const [agent, customer] = await talking(shop, "jing");
    const { page } = agent;
    await listenTo(agent);
    await agent.show("等待中");
    await page.evaluate(() => {
      location.hash = "#/";
    });
    await page.getByText("从左侧选择一个对话").waitFor();
    const badge = (count: number) =>
      page.getByRole("navigation").getByRole("img", { name: `${count} 位客户发来新消息` });

    await toggleQuiet(agent, "关");
    await customer.say("还在吗");
    await badge(1).waitFor();
    expect(await notes(agent)).toBe(0);

    await toggleQuiet(agent, "开");
    await agent.show("我的");
    await agent.open("还在吗");
    await badge(1).waitFor({ state: "detached" });
    // Only what comes after an answer is news.
    await agent.reply("在的");
    await agent.reads("agent: 在的");
    await agent.show("等待中");
    await page.evaluate(() => {
      location.hash = "#/";
    });
    await page.getByText("从左侧选择一个对话").waitFor();
    // The list is told of the answer a moment later: what comes before that is not told apart from it.
    await page.waitForTimeout(2500);
    await customer.say("请回复");
    await badge(1).waitFor();
    await expect.poll(() => notes(agent), PATIENCE).toBe(2);
    expect(agent.complaints).toEqual([]);
  });

  test("sees which page and which order the customer looks at", PATIENT, async () => {
    const [agent, customer] = await talking(shop, "kan", undefined, { page: "/orders/42", order: "42" });
    const brief = agent.page.getByRole("complementary", { name: "客户资料" });
    await brief.getByRole("heading", { name: "客户正在看" }).waitFor();
    const pairs = await brief.locator("dl > div").allTextContents();
    expect(pairs).toEqual(expect.arrayContaining(["页面/orders/42", "订单42"]));
    await agent.photograph("desk-brief");
    await agent.page.getByRole("button", { name: "设置与账号" }).click();
    await agent.page.getByRole("menuitem", { name: "深色模式" }).click();
    await agent.photograph("desk-brief-dark");
    expect([...agent.complaints, ...customer.complaints]).toEqual([]);
  });
});
