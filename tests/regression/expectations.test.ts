import { describe, expect, test } from "vitest";
import { run } from "./run-talk.ts";

const START = "- me: 还款\n";

/** An expectation after the customer has asked how to repay: what is right, what is wrong, and what is said of it. */
const expectations: readonly (readonly [what: string, right: string, wrong: string, message: string])[] = [
  [
    "a text that holds",
    "- bot: 登录了",
    "- bot: 付清",
    'Expected a text with "付清", but it is "登录了吗？\n登录\n付款".',
  ],
  [
    "contains",
    "- bot: { text: { contains: 付款 } }",
    "- bot: { text: { contains: 无 } }",
    'Expected a text with "无"',
  ],
  [
    "equals",
    '- bot: { text: { equals: "登录了吗？\\n登录\\n付款" } }',
    "- bot: { text: { equals: 登录了吗？ } }",
    'Expected "登录了吗？", but it is "登录了吗？\n登录\n付款".',
  ],
  [
    "matches",
    "- bot: { text: { matches: ^登录.吗 } }",
    "- bot: { text: { matches: ^付 } }",
    "Expected a text like /^付/",
  ],
  [
    "any",
    "- bot: { text: { any: [付清, 登录了] } }",
    "- bot: { text: { any: [付清, { equals: 登录了 }] } }",
    'Expected one of ["付清",{"equals":"登录了"}], but it is "登录了吗？',
  ],
  [
    "any and contains",
    "- bot: { text: { contains: 付款, any: [{ matches: ^登 }] } }",
    "- bot: { text: { contains: 没有, any: [{ matches: ^登 }] } }",
    'Expected a text with "没有"',
  ],
  ["not", "- bot: { not: 付清 }", "- bot: { not: 登录 }", 'The text must not be like "登录"'],
  ["not like", "- bot: { not: { matches: ^付 } }", "- bot: { not: { equals: 好, contains: 登 } }", ""],
  [
    "a step",
    "- bot: { step: sign-in }",
    "- bot: { step: pay }",
    "Expected step pay, but repay#sign-in spoke.",
  ],
  [
    "a step of a dialog",
    "- bot: { step: repay#sign-in }",
    "- bot: { step: card#sign-in }",
    "Expected step card#sign-in, but repay#sign-in spoke.",
  ],
  [
    "a dialog",
    "- bot: { dialog: repay }",
    "- bot: { dialog: card }",
    "Expected the dialog card, but repay#sign-in spoke.",
  ],
  [
    "no pattern",
    "- bot: { step: sign-in }",
    "- bot: { pattern: cancel }",
    "Expected the pattern cancel, but repay#sign-in spoke.",
  ],
  [
    "buttons",
    "- bot: { buttons: [是的, 不是] }",
    "- bot: { buttons: [不是, 是的] }",
    'Expected the button "是的", but the buttons are [是的] [不是] [转人工].',
  ],
  [
    "all buttons",
    "- bot: { only: [是的, 不是, 转人工] }",
    "- bot: { only: [是的, 不是] }",
    "Expected [是的] [不是] and no other button, but the buttons are [是的] [不是] [转人工].",
  ],
  [
    "a message that may be left out",
    "- bot: { text: 付清, optional: true }\n- bot: { text: 登录了, optional: true }\n- silent: true",
    "- bot: { text: 付清, optional: true }\n- silent: true",
    'The bot was to be silent, but said "登录了吗？',
  ],
  [
    "a message that is said once",
    "- bot: { step: sign-in, once: true }",
    "- me: { tap: 是的 }\n- bot: { dialog: repay, once: true }\n- bot: { not: 无, once: true }",
    'Expected {"not":"无","once":true}, but it was said 2 times.',
  ],
  [
    "what is never said",
    "- never: 付清\n- never: { pattern: cancel }\n- never: { dialog: repay, text: 请付款 }",
    "- bot: 登录了\n- never: { step: sign-in, text: 付款 }",
    'The bot was not to say {"step":"sign-in","text":"付款"}, but repay#sign-in said "登录了吗？',
  ],
  [
    "a slot",
    "- slots: { method: null }",
    "- slots: { method: 微信 }",
    'Expected method = "微信", but it is null.',
  ],
  [
    "no call",
    "- calls: []",
    "- calls: [{ action: account.limit }]",
    "Expected account.limit, but there was no call.",
  ],
  [
    "a silence",
    "- bot: 登录了\n- silent: true",
    "- silent: true",
    'The bot was to be silent, but said "登录了吗？',
  ],
  ["a second message", "- bot: 登录了", "- bot: 登录了\n- bot: 登录了", "The bot said nothing more."],
  ["a tap", "- me: { tap: 不是 }", "- me: { tap: 退款 }", 'There is no button "退款" to tap.'],
  ["a tap by id", "- me: { tap: no }", "- me: { tap: nope }", 'There is no button "nope" to tap.'],
  ["a person", "- me: 没有\n- handoff: true", "- handoff: true", "No person was asked for."],
  [
    "a queue",
    "- me: 没有\n- handoff: { queue: login }",
    "- me: 没有\n- handoff: { queue: repay }",
    "Expected the queue repay, but it is login.",
  ],
  [
    "a reason",
    "- me: 没有\n- handoff: { reason: 登录 }",
    "- me: 没有\n- handoff: { reason: { equals: 登录 } }",
    'The reason of the handoff: Expected "登录", but it is "登录不了".',
  ],
  [
    "a return",
    "- me: 没有\n- me: { tap: 回到机器人 }\n- returned: true",
    "- me: 没有\n- returned: true",
    "The customer did not come back to the bot.",
  ],
  ["an end", "- me: 登录了\n- end: true", "- end: true", "No dialog ended."],
  [
    "an outcome",
    "- me: 登录了\n- end: { outcome: solved }",
    "- me: 登录了\n- end: { outcome: unsolved }",
    "The dialog ended solved, not unsolved.",
  ],
  [
    "an end of a dialog",
    "- me: 登录了\n- end: { dialog: repay }",
    "- me: 登录了\n- end: { dialog: card }",
    '"repay" ended, not "card".',
  ],
  [
    "an intent",
    "- { me: 还款, nlu: { intent: repay } }",
    "- { me: 还款, nlu: { intent: card } }",
    "Understood repay at 0.80, sure, not card.",
  ],
  [
    "a verdict",
    "- { me: 还款, nlu: { verdict: sure } }",
    "- { me: 还款, nlu: { verdict: unknown } }",
    "Understood repay at 0.80, sure, not unknown.",
  ],
  [
    "a confidence",
    "- { me: 还款, nlu: { min: 0.8 } }",
    "- { me: 还款, nlu: { min: 0.81 } }",
    "Understood repay at 0.80, sure, under 0.81.",
  ],
  [
    "a yes",
    "- { me: 登录了, nlu: { yesno: yes } }",
    "- { me: 还款, nlu: { yesno: yes } }",
    "Heard neither yes nor no, not yes.",
  ],
  ["a no", "- { me: 没有, nlu: { yesno: no } }", "- { me: 没有, nlu: { yesno: yes } }", "Heard no, not yes."],
  [
    "an article",
    "- { me: 发图, nlu: { article: photo } }",
    "- { me: 发图, nlu: { article: voice } }",
    "The article is photo, not voice; understood nothing at 0.00, unknown.",
  ],
  [
    "an article that is missing",
    "- { me: 发图, nlu: { article: photo } }",
    "- { me: 还款, nlu: { article: photo } }",
    "The article is none, not photo; understood repay at 0.80, sure.",
  ],
  [
    "no article",
    "- { me: 还款, nlu: { article: false } }",
    "- { me: 发图, nlu: { article: false } }",
    "The article is photo, not none; understood nothing at 0.00, unknown.",
  ],
];

describe("an expectation", () => {
  test.each(expectations)("of %s passes when it is met", (_what, right) => {
    expect(run(START + right)).toMatchObject({ passed: true });
  });

  test.each(expectations.filter(([, , , message]) => message !== ""))(
    "of %s fails when it is not, and says so",
    (_what, _right, wrong, message) => {
      const result = run(START + wrong);
      expect(result.passed).toBe(false);
      expect(result.failure?.message).toContain(message);
    },
  );

  test("of what a text must not hold is met when only a part of it fits", () => {
    expect(run(`${START}- bot: { not: { equals: 好, contains: 登 } }`).passed).toBe(true);
  });

  test("of a pattern passes when the pattern spoke", () => {
    expect(run("- me: 取消\n- bot: { pattern: cancel, text: 停下了 }").passed).toBe(true);
  });

  test("fails at its line", () => {
    const { failure } = run("- me: 还款\n- bot: 登录了\n- end: true");
    expect(failure).toMatchObject({ turn: 2, at: { file: "tests/dialogs/s.test.yaml", line: 7, column: 9 } });
  });

  test("may skip messages, but not go back", () => {
    expect(run("- me: 还款\n- me: 登录了\n- bot: 解决就好").passed).toBe(true);
    expect(run("- me: 还款\n- me: 登录了\n- bot: 解决就好\n- bot: 请付款").passed).toBe(false);
  });

  test("of a handoff is about the turn just taken, and met once", () => {
    expect(run("- me: 转人工\n- handoff: true\n- me: 喂\n- silent: true").passed).toBe(true);
    expect(run("- me: 转人工\n- me: 喂\n- handoff: true").passed).toBe(false);
    expect(run("- me: 转人工\n- handoff: true\n- handoff: true").passed).toBe(false);
  });

  test("of a message that may be left out does not skip what is said before it", () => {
    const talk = "- me: 还款\n- me: 登录了\n- bot: { text: 解决就好, optional: true }\n- bot: 请付款";
    expect(run(talk).passed).toBe(true);
  });

  test("of what is never said, or said once, is about all of the last answer, asked about or not", () => {
    const talk = "- me: 还款\n- me: 登录了\n- bot: 解决就好\n- silent: true\n";
    expect(run(`${talk}- never: 登录了吗`).passed).toBe(true);
    expect(run(`${talk}- never: 请付款`).passed).toBe(false);
  });

  test("of slots is about values: a figure is no text, and null is nothing", () => {
    const filled = "slots: { period: 12, method: 银行卡 }\nstart: repay\n";
    const met = (slots: string) => run(`- slots: ${slots}`, filled).failure?.message;
    expect(met("{ period: 12, method: 银行卡, constructor: null }")).toBe(undefined);
    expect(met("{ method: { contains: 银行 } }")).toBe(undefined);
    expect(met('{ period: "12" }')).toBe('Expected period = "12", but it is 12.');
    expect(met("{ method: null }")).toBe('Expected method = null, but it is "银行卡".');
    expect(met("{ method: { contains: 微信 } }")).toBe(
      'method: Expected a text with "微信", but it is "银行卡".',
    );
    expect(met('{ amount: { contains: "1" } }')).toBe(
      'Expected amount to be like {"contains":"1"}, but it is null.',
    );
  });

  test("of what was found out is compared slot by slot", () => {
    const slots = "slots: { method: 银行卡 }\nstart: repay\n";
    expect(run("- me: 没有\n- handoff: { brief: { method: 银行卡 } }", slots).passed).toBe(true);
    expect(run("- me: 没有\n- handoff: { brief: { method: 微信 } }", slots).failure?.message).toBe(
      'The brief of the handoff: Expected method = "微信", but it is "银行卡".',
    );
    expect(run("- me: 没有\n- handoff: { brief: { amount: 一 } }", slots).failure?.message).toBe(
      'The brief of the handoff: Expected amount = "一", but it is null.',
    );
    expect(
      run("- me: 没有\n- handoff: { brief: { amount: null, method: { matches: 卡$ } } }", slots).passed,
    ).toBe(true);
    expect(run("- me: 没有\n- handoff: { brief: { method: null } }", slots).passed).toBe(false);
  });

  test("of a figure in what was found out is met by its text", () => {
    const slots = "slots: { method: 12 }\nstart: repay\n";
    expect(run("- me: 没有\n- handoff: { brief: { method: 12 } }", slots).passed).toBe(true);
    expect(run("- me: 没有\n- handoff: { brief: { method: 1 } }", slots).passed).toBe(false);
  });
});
