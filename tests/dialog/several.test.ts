import { describe, expect, test } from "vitest";
import { Chat } from "../support/chat.ts";
import { smallBot } from "../support/small-bot.ts";
import { no, understood, unknownText, yes } from "../support/understandings.ts";

const bot = smallBot({
  care: `
    distress: { words: [不想活, want to die], pattern: comfort }
    overdue: { intents: [overdue] }
  `,
  patterns: {
    comfort: `
      steps:
        - ask: 要人陪您聊聊吗？
          yesno: { yes: person, no: end, unclear: person }
        - id: person
          human: { reason: in distress }
    `,
    hello: "start: { intents: [greet] }\nsteps: [{ say: 您好 }]",
  },
  dialogs: {
    repay: `
      start: { intents: [repay] }
      steps:
        - ask: 登录了吗？
          yesno: { yes: done, no: again }
        - { id: again, say: 再试一次, go: s1 }
        - { id: done, end: { outcome: solved } }
    `.replace("- ask:", "- id: s1\n          ask:"),
    limit: "start: { intents: [limit] }\nsteps: [{ say: 看账户 }]\n",
    overdue: `
      start: { intents: [overdue] }
      steps: [{ ask: 要看账单吗？, yesno: { yes: end, no: end } }]
    `,
    later: `
      start: { intents: [later] }
      steps:
        - say: 稍等
        - wait: { for: 2h, message: heard }
        - { say: 时间到了, go: end }
        - { id: heard, say: 还没到时间, go: end }
    `,
  },
});

const part = (text: string, intent: string) => ({ text, understanding: understood(intent) });

describe("two things in one message", () => {
  test("are both served: the second when the first is over", () => {
    const chat = new Chat(bot);
    const parts = [part("怎么还款啊？", "repay"), part("额度是多少？", "limit")];
    expect(chat.me("怎么还款啊？额度是多少？", understood("repay"), parts)).toEqual([
      "「limit」记下了，先说「repay」",
      "登录了吗？",
    ]);
    expect(chat.me("好了", yes())).toEqual(["看账户"]);
  });

  test("come one right after the other when the first asks nothing", () => {
    const chat = new Chat(bot);
    const parts = [part("额度是多少？", "limit"), part("怎么还款啊？", "repay")];
    expect(chat.me("额度是多少？怎么还款啊？", unknownText(), parts)).toEqual([
      "「repay」记下了，先说「limit」",
      "看账户",
      "登录了吗？",
    ]);
  });

  test("that are the same are one", () => {
    const chat = new Chat(bot);
    const parts = [part("额度是多少？", "limit"), part("我额度多少？", "limit")];
    expect(chat.me("额度是多少？我额度多少？", understood("limit"), parts)).toEqual(["看账户"]);
  });

  test("are both dropped by a cancel", () => {
    const chat = new Chat(bot);
    const parts = [part("怎么还款啊？", "repay"), part("额度是多少？", "limit")];
    chat.me("怎么还款啊？额度是多少？", understood("repay"), parts);
    expect(chat.me("取消")).toEqual(["停下了"]);
    expect(chat.state.noted).toEqual([]);
  });

  test("with the words for a person among them bring one", () => {
    const chat = new Chat(bot);
    chat.me("怎么还款啊 转人工", unknownText(), [
      part("怎么还款啊", "repay"),
      { text: "转人工", understanding: unknownText() },
    ]);
    expect(chat.handoff?.reason).toBe("asked for a person");
  });
});

describe("a customer in trouble", () => {
  test("is offered a person before anything else, and then answered", () => {
    const chat = new Chat(bot);
    expect(chat.me("我不想活了，怎么还款", understood("repay"))).toEqual(["要人陪您聊聊吗？"]);
    expect(chat.me("不用", no())).toEqual(["登录了吗？"]);
  });

  test("finds the person first among the buttons from then on", () => {
    const chat = new Chat(bot);
    chat.me("我不想活了", unknownText());
    chat.me("不用", no());
    chat.me("还款", understood("repay"));
    expect(chat.buttons).toEqual(["转人工", "是的", "不是"]);
  });

  test("is not met with a shrug when the words are not understood", () => {
    const chat = new Chat(bot);
    expect(chat.me("我不想活了", unknownText())).toEqual(["要人陪您聊聊吗？"]);
    chat.me("嗯……", unknownText());
    expect(chat.handoff).toMatchObject({ reason: "in distress", care: "distress" });
  });

  test("is asked once, not at every word", () => {
    const chat = new Chat(bot);
    chat.me("我不想活了", unknownText());
    chat.me("不用", no());
    expect(chat.me("真不想活了，额度多少", understood("limit"))).toEqual(["看账户"]);
  });

  test("is known by what they ask for, too", () => {
    const chat = new Chat(bot);
    chat.me("逾期了", understood("overdue"));
    expect(chat.buttons[0]).toBe("转人工");
    chat.human();
    expect(chat.handoff?.care).toBe("overdue");
  });

  test("in English is known by whole words", () => {
    const chat = new Chat(bot, { language: "en" });
    chat.me("i want to diet", unknownText());
    expect(chat.state.care).toBe("");
    chat.me("i want to die", unknownText());
    expect(chat.state.care).toBe("distress");
  });
});

describe("a question that nothing gets past", () => {
  test("gives way to the offer of a person at the fourth time", () => {
    const chat = new Chat(bot);
    chat.me("还款", understood("repay"));
    for (let time = 2; time <= 3; time++) expect(chat.me("没", no())).toEqual(["再试一次", "登录了吗？"]);
    expect(chat.me("没", no())).toEqual(["再试一次", "一直没成，要找人吗？"]);
    expect(chat.me("不要", no())).toEqual(["登录了吗？"]);
  });

  test("is not counted when the customer wants to hear it again", () => {
    const said = smallBot({
      dialogs: {
        a: "start: { intents: [a] }\nsteps: [{ say: 先说 }, { ask: 好了吗？, yesno: { yes: end, no: end } }]\n",
      },
    });
    const chat = new Chat(said);
    chat.me("一", understood("a"));
    for (let time = 0; time < 5; time++)
      expect(chat.me("再说一遍")).toEqual(["再说一次", "先说", "好了吗？"]);
  });

  test("is not counted when it is only asked again after something else", () => {
    const chat = new Chat(bot);
    chat.me("还款", understood("repay"));
    for (let time = 0; time < 5; time++)
      expect(chat.me("你好", understood("greet"))).toEqual(["您好", "登录了吗？"]);
  });
});

describe("a wait", () => {
  test("lasts until its time has come", () => {
    const chat = new Chat(bot, { at: 1000 });
    expect(chat.me("稍后", understood("later"))).toEqual(["稍等"]);
    expect(chat.state.stack.at(-1)?.until).toBe(1000 + 2 * 3_600_000);
  });

  test("is left by a text that means nothing else", () => {
    const chat = new Chat(bot);
    chat.me("稍后", understood("later"));
    expect(chat.me("好了没")).toEqual(["还没到时间"]);
  });

  test("goes on after a question in between, without being offered", () => {
    const chat = new Chat(bot);
    chat.me("稍后", understood("later"));
    expect(chat.me("额度", understood("limit"))).toEqual(["看账户"]);
    expect(chat.dialogs).toEqual(["later"]);
  });
});

describe("whoever comes back after long", () => {
  test("is asked first whether the old matter is to be gone on with", () => {
    const before = new Chat(bot);
    before.me("还款", understood("repay"));
    const state = { ...before.state, heardAt: 1000 };
    const chat = new Chat(bot, { state, at: 1000 + 3 * 86_400_000 });
    expect(chat.me("在吗", understood("greet"))).toEqual(["您好", "继续「repay」吗？"]);
  });
});
