import { describe, expect, test } from "vitest";
import { loadBot } from "../../src/content/load-bot.ts";
import { describeProblem } from "../../src/content/source.ts";
import { problemsOf, problemsOfDialog } from "../support/problems.ts";
import { smallBotFiles } from "../support/small-bot.ts";

const intent = (name: string, zh: string, en: string) =>
  `intent: ${name}\ntitle: ${name}\nutterances:\n  zh: [${zh}]\n  en: [${en}]\n`;

describe("intents", () => {
  test("that start nothing are an error, except none", () => {
    expect(problemsOf({ intents: { "a.one": intent("a.one", "还款", "repay") } })).toEqual([
      'intents/a.one.yaml:1:9 error [intent-unserved] No dialog or pattern starts with "a.one": ' +
        "a customer who means it gets no answer.\n" +
        '    Add it to "start: {intents: […]}" of a dialog.',
    ]);
  });

  test("that start two dialogs are an error at the second", () => {
    const dialogs = {
      a: "start: { intents: [a.one] }\nsteps: [{ say: 好 }]\n",
      b: "start: { intents: [a.one], phrases: [乙] }\nsteps: [{ say: 好 }]\n",
    };
    expect(problemsOf({ dialogs })).toContain(
      'dialogs/b.yaml:1:9 error [start-twice] The intent "a.one" already starts "a".\n    Keep it in one of them.',
    );
  });

  test("and phrases that start two dialogs are an error at the second", () => {
    const dialogs = {
      a: "start: { phrases: [还款] }\nsteps: [{ say: 好 }]\n",
      b: "start: { phrases: [还款！] }\nsteps: [{ say: 好 }]\n",
    };
    expect(problemsOf({ dialogs })).toHaveLength(1);
  });
});

describe("steps", () => {
  test("that nothing leads to are an error", () => {
    expect(
      problemsOfDialog(`
        start: { phrases: [甲] }
        steps:
          - say: 一
            go: end
          - id: lost
            say: 二
      `),
    ).toEqual([
      'dialogs/a.yaml:7:5 error [step-unreachable] Nothing leads to the step "lost".\n' +
        "    Add a `go` to it, or delete it.",
    ]);
  });

  test("of a dialog that nothing starts or runs are an error", () => {
    expect(problemsOfDialog("steps: [{ say: 一 }]\n")).toEqual([
      'dialogs/a.yaml:3:9 error [step-unreachable] Nothing leads to the step "s1".\n' +
        "    Add a `go` to it, or delete it.",
    ]);
  });

  test("are reached by what runs, goes, presses, answers and branches", () => {
    const dialogs = {
      a: `
        start: { phrases: [甲] }
        steps:
          - when: [{ if: customer.identified, go: two }, { else: three }]
          - { id: two, run: sub, go: end }
          - id: three
            say: { text: 三, buttons: [{ label: 四, go: four }] }
            go: end
          - id: four
            ask: 四
            yesno: { yes: five, no: end, unclear: six }
          - { id: five, check: { title: 五, say: 五 }, go: other#second }
          - { id: six, human: { reason: 六 } }
          - { go: end }
      `,
      sub: "steps: [{ say: 一 }]\n",
      other: "steps: [{ say: 一, id: first }, { say: 二, id: second, go: first }]\n",
    };
    expect(problemsOf({ dialogs })).toEqual([]);
  });

  test("of a pattern the engine needs are reached without a start", () => {
    expect(problemsOf({ patterns: { stale: "steps: [{ say: 一 }, { say: 二 }]" } })).toEqual([]);
  });

  test("of a pattern nobody starts are an error", () => {
    expect(problemsOf({ patterns: { weather: "steps: [{ say: 晴 }]" } })[0]).toMatch(
      /^dialogs\/_patterns\.yaml:\d+:13 error \[step-unreachable\]/u,
    );
  });

  test("of an unreachable check are told once", () => {
    const problems = problemsOfDialog(`
      start: { phrases: [甲] }
      steps:
        - { say: 一, go: end }
        - { id: lost, check: { title: 二, say: 二 } }
    `);
    expect(problems[0]).toMatch(
      /^dialogs\/a\.yaml:6:5 error \[step-unreachable\] Nothing leads to the step "lost"/u,
    );
  });
});

test("a pattern the engine needs is missed at the patterns", () => {
  const files = smallBotFiles({}).map((file) =>
    file.path === "dialogs/_patterns.yaml"
      ? { ...file, text: file.text.replace("  stale:", "  old:") }
      : file,
  );
  expect(loadBot(files).problems.map(describeProblem)).toContain(
    'dialogs/_patterns.yaml:10:1 error [pattern-missing] The pattern "stale" is missing.',
  );
});
