import { expect, test } from "vitest";
import { describeInShop } from "./shop.ts";

const PATIENT = { timeout: 120_000 };

describeInShop("a customer who comes while nobody is at the desk", (shop) => {
  test("is told so, leaves a message, and is answered by the agent who comes later", PATIENT, async () => {
    const customer = await shop.visit();
    const { page } = customer;
    await customer.openChat();
    await customer.say("转人工");
    await customer.reads("customer: 转人工", "notice: 已为您留言，同事上线后回复", "bot: 现在没有同事在线");
    await customer.photograph("desk-left-1-nobody-there");
    await customer.press("请给我回电");
    await customer.reads("customer: 请给我回电", "bot: 好的，已经记下您希望回电");
    await customer.say("明天上午打给我就行");
    await customer.reads("customer: 明天上午打给我就行");
    await customer.photograph("desk-left-2-message-left");

    await shop.hire({ name: "小李", login: "li" });
    const li = await shop.openDesk();
    await li.signIn("li");
    await li.show("留言");
    await li.hasRows(1);
    await li.page.getByRole("img", { name: "希望回电" }).waitFor();
    await li.open("明天上午打给我就行");
    await li.reads("bot: 现在没有同事在线");
    await li.photograph("desk-left-3-found");
    await li.composer.getByRole("button", { name: "接手" }).click();
    await page.getByRole("log").getByText("小李 正在为您服务").waitFor();
    await li.reply("您好，我是小李，现在有空聊吗？");
    await customer.reads("notice: 小李 正在为您服务", "我是小李");
    await page.getByRole("paragraph").filter({ hasText: "小李 正在为您服务" }).waitFor();
    await customer.photograph("desk-left-4-answered");
    await li.show("我的");
    await li.hasRows(1);

    await customer.say("有空");
    await li.reads("customer: 有空");
    await li.photograph("desk-left-5-talk");
    expect([...customer.complaints, ...li.complaints]).toEqual([]);
  });
});
