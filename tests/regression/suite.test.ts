import { describe, expect, test } from "vitest";
import { describeProblem } from "../../src/content/source.ts";
import { type DialogCase, parseSuite } from "../../src/regression/suite.ts";
import { unindent } from "../support/small-bot.ts";

const PATH = "tests/dialogs/s.test.yaml";

function casesOf(yaml: string): readonly DialogCase[] {
  const parsed = parseSuite({ path: PATH, text: unindent(yaml) });
  if ("cases" in parsed) return parsed.cases;
  throw new Error(parsed.problems.map(describeProblem).join("\n"));
}

function problemsOf(yaml: string): readonly string[] {
  const parsed = parseSuite({ path: PATH, text: unindent(yaml) });
  return "problems" in parsed ? parsed.problems.map(describeProblem) : [];
}

describe("a case", () => {
  test("that says nothing of its place begins on a Monday morning, in Chinese, with a stranger", () => {
    const [only] = casesOf("suite: s\ncases: [{ name: n, talk: [{ me: 好 }] }]\n");
    expect(only).toEqual({
      suite: "s",
      name: "n",
      at: { file: PATH, line: 2, column: 9 },
      now: Date.UTC(2026, 2, 9, 2),
      language: "zh",
      identified: false,
      context: { page: "", order: "" },
      slots: {},
      stubs: {},
      talk: [{ turn: { me: "好" }, at: { file: PATH, line: 2, column: 27 } }],
    });
  });

  test("takes over what the suite says, unless it says otherwise", () => {
    const [first, second] = casesOf(`
      suite: s
      defaults: { now: "2026-01-01T00:00:00Z", language: en, customer: { identified: true } }
      cases:
        - { name: a, talk: [{ me: hi }] }
        - { name: b, language: zh, now: "2026-01-02T00:00:00Z", customer: { identified: false }, talk: [{ me: 好 }] }
    `);
    expect(first).toMatchObject({ now: Date.UTC(2026, 0, 1), language: "en", identified: true });
    expect(second).toMatchObject({ now: Date.UTC(2026, 0, 2), language: "zh", identified: false });
  });

  test("keeps its start, its slots and the place of each turn", () => {
    const [only] = casesOf(`
      suite: s
      cases:
        - name: n
          start: repay#pay
          slots: { period: 12 }
          talk:
            - me: 好
            - bot: 登录
    `);
    expect(only).toMatchObject({ start: "repay#pay", slots: { period: 12 } });
    expect(only?.talk.map(({ at }) => at.line)).toEqual([7, 8]);
  });
});

describe("stubs", () => {
  const stubsOf = (yaml: string) =>
    casesOf(`suite: s\ncases: [{ name: n, stubs: ${yaml}, talk: [{ me: 好 }] }]\n`)[0]?.stubs;

  test.each([
    ["an outcome", "{ account.limit: timeout }", [{ outcome: "timeout", fields: {} }]],
    [
      "an outcome with what it brings",
      "{ account.limit: { short: { available: 500, bills: [{ due: 3 }] } } }",
      [{ outcome: "short", fields: { available: 500, bills: [{ due: 3 }] } }],
    ],
    [
      "outcomes one after the other",
      "{ account.limit: [error, { short: { available: 500 } }] }",
      [
        { outcome: "error", fields: {} },
        { outcome: "short", fields: { available: 500 } },
      ],
    ],
  ])("may be %s", (_what, yaml, stubs) => {
    expect(stubsOf(yaml)).toEqual({ "account.limit": stubs });
  });

  test("of two outcomes in one are a problem with a place", () => {
    const yaml =
      "suite: s\ncases:\n  - name: n\n    stubs: { a.b: { short: {}, enough: {} } }\n    talk: [{ me: 好 }]\n";
    expect(problemsOf(yaml)[0]).toMatch(/^tests\/dialogs\/s\.test\.yaml:4:\d+ error .*name one outcome/u);
  });
});

describe("a fixture", () => {
  const suite = (use: string) => `
    suite: s
    defaults: { slots: { period: 3 }, stubs: { account.limit: enough } }
    fixtures:
      known: { customer: { identified: true }, slots: { period: 6, method: 银行卡 } }
      late: { now: "2026-01-01T23:00:00Z", slots: { period: 12 }, stubs: { account.limit: error } }
    cases:
      - { name: n, use: ${use}, slots: { amount: 5 }, talk: [{ me: 好 }] }
  `;

  test("lies over the defaults and under the case, slot by slot and stub by stub", () => {
    expect(casesOf(suite("[known]"))[0]).toMatchObject({
      identified: true,
      slots: { period: 6, method: "银行卡", amount: 5 },
      stubs: { "account.limit": [{ outcome: "enough" }] },
    });
  });

  test("gives way to a later one", () => {
    const slots = (use: string) => casesOf(suite(use))[0]?.slots["period"];
    expect(slots("[known, late]")).toBe(12);
    expect(slots("[late, known]")).toBe(6);
    expect(casesOf(suite("[known, late]"))[0]).toMatchObject({
      identified: true,
      now: Date.UTC(2026, 0, 1, 23),
    });
  });

  test("that does not exist is a problem with a place and a guess", () => {
    expect(problemsOf(suite("[knwon]"))).toEqual([
      `${PATH}:7:22 error [fixture-missing] There is no fixture "knwon" in this suite.\n    Did you mean "known"?`,
    ]);
  });

  test("is never one that every object has", () => {
    expect(problemsOf(suite("[constructor]"))[0]).toContain("[fixture-missing]");
  });
});

describe("fragments", () => {
  const talk = (gaps: string) =>
    `suite: s\ncases:\n  - name: n\n    talk:\n      - me: { fragments: [你好, 我想, 还款]${gaps} }\n`;

  test("make a case of each list of gaps, called after it", () => {
    const cases = casesOf(talk(", gaps: [[0, 0], [300, 700]]"));
    expect(cases.map(({ name }) => name)).toEqual(["n (gaps 0, 0 ms)", "n (gaps 300, 700 ms)"]);
    expect(cases.map(({ talk: [first] }) => first?.turn)).toEqual([
      { me: { fragments: ["你好", "我想", "还款"], gaps: [[0, 0]] } },
      { me: { fragments: ["你好", "我想", "还款"], gaps: [[300, 700]] } },
    ]);
  });

  test("in two turns are tried each with each", () => {
    const again = "      - me: { fragments: [好, 的], gaps: [[5], [9]] }\n";
    expect(casesOf(talk(", gaps: [[0, 0], [1, 1]]") + again).map(({ name }) => name)).toEqual([
      "n (gaps 0, 0 ms) (gaps 5 ms)",
      "n (gaps 0, 0 ms) (gaps 9 ms)",
      "n (gaps 1, 1 ms) (gaps 5 ms)",
      "n (gaps 1, 1 ms) (gaps 9 ms)",
    ]);
  });

  test("without gaps make one case", () => {
    expect(casesOf(talk("")).map(({ name }) => name)).toEqual(["n"]);
  });

  test("with as many gaps as fragments are a problem with a place", () => {
    expect(problemsOf(talk(", gaps: [[0, 0, 0]]"))[0]).toMatch(
      /^tests\/dialogs\/s\.test\.yaml:5:\d+ error \[schema\] .*one gap less than there are fragments/u,
    );
  });
});

describe("a table", () => {
  const table = `
    suite: s
    cases:
      - name: "{word} means {intent}"
        each:
          - { word: 还款, intent: repay, least: 0.5 }
          - { word: 额度, intent: limit, least: 0.7 }
        talk:
          - { me: "{word}{word}", nlu: { intent: "{intent}" } }
          - bot: { buttons: ["{word}"], not: "{other}" }
          - me: { tap: "{word}" }
  `;

  test("makes a case of each row, with the columns filled in everywhere", () => {
    const cases = casesOf(table);
    expect(cases.map(({ name }) => name)).toEqual(["还款 means repay", "额度 means limit"]);
    expect(cases[1]?.talk.map(({ turn }) => turn)).toEqual([
      { me: "额度额度", nlu: { intent: "limit" } },
      { bot: { buttons: ["额度"], not: "{other}" } },
      { me: { tap: "额度" } },
    ]);
  });

  test("fills figures and truths in as words", () => {
    const [only] = casesOf(
      'suite: s\ncases: [{ name: n, each: [{ n: 12, on: true }], talk: [{ me: "{n}期{on}" }] }]\n',
    );
    expect(only?.talk[0]?.turn).toEqual({ me: "12期true" });
  });

  test("keeps figures and truths where values stand: in slots, stubs and what calls are given", () => {
    const [only] = casesOf(`
      suite: s
      cases:
        - name: n
          each: [{ n: 12, on: true, end: timeout }]
          slots: { period: "{n}", text: "{n}期" }
          stubs: { account.limit: "{end}", a.b: { short: { available: "{n}" } } }
          talk:
            - slots: { on: "{on}" }
            - calls: [{ action: account.limit, with: { amount: "{n}" } }]
    `);
    expect(only).toMatchObject({
      slots: { period: 12, text: "12期" },
      stubs: {
        "account.limit": [{ outcome: "timeout" }],
        "a.b": [{ outcome: "short", fields: { available: 12 } }],
      },
    });
    expect(only?.talk.map(({ turn }) => turn)).toEqual([
      { slots: { on: true } },
      { calls: [{ action: "account.limit", with: { amount: 12 } }] },
    ]);
  });

  test("leaves alone what is no column, whatever every object has", () => {
    const [only] = casesOf(
      'suite: s\ncases: [{ name: n, each: [{ a: 1 }], talk: [{ me: "{constructor}" }] }]\n',
    );
    expect(only?.talk[0]?.turn).toEqual({ me: "{constructor}" });
  });

  test("fills in where a case starts, too", () => {
    const [only] = casesOf(
      'suite: s\ncases: [{ name: n, start: "{d}", each: [{ d: repay }], talk: [{ me: 好 }] }]\n',
    );
    expect(only?.start).toBe("repay");
  });

  test("with a cell that no turn can hold is a problem with a place, not a failure", () => {
    const problems = problemsOf(
      'suite: s\ncases: [{ name: n, each: [{ a: "" }], talk: [{ bot: "{a}" }] }]\n',
    );
    expect(problems[0]).toMatch(/^tests\/dialogs\/s\.test\.yaml:2:/u);
  });
});

describe("a problem of a test file", () => {
  test("of its YAML has a place", () => {
    expect(problemsOf("suite: s\nsuite: t\ncases: []\n")[0]).toMatch(
      /^tests\/dialogs\/s\.test\.yaml:2:1 error \[yaml\] The same key stands twice/u,
    );
  });

  test("of a key has a place and a guess", () => {
    expect(problemsOf("suite: s\ncases:\n  - name: n\n    tlak: []\n    talk: [{ me: 好 }]\n")).toEqual([
      `${PATH}:4:5 error [unknown-key] Unknown key "tlak".\n    Did you mean "talk"?`,
    ]);
  });

  test("of a case without a talk has a place", () => {
    expect(problemsOf("suite: s\ncases:\n  - name: n\n")[0]).toMatch(
      /^tests\/dialogs\/s\.test\.yaml:3:5 error \[schema\] cases\.0\.talk: /u,
    );
  });

  test("of an empty file has a place", () => {
    expect(problemsOf("")[0]).toMatch(/^tests\/dialogs\/s\.test\.yaml:1:1 error \[schema\] the file: /u);
  });

  test.each([
    ["a clock that tells no time", '{ clock: "3 days" }'],
    ["a clock that goes back", '{ clock: "-3d" }'],
    ["a silence that is none", "{ silent: false }"],
    ["an unknown outcome", "{ end: { outcome: won } }"],
    ["an empty expectation", "{ bot: '' }"],
    ["an expectation that expects nothing", "{ bot: { text: {} } }"],
    ["a turn of two kinds", "{ me: 好, bot: 好 }"],
    ["a turn of no kind", "{ you: 好 }"],
    ["never nothing", "{ never: {} }"],
    ["no slot", "{ slots: {} }"],
    ["a call that never was", "{ calls: [{ action: a.b, times: 0 }] }"],
    ["one of no variants", "{ bot: { text: { any: [] } } }"],
    ["a button that must be and may not", "{ bot: { once: false } }"],
    ["an unknown verdict", "{ me: 好, nlu: { verdict: maybe } }"],
  ])("with %s stands at the turn", (_what, turn) => {
    const [problem] = problemsOf(`suite: s\ncases:\n  - name: n\n    talk:\n      - ${turn}\n`);
    expect(problem).toMatch(/^tests\/dialogs\/s\.test\.yaml:5:\d+ error /u);
  });

  // It surfaces as a failure of the runner in the middle of the talk instead.
  test("with a pattern that is no regular expression stands at the turn", () => {
    const turn = "{ bot: { text: { matches: '(' } } }";
    const [problem] = problemsOf(`suite: s\ncases:\n  - name: n\n    talk:\n      - ${turn}\n`);
    expect(problem).toMatch(/^tests\/dialogs\/s\.test\.yaml:5:/u);
  });
});
