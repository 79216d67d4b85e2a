import { describe, expect, test } from "vitest";
import { Chat } from "../support/chat.ts";
import { smallBot } from "../support/small-bot.ts";
import { between, understood, unknownText, yes } from "../support/understandings.ts";

const bot = smallBot({
  dialogs: {
    repay:
      "start: { intents: [repay.how, repay.where] }\nsteps: [{ ask: 登录了吗？, yesno: { yes: end, no: end } }]\n",
    limit: "start: { intents: [limit] }\nsteps: [{ say: 看账户 }]\n",
    card: "start: { intents: [card] }\nsteps: [{ say: 换卡 }]\n",
    fees: "start: { intents: [fees] }\nsteps: [{ say: 费用 }]\n",
  },
  patterns: {
    hello: "start: { intents: [hello] }\nsteps: [{ say: 您好 }]",
    thanks: "start: { intents: [thanks] }\nsteps: [{ say: 不客气 }]",
    complaint: `
      start: { intents: [complaint] }
      steps: [{ ask: 要请同事吗？, yesno: { yes: human, no: end } }]
    `,
  },
});

const guesses = unknownText(
  ["none", 0.5],
  ["limit", 0.2],
  ["hello", 0.1],
  ["card", 0.1],
  ["repay.how", 0.05],
  ["fees", 0.05],
);

describe("a text nobody understands", () => {
  test("is asked to be put otherwise, then chosen from, then handed over", () => {
    const chat = new Chat(bot);
    expect(chat.me("嘛呀", guesses)).toEqual(["没听懂一次"]);
    expect(chat.me("嘛呀", guesses)).toEqual(["是哪一个？"]);
    expect(chat.handoff).toBeUndefined();
    expect(chat.me("嘛呀", guesses)).toEqual(["没听懂三次"]);
    expect(chat.handoff?.reason).toBe("not understood");
  });

  test("the second time is met with the likeliest dialogs, three at most, and a way out", () => {
    const chat = new Chat(bot);
    chat.me("嘛呀", guesses);
    chat.me("嘛呀", guesses);
    expect(chat.buttons).toEqual(["问limit", "问card", "问repay.how", "都不是", "转人工"]);
  });

  test("in a dialog has its question asked again the first time", () => {
    const chat = new Chat(bot);
    chat.me("怎么还", understood("repay.how"));
    expect(chat.me("嘛呀")).toEqual(["没听懂一次", "登录了吗？"]);
    expect(chat.me("嘛呀", guesses)).toEqual(["是哪一个？"]);
    expect(chat.me("嘛呀")).toEqual(["没听懂三次"]);
  });

  test.each([
    ["an answer", (chat: Chat) => chat.me("好", yes())],
    ["small talk", (chat: Chat) => chat.me("谢谢", understood("thanks"))],
    ["a pressed button", (chat: Chat) => chat.tap("转人工")],
  ])("counts from one again after %s", (_what, understand) => {
    const chat = new Chat(bot);
    chat.me("怎么还", understood("repay.how"));
    chat.me("嘛呀");
    expect(chat.state.misses).toBe(1);
    understand(chat);
    expect(chat.state.misses).toBe(0);
  });

  test("that surely belongs to no dialog is not understood either", () => {
    expect(new Chat(bot).me("天气", understood("none"))).toEqual(["没听懂一次"]);
  });

  test("is a choice by its title, typed or pressed", () => {
    const typed = new Chat(bot);
    typed.me("嘛呀", guesses);
    typed.me("嘛呀", guesses);
    expect(typed.me("问limit")).toEqual(["看账户"]);
    const pressed = new Chat(bot);
    pressed.me("嘛呀", guesses);
    pressed.me("嘛呀", guesses);
    expect(pressed.tap("问card")).toEqual(["换卡"]);
    expect(pressed.state).toMatchObject({ stack: [], misses: 0 });
  });

  test("may be none of what is offered", () => {
    const chat = new Chat(bot);
    chat.me("嘛呀", guesses);
    chat.me("嘛呀", guesses);
    expect(chat.me("都不是")).toEqual(["换个说法"]);
  });
});

describe("a text that may mean two things", () => {
  test("is asked about, with both as buttons", () => {
    const chat = new Chat(bot);
    expect(chat.me("额度卡", between(["limit", 0.5], ["card", 0.4], ["fees", 0.1]))).toEqual(["您指哪个？"]);
    expect(chat.buttons).toEqual(["问limit", "问card", "都不是", "转人工"]);
    expect(chat.tap("问limit")).toEqual(["看账户"]);
  });

  test("is no miss", () => {
    const chat = new Chat(bot);
    chat.me("嘛呀");
    chat.me("额度卡", between(["limit", 0.5], ["card", 0.4]));
    expect(chat.state.misses).toBe(0);
  });

  test("is not asked about when both lead to the same dialog", () => {
    expect(new Chat(bot).me("还", between(["repay.how", 0.5], ["repay.where", 0.4]))).toEqual(["登录了吗？"]);
  });

  test("is about the dialog when the other is small talk", () => {
    expect(new Chat(bot).me("你好额度", between(["hello", 0.5], ["limit", 0.4]))).toEqual(["看账户"]);
  });

  test("asked again takes the place of the first choice", () => {
    const chat = new Chat(bot);
    chat.me("额度卡", between(["limit", 0.5], ["card", 0.4]));
    chat.me("费用卡", between(["fees", 0.5], ["card", 0.4]));
    expect(chat.dialogs).toEqual(["_clarify"]);
    expect(chat.buttons).toEqual(["问fees", "问card", "都不是", "转人工"]);
  });

  // The understanding names five intents; all but the two close ones are noise.
  test("is not about a third thing that nobody meant", () => {
    const chat = new Chat(bot);
    chat.me("你好谢谢", between(["hello", 0.5], ["thanks", 0.45], ["card", 0.01], ["fees", 0.005]));
    expect(chat.buttons).not.toContain("问card");
  });

  test("does not begin what is all but ruled out", () => {
    const said = new Chat(bot).me("你好谢谢", between(["hello", 0.5], ["thanks", 0.45], ["card", 0.01]));
    expect(said).not.toEqual(["换卡"]);
  });
});

test("questions that give way to one another do not pile up for ever", () => {
  const chat = new Chat(bot);
  for (let round = 0; round < 20; round++) {
    chat.me("太差了", understood("complaint"));
    chat.me("额度卡", between(["limit", 0.5], ["card", 0.4]));
  }
  expect(chat.state.stack.length).toBeLessThanOrEqual(12);
});
