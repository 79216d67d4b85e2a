import { describe, expect, test } from "vitest";
import { Chat } from "../support/chat.ts";
import { smallBot } from "../support/small-bot.ts";
import { between, no, understood, unknownText, yes } from "../support/understandings.ts";

const asking = smallBot({
  dialogs: {
    a: `
      start: { phrases: [开始] }
      steps:
        - ask: 哪里卡住？
          options:
            - { label: { zh: 没看到按钮, en: No button }, phrases: [按钮是灰的], go: button }
            - { label: 余额问题, phrases: ["intent:pay.method"], go: balance }
            - { label: 付款失败, go: failed }
        - { id: button, say: 按钮, go: end }
        - { id: balance, say: 余额, go: end }
        - { id: failed, say: 失败, go: end }
    `,
    method: "start: { intents: [pay.method] }\nsteps: [{ say: 支付方式 }]\n",
  },
});

function atQuestion(bot = asking): Chat {
  const chat = new Chat(bot);
  chat.me("开始");
  return chat;
}

describe("an option is chosen", () => {
  test.each([
    ["by its label", "没看到按钮"],
    ["by its label in the other language", "no button"],
    ["by its label in other marks and script", "「沒看到按鈕」！"],
    ["by a phrase", "按钮是灰的"],
    ["by its label with a few words around", "是没看到按钮啊"],
  ])("%s: %s", (_how, text) => {
    expect(atQuestion().me(text)).toEqual(["按钮"]);
  });

  test("by an intent it names, which would start another dialog elsewhere", () => {
    expect(atQuestion().me("换个方式付", understood("pay.method"))).toEqual(["余额"]);
    expect(new Chat(asking).me("换个方式付", understood("pay.method"))).toEqual(["支付方式"]);
  });

  test("by an intent it names even when another is close", () => {
    expect(atQuestion().me("换", between(["pay.method", 0.5], ["human.agent", 0.4]))).toEqual(["余额"]);
  });

  test("by its label rather than by what the text might mean", () => {
    expect(atQuestion().me("付款失败", understood("pay.method"))).toEqual(["失败"]);
  });
});

describe("an option is not chosen", () => {
  test.each([
    ["with a negation around its words", "不是付款失败"],
    ["with much around its words", "我上个月那笔付款失败以后怎么办"],
    ["by an intent that was only a guess", "换"],
    ["by words of two options", "付款失败余额问题"],
  ])("%s: %s", (_why, text) => {
    expect(atQuestion().me(text, unknownText(["pay.method", 0.2]))).toEqual(["没听懂一次", "哪里卡住？"]);
  });
});

test("a question offers its options and a person", () => {
  expect(atQuestion().buttons).toEqual(["没看到按钮", "余额问题", "付款失败", "转人工"]);
});

test("a question with its own way to a person does not offer a second one", () => {
  const bot = smallBot({
    dialogs: {
      a: `
        start: { phrases: [开始] }
        slots: { period: { type: number } }
        steps:
          - set: { period: 12 }
          - ask: 要人吗？
            yesno: { yes: { label: 请同事来, go: person }, no: end }
          - id: person
            human: { reason: 还款难, queue: repay, brief: [period] }
      `,
    },
  });
  const chat = atQuestion(bot);
  expect(chat.buttons).toEqual(["请同事来", "不是"]);
  chat.me("转人工");
  expect(chat.handoff).toMatchObject({ reason: "还款难", queue: "repay", brief: { period: "12" } });
});

describe("a yes/no question", () => {
  const bot = smallBot({
    dialogs: {
      a: `
        start: { phrases: [开始] }
        steps:
          - ask: 登录了吗？
            yesno:
              yes: { label: 登录了, go: in }
              no: { label: 遇到问题, go: out }
              unclear: explain
          - { id: in, say: 进来了, go: end }
          - { id: out, say: 没进来, go: end }
          - { id: explain, say: 看右上角, go: s1 }
      `,
    },
  });

  test("hears yes and no", () => {
    expect(atQuestion(bot).me("嗯嗯", yes())).toEqual(["进来了"]);
    expect(atQuestion(bot).me("没呢", no())).toEqual(["没进来"]);
  });

  test("knows its labels", () => {
    expect(atQuestion(bot).me("登录了")).toEqual(["进来了"]);
    expect(atQuestion(bot).me("遇到问题")).toEqual(["没进来"]);
    expect(atQuestion(bot).buttons).toEqual(["登录了", "遇到问题", "转人工"]);
  });

  test("takes its own words over a no that they hold", () => {
    const words = smallBot({
      dialogs: {
        a: "start: { phrases: [开始] }\nsteps: [{ ask: 有问题吗？, yesno: { yes: { label: 不行, go: bad }, no: end } }, { id: bad, say: 糟 }]\n",
      },
    });
    expect(atQuestion(words).me("不行", no())).toEqual(["糟"]);
  });

  test("goes its own unclear way twice, then to the third stage", () => {
    const chat = atQuestion(bot);
    expect(chat.me("哪儿呀")).toEqual(["看右上角", "登录了吗？"]);
    expect(chat.me("哪儿呀")).toEqual(["看右上角", "登录了吗？"]);
    expect(chat.me("哪儿呀")).toEqual(["没听懂三次"]);
    expect(chat.handoff?.reason).toBe("not understood");
  });

  test("is not answered by a yes when it has options instead", () => {
    expect(atQuestion().me("好的", yes())).toEqual(["没听懂一次", "哪里卡住？"]);
  });
});

// A question back is no answer, though it holds the words of one.
test.each(["解决了吗", "怎么解决了"])("%s? does not answer whether it was solved", (text) => {
  const bot = smallBot({
    dialogs: { a: "start: { phrases: [开始] }\nsteps: [{ check: { title: 一, say: 一 } }]\n" },
  });
  const chat = atQuestion(bot);
  chat.me(`${text}？`);
  expect(chat.turn.ended).toBeUndefined();
});

test.each(["I know", "now"])("%s is not a no", (text) => {
  const bot = smallBot({
    dialogs: {
      a: "start: { phrases: [开始] }\nsteps: [{ ask: Signed in?, yesno: { yes: end, no: help } }, { id: help, say: Help }]\n",
    },
  });
  expect(atQuestion(bot).me(text)).not.toContain("Help");
});

test.each(["？？？", "😡"])("%s does not choose an option that may be answered with 👌", (text) => {
  const bot = smallBot({
    dialogs: {
      a: "start: { phrases: [开始] }\nsteps: [{ ask: 好吗？, options: [{ label: 好, phrases: [👌], go: fine }, { label: 不好, go: end }] }, { id: fine, say: 那就好 }]\n",
    },
  });
  expect(atQuestion(bot).me(text)).not.toContain("那就好");
});

test("a label with a template is known by the words the customer sees", () => {
  const bot = smallBot({
    dialogs: {
      a: 'start: { phrases: [开始] }\nsteps: [{ ask: 在哪买的？, options: [{ label: "在{{ brand }}", go: here }, { label: 别处, go: end }] }, { id: here, say: 就是这里 }]\n',
    },
  });
  const chat = atQuestion(bot);
  expect(chat.buttons).toContain("在好商城");
  expect(chat.me("在好商城")).toEqual(["就是这里"]);
});
