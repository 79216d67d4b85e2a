import { describe, expect, test } from "vitest";
import { findingsOf } from "../support/problems.ts";

const START = "start: { phrases: [甲] }\n";

/** What is said of a text in one of its languages; the other one is harmless. */
const findings = (text: Partial<Record<"zh" | "en", string>>) => {
  const say = JSON.stringify({ zh: "好的。", en: "All right.", ...text });
  return findingsOf("text-promise", { dialogs: { a: `${START}steps:\n  - say: ${say}\n` } });
};

test("a promise is told of at its very word", () => {
  const dialogs = {
    a: `${START}steps:\n  - say:\n      zh: 换张卡再试，一定能付。\n      en: "Another card is guaranteed to work."\n`,
  };
  expect(findingsOf("text-promise", { dialogs })).toEqual([
    'dialogs/a.yaml:6:17 warning [text-promise] "一定" promises what is not the bot\'s to promise.\n' +
      "    Say what usually happens, or where the customer can see it.",
    'dialogs/a.yaml:7:28 warning [text-promise] "guaranteed" promises what is not the bot\'s to promise.\n' +
      "    Say what usually happens, or where the customer can see it.",
  ]);
});

test.each([
  "一定会通过",
  "我们保证到账",
  "您的申请肯定通过",
  "这样肯定能分期",
  "秒到账",
  "百分百通过",
  "100%下款",
  "绝对安全",
  "付款后立即到账",
  "这家平台包过",
  "不逾期就一定能提额",
  "材料齐全必过",
])("%s promises something", (zh) => {
  expect(findings({ zh })).toHaveLength(1);
});

test.each([
  "不一定能通过",
  "我不能保证会通过",
  "没有人能保证到账",
  "通过了也不代表一定能用",
  "保证不了到账时间",
  "要先付保证金",
  "请保证卡里有余额",
  "为保证账户安全，请改密码",
  "会收一定的手续费",
  "密码一定不要告诉别人",
  "绝对不要转账",
  "有人说一定能过吗？",
  "您不必过来",
  "红包过期了",
  "不会立即到账",
  "给予肯定的答复",
])("%s promises nothing", (zh) => {
  expect(findings({ zh })).toEqual([]);
});

test.each([
  "Approval is guaranteed.",
  "It will definitely work.",
  "You are instantly approved.",
  "It works 100%.",
  "This is absolutely safe.",
  "Do not worry, we guarantee it.",
])("%s – that promises something", (en) => {
  expect(findings({ en })).toHaveLength(1);
});

test.each([
  "I cannot guarantee that it works.",
  "Nobody can guarantee approval.",
  "That does not mean it is definitely approved.",
  "It isn't guaranteed.",
  "Is approval guaranteed?",
  "Absolutely, here it is.",
  "Ask for the guarantee deposit.",
])("%s – that promises nothing", (en) => {
  expect(findings({ en })).toEqual([]);
});

describe("everything that customers read is looked at", () => {
  const promise = "{ zh: 一定行, en: Certain }";

  test("labels, lists, titles and the greeting", () => {
    const bot = `
      bot:
        name: { zh: 小分, en: Fen }
        brand: { zh: 好商城, en: Good Mall }
        greeting: ${promise}
        suggestions: { zh: [怎么还, 一定行], en: [How to repay, Certain] }
      facts: {}
    `;
    const dialogs = {
      a: `
        dialog: a
        title: ${promise}
        start: { phrases: [甲] }
        steps:
          - ask:
              text: { zh: 哪个？, en: Which? }
              steps:
                zh:
                  - 登录
                  - 一定行
                en: [Sign in, Certain]
            options:
              - label: ${promise}
                phrases: [一定行吧]
                go: end
              - { label: { zh: 别的, en: Another }, go: end }
      `,
    };
    const places = findingsOf("text-promise", { bot, dialogs }).map((line) => line.split(" ")[0]);
    expect(places).toEqual([
      "bot.yaml:4:19",
      "bot.yaml:5:28",
      "dialogs/a.yaml:2:14",
      "dialogs/a.yaml:10:13",
      "dialogs/a.yaml:13:22",
    ]);
  });

  test("patterns, and each of two that are alike", () => {
    const patterns = { done: `steps:\n  - say: [${promise}, ${promise}]\n` };
    const places = findingsOf("text-promise", { patterns }).map((line) => line.split(" ")[0]);
    expect(new Set(places).size).toBe(2);
    expect(places[0]).toMatch(/^dialogs\/_patterns\.yaml:\d+:21$/u);
  });

  test("but the reason that agents read, notes, and what is filled in, are not", () => {
    const dialogs = {
      a: `${START}steps:
  - note: 一定要改
    say: { zh: "{{ 一定 }}好", en: All right }
  - human: { reason: { zh: 说是一定能过, en: Was told it is guaranteed } }
`,
    };
    expect(findingsOf("text-promise", { dialogs })).toEqual([]);
  });
});
