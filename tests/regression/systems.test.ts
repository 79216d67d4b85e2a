import { describe, expect, test } from "vitest";
import type { Understand } from "../../src/conversation/listening.ts";
import { runCase } from "../../src/regression/run-case.ts";
import { parseSuite } from "../../src/regression/suite.ts";
import { smallBot, unindent } from "../support/small-bot.ts";
import { understood, unknownText } from "../support/understandings.ts";

const bot = smallBot({
  actions: `
    account.limit:
      about: Looks the limit up.
      with: { amount: number }
      outcomes: { enough: { available: number }, short: { available: number } }
  `,
  dialogs: {
    limit: `
      start: { intents: [limit] }
      slots: { amount: { type: number } }
      steps:
        - call: account.limit
          with: { amount: "1200" }
          outcomes: { enough: enough, short: short, error: failed, timeout: failed }
        - { id: enough, say: "够，有{{ limit.available }}", go: more }
        - { id: short, say: "不够，有{{ limit.available }}", go: more }
        - { id: failed, say: "查不到", go: more }
        - id: more
          ask: 再查一次吗？
          yesno: { yes: s1, no: end }
    `,
    later: "start: { intents: [later] }\nsteps: [{ say: 等一会 }, { wait: { for: 2h } }, { say: 到了 }]\n",
    trouble: "start: { intents: [trouble] }\nsteps: [{ ask: 好了吗？, yesno: { yes: end, no: end } }]\n",
  },
});

const understand: Understand = (text) => {
  if (text.includes("额度")) return understood("limit");
  if (text.includes("稍后")) return understood("later");
  if (text.includes("分期") && text.includes("用不了")) return understood("trouble");
  return text.includes("好") ? { ...unknownText(), yesno: "yes" } : unknownText();
};

/** Runs the cases of a suite; what went wrong with each, or nothing. */
function run(cases: string, content = bot): readonly (string | undefined)[] {
  const text = `suite: s\ncases:\n${unindent(cases)
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n")}`;
  const parsed = parseSuite({ path: "s.test.yaml", text });
  if ("problems" in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.cases.map((one) => runCase(content, understand, one).failure?.message);
}

describe("what the shop's systems answer", () => {
  test("is what the stub says, with its fields", () => {
    const talk = "talk: [{ me: 额度 }, { bot: 不够，有500 }, { bot: 再查一次吗 }]";
    expect(run(`- { name: a, stubs: { account.limit: { short: { available: 500 } } }, ${talk} }`)).toEqual([
      undefined,
    ]);
  });

  test("may change from call to call; the last answer stays", () => {
    expect(
      run(`
        - name: a
          stubs: { account.limit: [timeout, { enough: { available: 900 } }] }
          talk: [{ me: 额度 }, { bot: 查不到 }, { me: 好 }, { bot: 够，有900 }, { me: 好 }, { bot: 够，有900 }]
      `),
    ).toEqual([undefined]);
  });

  test("without a stub is an error, as when no system is connected", () => {
    expect(run("- { name: a, talk: [{ me: 额度 }, { bot: 查不到 }] }")).toEqual([undefined]);
  });

  test("cannot be an outcome, or of an action, that the content does not declare", () => {
    expect(
      run(`
        - { name: a, stubs: { account.limit: short-of-money }, talk: [{ me: 额度 }] }
        - { name: b, stubs: { acount.limit: short }, talk: [{ me: 额度 }] }
      `),
    ).toEqual([
      'stubs: "account.limit" has no outcome "short-of-money"; it has enough, short, error, timeout.',
      'stubs: there is no action "acount.limit" in dialogs/_actions.yaml.',
    ]);
  });

  test("was asked for with what the test expects", () => {
    expect(
      run(`
        - { name: a, talk: [{ me: 额度 }, { calls: [{ action: account.limit, with: { amount: 1200 } }] }] }
        - { name: b, talk: [{ me: 额度 }, { calls: [{ action: account.limit, with: { amount: 1300 } }] }] }
        - { name: c, talk: [{ me: 额度 }, { calls: [] }] }
      `),
    ).toEqual([undefined, expect.stringContaining("1300"), "Expected no call, but there was account.limit."]);
  });
});

describe("the clock", () => {
  test("brings what the bot says by itself", () => {
    expect(
      run(`
        - { name: a, talk: [{ me: 稍后 }, { bot: 等一会 }, { clock: +119m }, { silent: true }, { clock: +1m }, { bot: 到了 }] }
        - { name: b, talk: [{ me: 额度 }, { clock: +9m }, { silent: true }, { clock: +1m }, { bot: 还在吗 }, { clock: +3d }, { silent: true }] }
      `),
    ).toEqual([undefined, undefined]);
  });
});

describe("texts in fragments", () => {
  test("are one turn within the window, and end in the same place beyond it", () => {
    expect(
      run(`
        - name: a
          talk:
            - me: { fragments: [我那个, 分期, 怎么用不了], gaps: [[0, 0], [300, 700], [5000, 5000], [100, 9000]] }
            - bot: { step: trouble#s1, once: true }
      `),
    ).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe("an image", () => {
  test("is sent as a customer sends one, and answered by the pattern for it", () => {
    expect(
      run(`
        - { name: a, talk: [{ me: { image: true } }, { bot: { pattern: image } }, { silent: true }] }
        - { name: b, talk: [{ me: 额度 }, { me: { image: true } }, { bot: { pattern: image } }, { bot: { step: limit#more } }] }
        - { name: c, talk: [{ me: 转人工 }, { me: { image: true } }, { silent: true }] }
      `),
    ).toEqual([undefined, undefined, undefined]);
  });

  test("can be sent, and nothing else can be said of it", () => {
    expect(() => run("- { name: a, talk: [{ me: { image: false } }] }")).toThrow();
    expect(() => run("- { name: a, talk: [{ me: { image: a.png } }] }")).toThrow();
  });
});

test("what the bot last helped with is told with a handoff", () => {
  expect(
    run(`
      - { name: a, talk: [{ me: 稍后 }, { bot: 等一会 }, { me: 转人工 }, { handoff: { intent: later } }] }
      - { name: b, talk: [{ me: 稍后 }, { me: 转人工 }, { handoff: { intent: limit } }] }
      - { name: c, talk: [{ me: 转人工 }, { handoff: { intent: limit } }] }
    `),
  ).toEqual([
    undefined,
    "Expected the intent limit, but it is later.",
    "Expected the intent limit, but it is none.",
  ]);
});

describe("colleagues", () => {
  test("may be out, whatever the clock says", () => {
    expect(
      run(`
        - { name: a, colleagues: out, talk: [{ me: 转人工 }, { handoff: true }, { bot: 现在没人 }] }
        - { name: b, colleagues: in, talk: [{ me: 转人工 }, { handoff: true }, { bot: 请稍等 }] }
      `),
    ).toEqual([undefined, undefined]);
  });

  test("may be out or in, whatever the hours of a queue say", () => {
    const night = "{ zone: Asia/Shanghai, weekly: { mon: [20:00-24:00] } }";
    const content = smallBot({
      bot: `
        bot: { name: 小分, brand: 好商城, greeting: 您好, suggestions: { zh: [还款], en: [repay] } }
        facts: {}
        hours: { zone: Asia/Shanghai, weekly: { mon: [00:00-24:00] } }
        queues: { night: { title: 夜班, hours: ${night} } }
      `,
      dialogs: { late: "start: { phrases: [夜里] }\nsteps: [{ human: { reason: 难, queue: night } }]\n" },
    });
    const talk = (answer: string) =>
      `talk: [{ me: 夜里 }, { handoff: { queue: night } }, { bot: ${answer} }]`;
    expect(
      run(
        `
        - { name: a, colleagues: in, ${talk("请稍等")} }
        - { name: b, now: "2026-03-09T21:00:00+08:00", colleagues: out, ${talk("现在没人")} }
        - { name: c, now: "2026-03-09T21:00:00+08:00", ${talk("请稍等")} }
        - { name: d, now: "2026-03-09T12:00:00+08:00", ${talk("现在没人")} }
      `,
        content,
      ),
    ).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe("a button of the page around the chat", () => {
  test("asks for an intent without words", () => {
    expect(run("- { name: a, talk: [{ me: { intent: trouble } }, { bot: 好了吗 }] }")).toEqual([undefined]);
  });

  test("cannot ask for what leads nowhere", () => {
    expect(run("- { name: a, talk: [{ me: { intent: truoble } }] }")).toEqual([
      'The intent "truoble" leads nowhere.',
    ]);
  });
});

describe("what the customer has before their eyes", () => {
  const looking = smallBot({
    dialogs: {
      trouble: `
        start: { intents: [trouble] }
        steps: [{ say: "{{ context.page }} {{ context.order }}" }]
      `,
    },
  });
  const talk = "talk: [{ me: { intent: trouble } }, { bot: { text: { equals:";

  test("is said as a whole: of what a case says of it, nothing is taken over", () => {
    const text = unindent(`
      suite: s
      defaults: { context: { page: /orders/1, order: "1" } }
      cases:
        - { name: a, talk: [{ me: 好 }] }
        - { name: b, context: { page: / }, talk: [{ me: 好 }] }
    `);
    const parsed = parseSuite({ path: "s.test.yaml", text });
    expect("cases" in parsed && parsed.cases.map(({ context }) => context)).toEqual([
      { page: "/orders/1", order: "1" },
      { page: "/", order: "" },
    ]);
  });

  test("is what the case says, and nothing without a word on it", () => {
    expect(
      run(
        `
        - { name: a, context: { page: /orders/7, order: "7" }, ${talk} "/orders/7 7" } } }] }
        - { name: b, ${talk} " " } } }] }
      `,
        looking,
      ),
    ).toEqual([undefined, undefined]);
  });
});
