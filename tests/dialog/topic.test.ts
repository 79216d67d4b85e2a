import { describe, expect, test } from "vitest";
import { Chat } from "../support/chat.ts";
import { smallBot } from "../support/small-bot.ts";
import { between, understood, unknownText, yes } from "../support/understandings.ts";

const bot = smallBot({
  dialogs: {
    repay: `
      start: { intents: [repay, repay.back], phrases: [还款] }
      steps:
        - ask: 登录了吗？
          yesno: { yes: end, no: end }
    `,
    limit: "start: { intents: [limit] }\nsteps: [{ say: { text: 看额度, buttons: [{ intent: repay }] } }]\n",
    deep: "start: { intents: [deep] }\nsteps: [{ ask: 一？, yesno: { yes: end, no: end } }]\n",
    menu: "start: { phrases: [菜单] }\nsteps: [{ say: { text: 菜单, buttons: [{ label: 额度, go: limit }] } }]\n",
  },
  patterns: { hello: "start: { intents: [hello] }\nsteps: [{ say: 您好 }]" },
});

/** What an agent would be told that the customer had come with. */
function topicOf(chat: Chat): string | undefined {
  const asking = new Chat(bot, { state: chat.state });
  asking.human();
  expect(asking.handoff).toBeDefined();
  return asking.handoff?.intent;
}

describe("the agent is told what the bot last helped with", () => {
  test("nothing before the customer has asked for anything", () => {
    expect(topicOf(new Chat(bot))).toBeUndefined();
  });

  test("the intent that was understood, also of several that lead to the same dialog", () => {
    const chat = new Chat(bot);
    chat.me("我想还钱", understood("repay.back"));
    expect(topicOf(chat)).toBe("repay.back");
  });

  test("after the dialog is over", () => {
    const chat = new Chat(bot);
    chat.me("还钱", understood("repay"));
    chat.me("登录了", yes());
    expect(chat.dialogs).toEqual([]);
    expect(topicOf(chat)).toBe("repay");
  });

  test("the intent that was picked where two were close", () => {
    const chat = new Chat(bot);
    chat.me("额度还款", between(["repay", 0.5], ["limit", 0.45]));
    expect(topicOf(chat)).toBeUndefined();
    chat.tap("问limit");
    expect(topicOf(chat)).toBe("limit");
  });

  test("the intent that was picked after two texts that were not understood", () => {
    const chat = new Chat(bot);
    chat.me("嗯呐", unknownText(["limit", 0.2]));
    chat.me("嗯呐", unknownText(["limit", 0.2]));
    chat.tap("问limit");
    expect(topicOf(chat)).toBe("limit");
  });

  test("the intent of a suggestion under an answer", () => {
    const chat = new Chat(bot);
    chat.me("额度", understood("limit"));
    chat.tap("问repay");
    expect(topicOf(chat)).toBe("repay");
  });

  test("the intent that a phrase stands for, and that of a dialog a button leads to", () => {
    const chat = new Chat(bot);
    chat.me("还款");
    expect(topicOf(chat)).toBe("repay");
    chat.me("菜单");
    chat.tap("额度");
    expect(topicOf(chat)).toBe("limit");
  });

  test("the newer of two, when a question came in between", () => {
    const chat = new Chat(bot);
    chat.me("还款", understood("repay"));
    chat.me("额度", understood("limit"));
    expect(topicOf(chat)).toBe("limit");
  });

  test("the first of two questions, and the second once its turn has come", () => {
    const chat = new Chat(bot);
    chat.me("我今天想要还钱。另外深层的问题。", unknownText(), [
      { text: "我今天想要还钱", understanding: understood("repay.back") },
      { text: "另外深层的问题", understanding: understood("deep") },
    ]);
    expect(topicOf(chat)).toBe("repay.back");
    chat.me("登录了", yes());
    expect(topicOf(chat)).toBe("deep");
  });
});

describe("what is not asked for by an intent leaves it", () => {
  test.each<readonly [string, (chat: Chat) => void]>([
    ["a greeting", (chat) => void chat.me("你好", understood("hello"))],
    ["a dialog that no intent leads to", (chat) => void chat.me("菜单")],
    ["a wish for a person", (chat) => void chat.me("找人", understood("human.agent"))],
    ["a text that nobody understands", (chat) => void chat.me("嗯呐")],
    ["the end of it all", (chat) => void chat.me("取消")],
    ["an old button", (chat) => void chat.press("gone")],
  ])("%s", (_what, happens) => {
    const chat = new Chat(bot);
    chat.me("还款", understood("repay"));
    happens(chat);
    expect(chat.state.topic).toBe("repay");
  });
});

test("a conversation that was stored before there were topics goes on without one", () => {
  const chat = new Chat(bot);
  chat.me("还款", understood("repay"));
  const { topic: _topic, ...stored } = chat.state;
  const later = new Chat(bot, { state: stored });
  expect(later.me("取消")).toEqual(["停下了"]);
  expect(topicOf(later)).toBeUndefined();
});

describe("a day later", () => {
  const DAY = 24 * 3_600_000;
  const before = new Chat(bot);
  before.me("额度", understood("limit"));
  const came = { ...before.state, heardAt: 1 };

  test("the topic of a matter that is over is forgotten", () => {
    const chat = new Chat(bot, { state: came, at: DAY + 1 });
    chat.me("转人工");
    expect(chat.handoff).toBeDefined();
    expect(chat.handoff).not.toHaveProperty("intent");
  });

  test("and on the same day it is not", () => {
    const chat = new Chat(bot, { state: came, at: DAY });
    chat.me("转人工");
    expect(chat.handoff).toMatchObject({ intent: "limit" });
  });
});
