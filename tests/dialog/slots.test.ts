import { describe, expect, test } from "vitest";
import type { Understanding } from "../../src/kernel/understanding.ts";
import { Chat } from "../support/chat.ts";
import { smallBot } from "../support/small-bot.ts";
import { understood, unknownText, yes } from "../support/understandings.ts";

const bot = smallBot({
  entities: {
    bank: `
      entity: bank
      values:
        - { value: cmb, label: { zh: 招商银行, en: CMB } }
        - { value: icbc, label: { zh: 工商银行, en: ICBC } }
    `,
  },
  dialogs: {
    plan: `
      start: { intents: [plan] }
      slots: { period: { entity: period }, bank: { entity: bank }, note: { type: text } }
      steps:
        - id: period
          ask: 分几期？
          slot: period
          valid: [{ if: slots.period >= 3 && slots.period <= 24, else: "{{ slots.period }}期不行，3到24期" }]
          otherwise: help
        - say: "{{ slots.period }}期"
        - id: bank
          ask: 哪家银行？
          slot: bank
          retries: 0
          otherwise: help
        - id: sum
          ask: "{{ slots.period }}期，{{ slots.bank }}，对吗？"
          yesno: { yes: note, no: period }
        - id: note
          ask: 还有要说的吗？
          slot: note
          skip: done
          otherwise: help
        - say: "记下：{{ slots.note }}"
        - { id: done, end: { outcome: solved } }
        - { id: help, say: 看帮助页, go: end }
    `,
    other: "start: { intents: [other] }\nsteps: [{ say: 别的事 }]\n",
    amount: `
      start: { intents: [amount] }
      slots: { order: { type: text } }
      steps:
        - call: orders.list
          outcomes: { some: pick, none: end, error: end, timeout: end }
        - id: pick
          ask: 哪一笔？
          slot: order
          options: { from: list.items, value: id, label: "{{ item.goods }}" }
          otherwise: end
        - say: "选了{{ slots.order }}"
    `,
  },
  actions: `
    orders.list:
      about: Lists the customer's orders.
      outcomes: { some: { items: { list: { id: text, goods: text } } }, none: {} }
  `,
});

/** A text with one entity, which fills the whole of it. */
function holding(name: string, value: string, text: string, around = unknownText()): Understanding {
  const start = text.search(/\d/u);
  return { ...around, entities: [{ name, value, start: Math.max(start, 0), end: text.length }] };
}

function atPeriod(): Chat {
  const chat = new Chat(bot);
  expect(chat.me("分期", understood("plan"))).toEqual(["分几期？"]);
  return chat;
}

function atSum(): Chat {
  const chat = atPeriod();
  chat.me("6期", holding("period", "6", "6期"));
  expect(chat.tap("招商银行")).toEqual(["6期，cmb，对吗？"]);
  return chat;
}

describe("a question for a value", () => {
  test("is filled from the customer's words, as the number that they say", () => {
    const chat = atPeriod();
    expect(chat.me("12期", holding("period", "12", "12期"))).toEqual(["12期", "哪家银行？"]);
    expect(chat.state.slots["period"]).toBe(12);
  });

  test("shows the values of a short list, each of them a button and a word", () => {
    const chat = atPeriod();
    chat.me("6期", holding("period", "6", "6期"));
    expect(chat.buttons).toEqual(["招商银行", "工商银行", "转人工"]);
    expect(chat.me("工商银行")).toEqual(["6期，icbc，对吗？"]);
  });

  test("says by its own rule why a value is none, and is asked again", () => {
    const chat = atPeriod();
    expect(chat.me("36期", holding("period", "36", "36期"))).toEqual(["36期不行，3到24期", "分几期？"]);
    expect(chat.state.slots["period"]).toBeNull();
  });

  test("is asked again twice, and then takes another way", () => {
    const chat = atPeriod();
    expect(chat.me("随便")).toEqual(["没看出答案", "分几期？"]);
    expect(chat.me("随便")).toEqual(["没看出答案", "分几期？"]);
    expect(chat.me("随便")).toEqual(["看帮助页"]);
  });

  test("takes the other way at once when it may not be asked again", () => {
    const chat = atPeriod();
    chat.me("6期", holding("period", "6", "6期"));
    expect(chat.me("随便")).toEqual(["看帮助页"]);
  });

  test("is left for a question about something else that happens to hold a value", () => {
    const chat = atPeriod();
    const text = "12期的那笔订单怎么申请退款";
    const about = { ...understood("other"), entities: [{ name: "period", value: "12", start: 0, end: 3 }] };
    expect(chat.me(text, about).slice(0, 1)).toEqual(["别的事"]);
    expect(chat.state.slots["period"]).toBeNull();
  });

  test("without an entity takes the words as they are", () => {
    const chat = atSum();
    chat.me("对", yes());
    expect(chat.me(" 请尽快 ")).toEqual(["记下：请尽快", "解决就好"]);
  });

  test("is not asked when the customer's first words said it", () => {
    const chat = new Chat(bot);
    const first = { ...understood("plan"), slots: { period: "9" } };
    expect(chat.me("我要分9期", first)).toEqual(["9期", "哪家银行？"]);
  });

  test("is asked all the same when what was said first is no good value", () => {
    const chat = new Chat(bot);
    const first = { ...understood("plan"), slots: { period: "99" } };
    expect(chat.me("我要分99期", first)).toEqual(["分几期？"]);
  });

  test("is asked anew when an answer leads back to it", () => {
    const chat = atSum();
    expect(chat.me("不对", { ...unknownText(), yesno: "no" })).toEqual(["分几期？"]);
  });

  test("is asked anew by a step back", () => {
    const chat = atPeriod();
    chat.me("6期", holding("period", "6", "6期"));
    expect(chat.me("上一步")).toEqual(["分几期？"]);
  });
});

describe("a list that a call brought", () => {
  test("becomes the buttons of the question, and the words for them", () => {
    const chat = new Chat(bot);
    chat.me("订单", understood("amount"));
    const items = [
      { id: "A1", goods: "手机" },
      { id: "B2", goods: "电视" },
    ];
    expect(chat.called("some", { items })).toEqual(["哪一笔？"]);
    expect(chat.buttons).toEqual(["手机", "电视", "转人工"]);
    expect(chat.tap("电视")).toEqual(["选了B2"]);
  });

  test("is shown and said as it came, even where it looks like a template", () => {
    const chat = new Chat(bot);
    chat.me("订单", understood("amount"));
    const items = [
      { id: "A1", goods: "{{ language | upcase }}" },
      { id: "B2", goods: "满减{%" },
    ];
    chat.called("some", { items });
    expect(chat.buttons).toEqual(["{{ language | upcase }}", "满减{%", "转人工"]);
    expect(chat.me("满减{%")).toEqual(["选了B2"]);
  });
});

describe("a taken-back answer", () => {
  test("changes the slot and goes on from the step that depended on it", () => {
    const chat = atSum();
    expect(chat.me("不对，是12期", holding("period", "12", "不对，是12期"))).toEqual([
      "改成12期了",
      "12期",
      "12期，cmb，对吗？",
    ]);
  });

  test("keeps what was answered since", () => {
    const chat = atSum();
    chat.me("改成12期", holding("period", "12", "改成12期"));
    expect(chat.state.slots).toMatchObject({ period: 12, bank: "cmb" });
  });

  test("is not forgotten when the customer then goes back", () => {
    const chat = atSum();
    chat.me("不对，是12期", holding("period", "12", "不对，是12期"));
    chat.me("上一步");
    chat.me("上一步");
    expect(chat.state.slots["period"]).toBe(12);
  });

  test("that is no good value changes nothing", () => {
    const chat = atSum();
    chat.me("改成99期", holding("period", "99", "改成99期"));
    expect(chat.state.slots["period"]).toBe(6);
  });

  test("without words of taking back is an ordinary answer", () => {
    const chat = atSum();
    chat.me("12期", holding("period", "12", "12期"));
    expect(chat.state.slots["period"]).toBe(6);
  });
});

describe("skipping", () => {
  test("leaves a question by the way it has for that", () => {
    const chat = atSum();
    chat.me("对", yes());
    expect(chat.me("跳过")).toEqual(["解决就好"]);
  });

  test("takes the other way of a question for a value", () => {
    expect(atPeriod().me("跳过")).toEqual(["看帮助页"]);
  });

  test("does not get around a question that needs its answer", () => {
    expect(atSum().me("跳过")).toEqual(["跳不过去", "6期，cmb，对吗？"]);
  });
});

describe("a bare number", () => {
  const money = smallBot({
    dialogs: {
      pay: `
        start: { intents: [pay] }
        slots: { amount: { entity: money } }
        steps:
          - { ask: 多少元？, slot: amount, otherwise: end }
          - { ask: "{{ slots.amount | money }}？", yesno: { yes: end, no: end } }
      `,
    },
  });

  test("is an amount where an amount is asked for, and where one is taken back", () => {
    const chat = new Chat(money);
    chat.me("付", understood("pay"));
    expect(chat.me("8000", holding("number", "8000", "8000"))).toEqual(["8,000元？"]);
    expect(chat.me("不对，是3000", holding("number", "3000", "不对，是3000"))).toEqual([
      "改成3000了",
      "3,000元？",
    ]);
  });
});
