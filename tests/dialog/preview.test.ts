import { describe, expect, test } from "vitest";
import { nothingInView } from "../../src/content/in-view.ts";
import { previewAnswer } from "../../src/dialog/preview.ts";
import { atRest, type DialogState } from "../../src/dialog/state.ts";
import type { Setting } from "../../src/dialog/turn.ts";
import { Chat } from "../support/chat.ts";
import { realContent } from "../support/real-content.ts";
import { smallBot } from "../support/small-bot.ts";
import { understood } from "../support/understandings.ts";

const around: Omit<Setting, "bot"> = {
  language: "zh",
  identified: false,
  vip: false,
  context: nothingInView,
  isOpen: () => true,
  isStaffed: () => true,
  at: 0,
};

const real = await realContent();
const answer = (intent: string, about: Partial<Setting> = {}, state: DialogState = atRest) =>
  previewAnswer({ bot: real, ...around, ...about }, state, intent);

describe("what the bot would say", () => {
  test("is its text, with numbered steps, and a question without its buttons", () => {
    expect(answer("repay.how")).toBe(
      "还款先要登录小米账号，不登录，后面的步骤都做不了。登录好了吗？\n" +
        "1. 登录小米账号\n2. 打开「我的订单」\n3. 找到分期订单\n4. 查看并还款\n5. 自动还款（可选）",
    );
    expect(answer("repay.how", { language: "en" })).toBe(
      "First, sign in to your Xiaomi account. Nothing else works before that. Are you signed in?\n" +
        "1. Sign in\n2. Open My orders\n3. Find the instalment order\n4. Check and pay\n5. Automatic repayment (optional)",
    );
  });

  test("is several texts one below the other", () => {
    expect(answer("installment.unavailable")?.split("\n")).toEqual([
      expect.stringContaining("第一项，额度"),
      "这样解决了吗？",
    ]);
    expect(answer("installment.unavailable", { language: "en" })?.split("\n")).toEqual([
      expect.stringContaining("First, your limit"),
      "Did that solve it?",
    ]);
  });

  test("is by what is known of the customer", () => {
    expect(answer("repay.how", { identified: false })).toMatch(/^还款先要登录小米账号/u);
    // The account is looked at before anything is said.
    expect(answer("repay.how", { identified: true })).toBeUndefined();
  });

  test("is the same in the middle of something else, which it is no part of", () => {
    const chat = new Chat(real);
    chat.me("为什么不能分期", understood("installment.unavailable"));
    chat.me("嗯呐");
    expect(answer("repay.methods", {}, chat.state)).toBe(answer("repay.methods"));
    expect(answer("installment.unavailable", {}, chat.state)).toBe(answer("installment.unavailable"));
  });

  test("is there in both languages for every dialog that begins with words", () => {
    const begun = real.intents.filter(
      ({ name }) => real.dialogs.get(real.startByIntent.get(name) ?? "")?.kind === "dialog",
    );
    for (const language of ["zh", "en"] as const) {
      const silent = begun.filter(({ name }) => answer(name, { language }) === undefined);
      expect(silent.map(({ name }) => name)).toEqual([]);
    }
  });
});

describe("there is nothing to say", () => {
  test.each([
    ["for an intent that leads to a pattern", "smalltalk.greet"],
    ["for a wish for a person", "human.agent"],
    ["for what the bot does not serve", "none"],
    ["for an intent that does not exist", "no.such"],
  ])("%s", (_what, intent) => {
    expect(answer(intent)).toBeUndefined();
  });

  test("before the shop's systems are asked", () => {
    expect(answer("limit.check", { identified: true })).toBeUndefined();
    expect(answer("limit.check", { identified: false })).toContain("额度");
  });
});

describe("a bot of a few lines", () => {
  const bot = smallBot({
    actions: "shop.status:\n  about: x\n  outcomes: { open: {} }\n",
    dialogs: {
      person: "start: { intents: [person] }\nsteps: [{ say: 请同事来 }, { human: { reason: 难 } }]\n",
      look: `
        start: { intents: [look] }
        steps:
          - say: 我看一下
          - call: shop.status
            outcomes: { open: end, error: end, timeout: end }
      `,
      solved:
        "start: { intents: [solved] }\nsteps: [{ say: 就这样 }, { end: { outcome: solved, rate: true } }]\n",
      mute: "start: { intents: [mute] }\nslots: { a: { type: number } }\nsteps: [{ set: { a: 1 } }]\n",
      card: "start: { intents: [card] }\nsteps: [{ say: { text: 账单, card: { title: 本期, lines: [{ label: 应还, value: 42元 }] } } }]\n",
      plan: `
        start: { intents: [plan] }
        slots: { period: { entity: period } }
        steps:
          - { ask: 分几期？, slot: period, otherwise: end }
          - say: "{{ slots.period }}期"
      `,
    },
  });
  const small = (intent: string, state: DialogState = atRest) =>
    previewAnswer({ bot, ...around }, state, intent);

  test("has nothing to suggest where a dialog brings a person, or ends without a word", () => {
    expect(small("person")).toBeUndefined();
    expect(small("mute")).toBeUndefined();
  });

  test("says what comes before a look at the shop's systems", () => {
    expect(small("look")).toBe("我看一下");
  });

  test("leaves out what is only said around dialogs", () => {
    expect(small("solved")).toBe("就这样");
  });

  test("says a card in words", () => {
    expect(small("card")).toBe("账单\n本期\n应还: 42元");
  });

  test("does not ask for what is known", () => {
    expect(small("plan")).toBe("分几期？");
    expect(small("plan", { ...atRest, slots: { period: 12 } })).toBe("12期");
  });
});
