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
function run(cases: string): readonly (string | undefined)[] {
  const text = `suite: s\ncases:\n${unindent(cases)
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n")}`;
  const parsed = parseSuite({ path: "s.test.yaml", text });
  if ("problems" in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.cases.map((one) => runCase(bot, understand, one).failure?.message);
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

describe("colleagues", () => {
  test("may be out, whatever the clock says", () => {
    expect(
      run(`
        - { name: a, colleagues: out, talk: [{ me: 转人工 }, { handoff: true }, { bot: 现在没人 }] }
        - { name: b, colleagues: in, talk: [{ me: 转人工 }, { handoff: true }, { bot: 请稍等 }] }
      `),
    ).toEqual([undefined, undefined]);
  });
});
