import axe from "axe-core";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { PASSWORD } from "../support/desk-client.ts";
import { type AgentAtDesk, PATIENCE } from "./agent.ts";
import { describeInShop } from "./shop.ts";

const PATIENT = { timeout: 120_000 };

/** More stops than any page of the desk has. */
const MOST_TABS = 40;

describeInShop("an agent", (shop) => {
  test("signs in, takes a customer, replies, notes and resolves by the keyboard alone", PATIENT, async () => {
    await shop.hire({ name: "小张", login: "zhang" });
    const customer = await shop.visit();
    await customer.openChat();
    await customer.say("转人工");
    await customer.reads("bot: 现在没有同事在线");
    await customer.say("账单看不懂");

    const agent = await shop.openDesk();
    const { page } = agent;
    const { keyboard } = page;
    await tabTo(page, page.getByLabel("账号"));
    await keyboard.type("zhang");
    await keyboard.press("Tab");
    await keyboard.type(PASSWORD);
    await keyboard.press("Enter");

    const left = page.getByRole("navigation").getByRole("button", { name: "留言" });
    await left.waitFor();
    await tabTo(page, left);
    await keyboard.press("Enter");
    await agent.hasRows(1);
    await keyboard.press("j");
    await isFocused(
      page.getByRole("region", { name: "对话", exact: true }).getByRole("listitem").getByRole("button"),
    );
    await keyboard.press("Enter");
    await agent.reads("customer: 账单看不懂");
    await keyboard.press("t");
    await agent.reads("event: 小张 接手了对话");

    await keyboard.press("r");
    await isFocused(page.getByRole("textbox", { name: "回复客户" }));
    await keyboard.type("您好，我是小张");
    await keyboard.press("Enter");
    await customer.reads("我是小张");
    await keyboard.press("Escape");
    await keyboard.press("n");
    await isFocused(page.getByRole("textbox", { name: "内部备注" }));
    await keyboard.type("要解释利息");
    await keyboard.press("Enter");
    await agent.reads("note: 要解释利息");

    await keyboard.press("Escape");
    await keyboard.press("e");
    const dialog = page.getByRole("dialog", { name: "结束" });
    await isFocused(dialog.getByRole("combobox"));
    await agent.photograph("desk-keyboard-resolve");
    await tabTo(page, dialog.getByRole("button", { name: "确定" }));
    await keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await agent.reads("event: 小张 结束了对话 原因：问题已解决");
    await customer.reads("notice: 本次人工服务已结束");
    expect(agent.complaints).toEqual([]);
  });

  test(
    "finds no barrier at sign-in, in the list, in a conversation and in its dialogs",
    PATIENT,
    async () => {
      await shop.hire({ name: "小陈", login: "chen", role: "supervisor" });
      const agent = await shop.openDesk();
      const { page } = agent;
      await page.getByRole("heading", { name: "登录客服工作台" }).waitFor();
      await agent.photograph("desk-barriers-sign-in");
      expect(await barriersOf(agent)).toEqual([]);

      await agent.signIn("chen");
      await agent.goOnline();
      await agent.show("我的");
      const customer = await shop.visit();
      await customer.openChat();
      await customer.say("为什么不能分期");
      await customer.reads("第一项，额度", "bot: 这样解决了吗？");
      await customer.say("转人工");
      await agent.hasRows(1);
      expect(await barriersOf(agent)).toEqual([]);

      await agent.open("客户");
      await agent.reply("您好");
      await agent.note("看过额度了");
      await agent.reads("note: 看过额度了");
      await customer.say("我的手机号是13812345678");
      await customer.say("怎么还款");
      await page.getByRole("button", { name: "显示隐藏的内容" }).waitFor();
      await page.getByRole("list", { name: "建议回复" }).waitFor();
      expect(await barriersOf(agent)).toEqual([]);
      await agent.composer.getByRole("button", { name: "备注" }).click();
      expect(await barriersOf(agent)).toEqual([]);

      await dialogsHaveNoBarrier(agent);
      await tagsHaveNoBarrier(agent);

      await page.getByRole("button", { name: "设置与账号" }).click();
      await page.getByRole("menuitem", { name: "深色模式" }).waitFor();
      expect(await barriersOf(agent)).toEqual([]);
      await page.getByRole("menuitem", { name: "深色模式" }).click();
      await page.getByRole("menuitem", { name: "深色模式" }).waitFor({ state: "detached" });
      await agent.photograph("desk-barriers-dark");
      expect(await barriersOf(agent)).toEqual([]);
      expect(agent.complaints).toEqual([]);
    },
  );
});

/** The dialogs that a key opens. */
async function dialogsHaveNoBarrier(agent: AgentAtDesk): Promise<void> {
  const { page } = agent;
  for (const key of ["x", "b", "z", "e", "s", "?"]) {
    await page.keyboard.press("Escape");
    await page.keyboard.press(key);
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await agent.photograph(`desk-barriers-dialog-${key === "?" ? "help" : key}`);
    expect(await barriersOf(agent), `the dialog of ${key}`).toEqual([]);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  }
}

async function tagsHaveNoBarrier(agent: AgentAtDesk): Promise<void> {
  const { page } = agent;
  await page.getByRole("button", { name: "更多操作" }).click();
  await page.getByRole("menuitem", { name: "标签" }).waitFor();
  expect(await barriersOf(agent)).toEqual([]);
  await page.getByRole("menuitem", { name: "标签" }).click();
  await page.getByRole("dialog", { name: "标签" }).getByLabel("标签").fill("催收");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "移除标签 催收" }).waitFor();
  expect(await barriersOf(agent)).toEqual([]);
  await page.keyboard.press("Escape");
}

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS && !(await hasFocus(target)); tabs += 1)
    await page.keyboard.press("Tab");
  expect(await hasFocus(target)).toBe(true);
}

function isFocused(target: Locator): Promise<void> {
  return expect.poll(() => hasFocus(target), PATIENCE).toBe(true);
}

async function hasFocus(target: Locator): Promise<boolean> {
  return (
    (await target.count()) > 0 && target.first().evaluate((element) => element === document.activeElement)
  );
}

/** What axe finds against WCAG 2.2, levels A and AA: the rule, and where it is broken. */
async function barriersOf({ page }: AgentAtDesk): Promise<readonly string[]> {
  // Past the content security policy, which lets no script into the page that is not the desk's own.
  await page.evaluate(axe.source);
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { readonly axe: typeof axe }).axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    }),
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}
