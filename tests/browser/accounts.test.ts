import { expect, test } from "vitest";
import { type AccountSeed, accountOn } from "../../src/adapters/installments/sandbox/account.ts";
import { dayOf } from "../../src/adapters/installments/sandbox/calendar.ts";
import { customers } from "../../src/adapters/installments/sandbox/customers.ts";
import { judge } from "../../src/adapters/installments/sandbox/eligibility.ts";
import type { EligibilityReason, InstallmentOrder } from "../../src/protocol/installments.ts";
import type { Customer } from "./customer.ts";
import { describeInShop } from "./shop.ts";

const soon = { timeout: 15_000, interval: 50 };

const WHY = "为什么我不能分期";

/** In yuan, and in fen. */
const WANTED = { text: "2000元", amount: 2_000_00 } as const;

/** What else those ask for whom a purchase is not the point, and all that has to be in the answer. */
const stories: Readonly<
  Record<string, { readonly asks: string; tells(seed: AccountSeed): readonly string[] }>
> = {
  "demo-good": { asks: "这期要还多少，哪天还？", tells: nextBills },
  "demo-three-plans": { asks: "这期要还多少，哪天还？", tells: nextBills },
  "demo-not-posted": { asks: "我已经还了，怎么还显示未还？", tells: lastPayment },
  "demo-refund": { asks: "退款什么时候到账？", tells: refund },
  "demo-new": {
    asks: "我的分期额度还有多少？",
    tells: (seed) => [money(accountToday(seed).limit.available)],
  },
};

describeInShop("a visitor of the demo shop who is one of its customers", (shop) => {
  test.each(customers)("$id is told the cause from the account, with its figures", async (seed) => {
    const customer = await visitAs(seed.id);
    const atOnce = judge(accountToday(seed), {});
    const answer = await answered(customer, WHY);
    if (atOnce.eligible) {
      expectTold(answer, [money(accountToday(seed).limit.available)]);
      const { reasons } = judge(accountToday(seed), { amount: WANTED.amount });
      expectTold(await answered(customer, WANTED.text), [...reasons.slice(0, 1).flatMap(causeIn), "2,000元"]);
    } else expectTold(answer, atOnce.reasons.slice(0, 1).flatMap(causeIn));
    await customer.photograph(`account-${seed.id}`);
    expect(customer.complaints).toEqual([]);
  });

  test.each(Object.entries(stories))("%s is told what they have come for", async (id, { asks, tells }) => {
    const seed = customers.find((known) => known.id === id);
    if (seed === undefined) throw new Error(`The sandbox has no customer ${id}.`);
    const customer = await visitAs(id);
    expectTold(await answered(customer, asks), tells(seed));
    await customer.photograph(`account-${id}-story`);
    expect(customer.complaints).toEqual([]);
  });

  test("nobody in particular is told what holds for everybody, and no figure", async () => {
    const customer = await visitAs("");
    const why = await answered(customer, WHY);
    expectTold(why, ["额度"]);
    const bill = await answered(customer, "这期要还多少，哪天还？");
    expectTold(bill, ["我的订单"]);
    expect([...why, ...bill].join("\n")).not.toMatch(/\d元/u);
    await customer.photograph("account-nobody");
    expect(customer.complaints).toEqual([]);
  });

  async function visitAs(id: string): Promise<Customer> {
    const customer = await shop.visit();
    const { page } = customer;
    if (id !== "") {
      await page.getByLabel("您现在是").selectOption(id);
      await page.locator('#visitor[aria-busy="false"]').waitFor();
    }
    await customer.openChat();
    return customer;
  }
});

/** Says this, and waits for all that the bot has to say to it. */
async function answered(customer: Customer, text: string): Promise<readonly string[]> {
  await customer.say(text);
  let before: readonly string[] = [];
  await expect
    .poll(async () => {
      const now = await answerTo(customer, text);
      const isAll = now.length > 0 && now.length === before.length;
      before = now;
      return isAll;
    }, soon)
    .toBe(true);
  return before;
}

/** Every message of the bot's after the customer's last one, if it is this, cards and all, as it can be read. */
function answerTo({ page }: Customer, text: string): Promise<readonly string[]> {
  return page.getByRole("log").evaluate((log, said) => {
    const rows = [...log.querySelectorAll<HTMLElement>(".message:not([aria-hidden])")];
    const last = rows.findLastIndex((row) => row.classList.contains("own"));
    return rows[last]?.innerText.includes(said) ? rows.slice(last + 1).map((row) => row.innerText) : [];
  }, text);
}

/** The cause comes first: nobody reads on after the second message to find it. */
function expectTold(answer: readonly string[], parts: readonly string[]): void {
  const first = answer.slice(0, 2).join("\n");
  for (const part of parts) expect(first).toContain(part);
  expect(answer.join("\n")).not.toMatch(/undefined|null|NaN|\{\{|\d{4}-\d{2}-\d{2}/u);
}

/** The cause in the words that tell it from others, and its figures. */
function causeIn(reason: EligibilityReason): readonly string[] {
  switch (reason.code) {
    case "limit":
      return [
        "额度不够",
        money(reason.available),
        money(reason.short),
        ...(reason.nextDue === undefined ? [] : [money(reason.nextDue)]),
      ];
    case "frozen":
      return ["冻结", ...(reason.reason === "risk" ? ["安全"] : [])];
    case "identity":
      return [reason.status === "expired" ? "过期" : "不完整"];
    case "bank_limit":
      return [reason.method.bank, reason.method.tail, money(reason.method.perTransaction ?? 0)].map(String);
    case "overdue":
      return ["逾期", money(reason.amount), date(reason.since)];
    default:
      throw new Error(`No customer of the sandbox is refused for "${reason.code}".`);
  }
}

function nextBills(seed: AccountSeed): readonly string[] {
  return running(seed).flatMap(({ goods, plan }) => {
    const next = plan.find(({ status }) => status !== "paid");
    return next === undefined ? [] : [goods, money(next.amount), date(next.due)];
  });
}

function lastPayment(seed: AccountSeed): readonly string[] {
  const paid = running(seed)
    .flatMap(({ plan }) => plan)
    .find(({ status }) => status === "processing");
  return ["正在入账", money(paid?.amount ?? 0), date(dayOf(Date.parse(paid?.paidAt ?? "")))];
}

function refund(seed: AccountSeed): readonly string[] {
  const [awaited] = accountToday(seed).orders.flatMap((order) => order.refund ?? []);
  return [money(awaited?.amount ?? 0), date(awaited?.expectedBy ?? "")];
}

function running(seed: AccountSeed): readonly InstallmentOrder[] {
  return accountToday(seed).orders.filter(({ status }) => status === "active");
}

function accountToday(seed: AccountSeed) {
  return accountOn(dayOf(Date.now()), seed);
}

/** 44985 fen as 449.85元, and 42000 as 420元. */
function money(fen: number): string {
  const digits = fen % 100 === 0 ? 0 : 2;
  return `${(fen / 100).toLocaleString("en-US", { minimumFractionDigits: digits })}元`;
}

function date(day: string): string {
  const [year, month, number] = day.split("-").map(Number);
  return `${year}年${month}月${number}日`;
}
