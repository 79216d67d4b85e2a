import { describe, expect, test } from "vitest";
import { Chat } from "../support/chat.ts";
import { smallBot } from "../support/small-bot.ts";
import { understood, yes } from "../support/understandings.ts";

const PERSON = { id: "human", label: "转人工" };

describe("content that runs in a circle", () => {
  const circle = smallBot({
    dialogs: { a: "start: { phrases: [开始] }\nsteps: [{ id: one, say: 一 }, { say: 二, go: one }]\n" },
  });

  test("ends in the words for an error, with a person offered", () => {
    const chat = new Chat(circle);
    expect(chat.me("开始").at(-1)).toBe("出错了");
    expect(chat.turn.says.at(-1)?.buttons).toEqual([PERSON]);
    expect(chat.state.stack).toEqual([]);
  });

  test("does not make the customer read it all", () => {
    expect(new Chat(circle).me("开始").length).toBeLessThanOrEqual(6);
  });

  test.each([
    ["of jumps", "steps: [{ id: one, go: two }, { id: two, go: one }]"],
    ["of branches", "steps: [{ id: one, when: [{ else: one }] }]"],
    ["of a dialog that runs itself", "steps: [{ say: 一 }, { run: a }]"],
    ["of a dialog that goes back before it asked anything", "steps: [{ say: 一, go: back }]"],
  ])("%s ends so, too", (_what, steps) => {
    const chat = new Chat(smallBot({ dialogs: { a: `start: { phrases: [开始] }\n${steps}\n` } }));
    expect(chat.me("开始").at(-1)).toBe("出错了");
    expect(chat.state.stack).toEqual([]);
  });

  test("is over with the next text", () => {
    const chat = new Chat(circle);
    chat.me("开始");
    expect(chat.me("嘛呀")).toEqual(["没听懂一次"]);
  });
});

describe("content that has changed under a conversation", () => {
  const old = smallBot({
    dialogs: {
      a: "start: { intents: [a] }\nsteps: [{ id: ask, ask: 好吗？, yesno: { yes: end, no: end } }]\n",
      b: "start: { intents: [b] }\nsteps: [{ ask: 行吗？, yesno: { yes: end, no: end } }]\n",
    },
  });
  const withoutStep = smallBot({
    dialogs: {
      a: "start: { intents: [a] }\nsteps: [{ id: other, ask: 新的？, yesno: { yes: end, no: end } }]\n",
      b: "start: { intents: [b] }\nsteps: [{ ask: 行吗？, yesno: { yes: end, no: end } }]\n",
    },
  });
  const withoutDialog = smallBot({
    dialogs: { b: "start: { intents: [a, b] }\nsteps: [{ ask: 行吗？, yesno: { yes: end, no: end } }]\n" },
  });
  const waitingAt = (bot: typeof old) => {
    const before = new Chat(old);
    before.me("问", understood("a"));
    return new Chat(bot, { state: before.state });
  };

  test.each([
    ["step", withoutStep],
    ["dialog", withoutDialog],
  ])("so that its %s is gone says so and offers a person", (_what, bot) => {
    const chat = waitingAt(bot);
    expect(chat.me("好", yes()).at(-1)).toBe("出错了");
    expect(chat.buttons).toEqual(["转人工"]);
    expect(chat.state.stack).toEqual([]);
  });

  test.each([
    ["step", withoutStep],
    ["dialog", withoutDialog],
  ])("so that its %s is gone still hands over", (_what, bot) => {
    const chat = waitingAt(bot);
    chat.me("转人工");
    expect(chat.handoff).toBeDefined();
  });

  test("still answers another question first", () => {
    const chat = waitingAt(withoutStep);
    expect(chat.me("问", understood("b"))).toEqual(["行吗？"]);
  });

  test("begins the dialog anew when it is asked for", () => {
    expect(waitingAt(withoutDialog).me("问", understood("a"))).toEqual(["行吗？"]);
  });

  test("takes a press of a button of the step that is gone for stale, and says what happened", () => {
    const said = waitingAt(withoutStep).press("yes", { dialog: "a", step: "ask" });
    expect(said).toEqual(["按钮过时了", "出错了"]);
  });
});

test("a dialog started from outside that does not exist is an error the customer hears of", () => {
  const chat = new Chat(smallBot({}));
  expect(chat.start("nowhere")).toEqual(["出错了"]);
});
