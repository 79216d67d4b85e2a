import { describe, expect, test } from "vitest";
import { expiredFacts } from "../../src/content/lint.ts";
import { loadBot } from "../../src/content/load-bot.ts";
import { describeProblem } from "../../src/content/source.ts";
import { problemsOf, problemsOfDialog } from "../support/problems.ts";
import { smallBot, smallBotFiles } from "../support/small-bot.ts";

const intent = (name: string, zh: string, en: string) =>
  `intent: ${name}\ntitle: ${name}\nutterances:\n  zh: [${zh}]\n  en: [${en}]\n`;

describe("utterances", () => {
  test("that two intents claim are an error, whatever the marks around them", () => {
    const problems = problemsOf({
      dialogs: { x: "start: { intents: [a.one, b.two] }\nsteps: [{ say: 好 }]\n" },
      intents: {
        "a.one": intent("a.one", "怎么还款", "pay"),
        "b.two": intent("b.two", "怎么还款？", "repay"),
      },
    });
    expect(problems).toEqual([
      'intents/b.two.yaml:1:9 error [utterance-shared] "怎么还款？" stands in "b.two" and in "a.one".\n' +
        "    A question can mean one intent only; keep it where most customers mean it.",
    ]);
  });

  test("that one intent repeats are no error", () => {
    const problems = problemsOf({
      dialogs: { x: "start: { intents: [a.one] }\nsteps: [{ say: 好 }]\n" },
      intents: { "a.one": intent("a.one", "还款, 还款", "repay") },
    });
    expect(problems).toEqual([]);
  });

  test("that are few are a warning for each language, and the bot loads", () => {
    const many = (word: string, count: number) =>
      Array.from({ length: count }, (_, at) => `${word}${at}`).join(", ");
    const files = smallBotFiles({
      dialogs: { x: "start: { intents: [a.one, b.two, c.three] }\nsteps: [{ say: 好 }]\n" },
      intents: {
        "a.one": intent("a.one", many("还", 29), many("pay", 12)),
        "b.two": intent("b.two", many("查", 30), many("see", 11)),
        "c.three": intent("c.three", many("问", 30), many("ask", 12)),
      },
    });
    const loaded = loadBot(files);
    expect(loaded).toHaveProperty("bot");
    const mine = loaded.problems.map(describeProblem).filter((problem) => !/human|none/u.test(problem));
    expect(mine).toEqual([
      'intents/a.one.yaml:1:9 warning [utterances-few] "a.one" has 29 utterances in zh; 30 is the least.',
      'intents/b.two.yaml:1:9 warning [utterances-few] "b.two" has 11 utterances in en; 12 is the least.',
    ]);
  });
});

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
    'dialogs/_patterns.yaml:9:1 error [pattern-missing] The pattern "stale" is missing.',
  );
});

describe("facts", () => {
  const bot = smallBot({
    bot: `
      bot: { name: a, brand: a, greeting: a, suggestions: { zh: [a], en: [a] } }
      facts:
        fees:
          statement: Fees are low.
          source: the price list
          date: 2026-01-01
          expires: 2026-06-01
        hours: { statement: Open at nine., source: the door, date: 2026-01-01 }
    `,
  });

  test("are to be reviewed from the day they expire on", () => {
    expect(expiredFacts(bot, "2026-05-31")).toEqual([]);
    expect(expiredFacts(bot, "2026-06-01").map(describeProblem)).toEqual([
      'bot.yaml:3:3 warning [fact-expired] The fact "fees" was to be reviewed by 2026-06-01.\n' +
        '    Check it against "the price list" and set a new date.',
    ]);
  });

  test("without an expiry never are", () => {
    expect(expiredFacts(bot, "2999-01-01")).toHaveLength(1);
  });
});
