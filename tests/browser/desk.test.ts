import { expect, test } from "vitest";
import { type AgentAtDesk, PATIENCE } from "./agent.ts";
import type { Customer } from "./customer.ts";
import { describeInShop } from "./shop.ts";

const HELLO = "您好，我是小李，请问有什么可以帮您？";
/** What only colleagues may read. */
const NOTE = "客户已核实身份";
const WHY = "小王熟悉还款";

/** Pixels from the corner of a star that is about 37 by 33. */
const INSIDE_STAR = { x: 18, y: 16 };

/** A customer, and everything that the server has told their page. */
interface Overheard extends Customer {
  readonly told: readonly string[];
}

describeInShop("two agents and three customers", (shop) => {
  test("go from the bot to the line, to an agent, to a colleague, back to the bot and to an end", {
    timeout: 180_000,
  }, async () => {
    await shop.hire({ name: "小李", login: "li", capacity: 1 }, { name: "小王", login: "wang" });
    const li = await comesToWork("li");
    const wang = await comesToWork("wang");
    await li.goOnline();
    await li.photograph("desk-1-nobody-waits");

    const first = await asksInWords();
    const second = await pressesButton();
    const third = await asksInsideDialog();
    await li.show("等待中");
    await li.hasRows(2);
    await li.photograph("desk-2-line");
    await li.show("我的");
    await talk(li, first);

    await wang.goOnline();
    await wang.hasRows(2);
    await reads(second, "小王 正在为您服务");
    await reads(third, "小王 正在为您服务");
    await wang.photograph("desk-5-assigned");

    await transfer(li, wang, first);
    await handBack(wang, first);
    await resolve(wang, third);

    for (const customer of [first, second, third]) expect(customer.complaints).toEqual([]);
    expect([...li.complaints, ...wang.complaints]).toEqual([]);
    const told = first.told.join("\n");
    expect(told).toContain(HELLO);
    expect(told).not.toContain(NOTE);
    expect(told).not.toContain(WHY);
  });

  async function comesToWork(login: string): Promise<AgentAtDesk> {
    const agent = await shop.openDesk();
    await agent.signIn(login);
    await agent.show("我的");
    return agent;
  }

  async function arrives(): Promise<Overheard> {
    const customer = await shop.visit();
    const told: string[] = [];
    customer.page.on("websocket", (socket) =>
      socket.on("framereceived", ({ payload }) => told.push(String(payload))),
    );
    await customer.openChat();
    return { ...customer, told };
  }

  async function asksInWords(): Promise<Overheard> {
    const customer = await arrives();
    await customer.say("我要转人工");
    await reads(customer, "小李 正在为您服务");
    await customer.say("我想问一笔账单");
    return customer;
  }

  async function pressesButton(): Promise<Overheard> {
    const customer = await arrives();
    await customer.page.locator(".header").getByRole("button", { name: "转人工" }).click();
    await customer.page.getByText("排队第 1 位").waitFor();
    return customer;
  }

  async function asksInsideDialog(): Promise<Overheard> {
    const customer = await arrives();
    await customer.say("分期用不了");
    await customer.reads("第一项，额度", "bot: 这样解决了吗？");
    await customer.say("转人工");
    await customer.page.getByText("排队第 2 位").waitFor();
    await customer.say("我的额度明明够");
    await customer.photograph("desk-2-line-widget");
    return customer;
  }
});

/** Both write, each sees that the other one does, and the agent leaves a note. */
async function talk(agent: AgentAtDesk, customer: Customer): Promise<void> {
  await agent.open("我想问一笔账单");
  await agent.reads("customer: 我要转人工");
  await agent.reply(HELLO);
  await reads(customer, HELLO);

  const answer = agent.composer.getByRole("textbox");
  await shows(customer.page.locator(".bubble.dots"), () => answer.pressSequentially("稍"));
  await customer.photograph("desk-3-agent-writes-widget");
  await answer.fill("");
  const question = customer.page.getByRole("textbox");
  await shows(agent.page.getByText("客户正在输入"), () => question.pressSequentially("我"));
  await agent.photograph("desk-3-customer-writes");
  await customer.say("这期的账单还不上");
  await agent.reads("customer: 这期的账单还不上");

  await agent.note(NOTE);
  await agent.reads(`note: ${NOTE}`);
  await agent.photograph("desk-4-note");
}

async function transfer(from: AgentAtDesk, to: AgentAtDesk, customer: Customer): Promise<void> {
  await from.do("转接", "小王", WHY);
  await reads(customer, "小王 正在为您服务");
  await to.hasRows(3);
  await from.hasRows(0);
  await from.photograph("desk-6-transferred-away");
  await to.open("这期的账单还不上");
  await to.reads(WHY);
  await to.reads(`note: ${NOTE}`);
  await to.photograph("desk-6-transferred-here");
}

async function handBack(agent: AgentAtDesk, customer: Customer): Promise<void> {
  await agent.do("交还机器人", "怎么还款");
  await customer.reads("notice: 已回到智能助手", "bot: 您已回到机器人", "bot: 还款先要登录小米账号");
  await agent.reads("bot: 还款先要登录小米账号");
  await customer.photograph("desk-7-handed-back-widget");
  await agent.photograph("desk-7-handed-back");
}

async function resolve(agent: AgentAtDesk, customer: Customer): Promise<void> {
  await agent.open("我的额度明明够");
  await agent.reply("已为您处理好了");
  await reads(customer, "已为您处理好了");
  await agent.do("结束", "问题已解决");
  await rate(customer, 4, "小王很耐心");
  const rating = agent.page.getByRole("article").filter({ hasText: "小王很耐心" });
  await rating.getByRole("img", { name: "4" }).waitFor();
  await agent.photograph("desk-8-rated");
  await customer.photograph("desk-8-rated-widget");
}

async function rate(customer: Customer, score: number, comment: string): Promise<void> {
  const log = customer.page.getByRole("log");
  const radio = customer.page.getByRole("radio", { name: `${score} / 5` });
  // The star; its field is there for the keyboard and for screen readers.
  await log.locator("label").filter({ has: radio }).click({ position: INSIDE_STAR });
  expect(await radio.isChecked()).toBe(true);
  await log.getByRole("textbox").fill(comment);
  // Whatever has the focus: the chat stays in its window.
  const [panel, header] = [customer.page.getByRole("dialog"), customer.page.locator(".header")];
  expect((await header.boundingBox())?.y).toBe((await panel.boundingBox())?.y);
  await customer.photograph("desk-8-rates-widget");
  const send = log.getByRole("button", { name: "提交评价" });
  await send.click();
  await send.waitFor({ state: "detached" });
}

function reads({ page }: Customer, words: string): Promise<void> {
  return page.getByRole("log").getByText(words).waitFor();
}

/** Types until it is seen: news of typing are dropped while a connection is busy, and not sent again. */
async function shows(sign: { isVisible(): Promise<boolean> }, type: () => Promise<void>): Promise<void> {
  const typed = async () => {
    await type();
    return sign.isVisible();
  };
  await expect.poll(typed, { ...PATIENCE, interval: 300 }).toBe(true);
}
