import { describe, expect, test } from "vitest";
import { Chat } from "../support/chat.ts";
import { smallBot } from "../support/small-bot.ts";
import { understood, yes } from "../support/understandings.ts";

const bot = smallBot({
  dialogs: {
    repay: `
      start: { intents: [repay] }
      steps:
        - ask: 登录了吗？
          yesno: { yes: list, no: end }
        - { id: list, say: 打开订单 }
        - ask: 打开了吗？
          yesno: { yes: end, no: end }
    `,
    limit: "start: { intents: [limit] }\nsteps: [{ say: 看账户 }, { say: 还多少，看详情 }]\n",
    slow: "start: { intents: [slow] }\nresume: silent\nsteps: [{ say: 说明 }, { ask: 好吗？, yesno: { yes: end, no: end } }]\n",
  },
});

function atSecondQuestion(): Chat {
  const chat = new Chat(bot);
  chat.me("还款", understood("repay"));
  chat.me("是", yes());
  return chat;
}

describe("a question that is asked again after something in between", () => {
  test("comes with what was said around it, when the customer goes on with its dialog", () => {
    const chat = atSecondQuestion();
    chat.me("额度", understood("limit"));
    expect(chat.me("好", yes())).toEqual(["打开订单", "打开了吗？"]);
  });

  test("comes with what was said around it, when its dialog just goes on", () => {
    const chat = new Chat(bot);
    chat.me("慢", understood("slow"));
    expect(chat.me("额度", understood("limit"))).toEqual(["看账户", "还多少，看详情", "说明", "好吗？"]);
  });

  test("comes alone after a text that was not understood", () => {
    expect(atSecondQuestion().me("嘛呀")).toEqual(["没听懂一次", "打开了吗？"]);
  });
});

describe("at rest", () => {
  test("everything that was said last is said again", () => {
    const chat = new Chat(bot);
    chat.me("额度", understood("limit"));
    expect(chat.me("再说一遍")).toEqual(["再说一次", "看账户", "还多少，看详情"]);
  });

  test("it is said again as often as one likes", () => {
    const chat = new Chat(bot);
    chat.me("额度", understood("limit"));
    chat.me("再说一遍");
    expect(chat.me("再说一遍")).toEqual(["再说一次", "看账户", "还多少，看详情"]);
  });

  test("before anything was said, nothing is promised to be said again", () => {
    expect(new Chat(bot).me("再说一遍")).not.toEqual(["再说一次"]);
  });
});
