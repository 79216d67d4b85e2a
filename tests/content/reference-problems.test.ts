import { describe, expect, test } from "vitest";
import { problemsOf, problemsOfDialog } from "../support/problems.ts";

/** A dialog whose first step, from line 4 on, is the one under test. */
const dialog = (steps: string) => `start: { phrases: [甲] }\nsteps:\n${steps.replace(/^(?=.)/gmu, "  ")}\n`;

describe("targets", () => {
  test("that nothing is called are told the nearest step", () => {
    expect(problemsOfDialog(dialog("- { say: 一, go: secnd }\n- { id: second, say: 二 }"))).toContain(
      'dialogs/a.yaml:5:5 error [target-missing] "secnd" is neither a step here nor a dialog.\n' +
        '    Did you mean "second"?',
    );
  });

  test("that resemble nothing come without a guess", () => {
    expect(problemsOfDialog(dialog("- { say: 一, go: somewhere-else }"))).toEqual([
      'dialogs/a.yaml:5:5 error [target-missing] "somewhere-else" is neither a step here nor a dialog.',
    ]);
  });

  test("in another dialog are told that dialog's nearest step", () => {
    const dialogs = {
      a: dialog("- { say: 一, go: other#fist }"),
      other: "start: { phrases: [乙] }\nsteps: [{ id: first, say: 一 }]\n",
    };
    expect(problemsOf({ dialogs })).toEqual([
      'dialogs/a.yaml:5:5 error [target-missing] "other#fist": the dialog "other" has no step "fist".\n' +
        '    Did you mean "first"?',
    ]);
  });

  test("in a dialog that does not exist are told the nearest dialog", () => {
    const dialogs = {
      a: dialog("- { say: 一, go: othr#first }"),
      other: "start: { phrases: [乙] }\nsteps: [{ id: first, say: 一 }]\n",
    };
    expect(problemsOf({ dialogs })[0]).toMatch(
      /^dialogs\/a\.yaml:5:5 error \[target-missing\] "othr#first" is/u,
    );
  });

  test("may be steps, dialogs, steps of dialogs, patterns and the four words", () => {
    const dialogs = {
      a: dialog(`
- ask: 去哪？
  options:
    - { label: 一, go: here }
    - { label: 二, go: other }
    - { label: 三, go: other#second }
    - { label: 四, go: stale }
    - { label: 五, go: next }
    - { label: 六, go: back }
    - { label: 七, go: end }
    - { label: 八, go: human }
- { id: here, say: 这里 }
`),
      other: "start: { phrases: [乙] }\nsteps: [{ say: 一 }, { id: second, say: 二 }]\n",
    };
    expect(problemsOf({ dialogs })).toEqual([]);
  });

  test("to run are dialogs that exist", () => {
    const dialogs = { a: dialog("- run: othr"), other: "start: { phrases: [乙] }\nsteps: [{ say: 一 }]\n" };
    expect(problemsOf({ dialogs })).toEqual([
      'dialogs/a.yaml:5:5 error [target-missing] There is no dialog "othr" to run.\n    Did you mean "other"?',
    ]);
  });

  test.each([
    ["of an option", "- { ask: 哪个？, options: [{ label: 一, go: nowhere-at-all }] }"],
    ["of a yes", "- { ask: 好吗？, yesno: { yes: nowhere-at-all, no: end } }"],
    ["of an unclear answer", "- { ask: 好吗？, yesno: { yes: end, no: end, unclear: nowhere-at-all } }"],
    ["of a button", "- { say: { text: 一, buttons: [{ label: 一, go: nowhere-at-all }] } }"],
    ["of a check", "- { check: { title: 一, say: 一 }, go: nowhere-at-all }"],
    ["of a branch", "- { when: [{ if: customer.identified, go: nowhere-at-all }] }"],
    ["of an else", "- { when: [{ else: nowhere-at-all }] }"],
    ["of a set", "- { set: {}, go: nowhere-at-all }"],
    ["of a go", "- { go: nowhere-at-all }"],
    ["after a person", "- { human: { reason: 难 }, go: nowhere-at-all }"],
    ["after a run", "- { run: a, go: nowhere-at-all }"],
  ])("%s are checked", (_where, step) => {
    expect(problemsOfDialog(dialog(step))).toEqual([
      'dialogs/a.yaml:5:5 error [target-missing] "nowhere-at-all" is neither a step here nor a dialog.',
    ]);
  });
});

describe("facts", () => {
  test("that bot.yaml does not hold are told the nearest", () => {
    expect(problemsOfDialog(dialog("- facts: [due-dya]\n  say: 十号还款"))).toEqual([
      'dialogs/a.yaml:5:5 error [fact-missing] bot.yaml has no fact "due-dya".\n    Did you mean "due-day"?',
    ]);
  });

  test("called like something every object has are missing all the same", () => {
    expect(problemsOfDialog(dialog("- facts: [constructor]\n  say: 十号还款"))).toEqual([
      'dialogs/a.yaml:5:5 error [fact-missing] bot.yaml has no fact "constructor".',
    ]);
  });
});

describe("intents", () => {
  const intents = {
    "repay.how": "intent: repay.how\ntitle: 还款\nutterances: { zh: [怎么还], en: [how to repay] }\n",
  };
  const serving = { b: "start: { intents: [repay.how] }\nsteps: [{ say: 还 }]\n" };

  test("that start a dialog exist", () => {
    const dialogs = { ...serving, a: "start:\n  intents:\n    - repay.hwo\nsteps: [{ say: 一 }]\n" };
    expect(problemsOf({ dialogs, intents })).toContain(
      'dialogs/a.yaml:1:9 error [intent-missing] There is no intent "repay.hwo".\n    Did you mean "repay.how"?',
    );
  });

  test("behind a button exist", () => {
    const dialogs = { ...serving, a: dialog("- say: { text: 一, buttons: [{ intent: repay.hw }] }") };
    expect(problemsOf({ dialogs, intents })).toEqual([
      'dialogs/a.yaml:5:5 error [intent-missing] There is no intent "repay.hw".\n    Did you mean "repay.how"?',
    ]);
  });

  test("among an option's phrases exist", () => {
    const option = '{ label: 一, phrases: ["intent:repay.hw"], go: end }';
    const dialogs = { ...serving, a: dialog(`- ask: 哪个？\n  options: [${option}]`) };
    expect(problemsOf({ dialogs, intents })).toEqual([
      'dialogs/a.yaml:5:5 error [intent-missing] There is no intent "repay.hw".\n    Did you mean "repay.how"?',
    ]);
  });
});

describe("slots", () => {
  test("that are set are declared", () => {
    expect(problemsOfDialog(dialog("- set: { period: 12 }"))).toEqual([
      'dialogs/a.yaml:5:5 error [slot-missing] The slot "period" is not declared in this dialog.\n' +
        '    Add it under "slots:".',
    ]);
  });

  test("in a brief are declared", () => {
    expect(problemsOfDialog(dialog("- human: { reason: 难, brief: [period] }"))).toEqual([
      'dialogs/a.yaml:5:5 error [slot-missing] The slot "period" is not declared in this dialog.\n' +
        '    Add it under "slots:".',
    ]);
  });

  test("that are declared are good", () => {
    const steps = "- set: { period: 12 }\n- human: { reason: 难, brief: [period] }";
    expect(problemsOfDialog(`slots: { period: { type: number } }\n${dialog(steps)}`)).toEqual([]);
  });
});

describe("templates", () => {
  test.each([
    ["of a text", '- say: "{{ brand"'],
    ["of one wording among several", '- say: [好, "{{ brand"]'],
    ["of a list", '- say: { text: 一, steps: { zh: ["{{ brand"], en: [a] } }'],
    ["of a button", '- say: { text: 一, buttons: [{ label: "{{ brand", go: end }] }'],
    ["of an option", '- ask: 一\n  options: [{ label: "{{ brand", go: end }]'],
    ["of a remedy", '- check: { title: 一, say: "{{ brand" }'],
  ])("%s that do not parse say why", (_where, step) => {
    const [problem] = problemsOfDialog(dialog(step));
    expect(problem).toBe(
      'dialogs/a.yaml:5:5 error [template] The template does not parse: output "{{ brand" not closed, line:1, col:1.',
    );
  });

  test("in a text for both languages are told once", () => {
    expect(problemsOfDialog(dialog('- say: "{{ brand"'))).toHaveLength(1);
  });

  test("of a reason that do not parse say why", () => {
    expect(problemsOfDialog(dialog('- human: { reason: "{% if %}" }'))[0]).toMatch(
      /^dialogs\/a\.yaml:5:5 error \[template\] The template does not parse: invalid value expression/u,
    );
  });

  test("with a filter that does not exist are an error", () => {
    expect(problemsOfDialog(dialog('- say: { zh: "{{ brand | mony }}", en: a }'))).toEqual([
      "dialogs/a.yaml:5:5 error [template] The template does not parse: undefined filter: mony, line:1, col:1.",
    ]);
  });

  // A template that parses and then looks for a file fails in the middle of a customer's turn.
  test.each(["include", "render", "layout"])("that %s a file are an error", (tag) => {
    expect(problemsOfDialog(dialog(`- say: "{% ${tag} 'x' %}"`))[0]).toMatch(
      /^dialogs\/a\.yaml:5:5 error \[template\]/u,
    );
  });
});

describe("conditions", () => {
  const when = (condition: string) => dialog(`- when: [{ if: "${condition}", go: end }]`);
  const HINT =
    "\n    Conditions see customer.identified, language, misses, open, care, context.page, context.order, slots.<name> and what calls of this dialog brought.";

  test.each([
    ["a ==", '"a ==": Unexpected token: EOF'],
    ["cusomer.identified", '"cusomer.identified": Unknown variable: cusomer'],
    ["misses + 1", '"misses + 1": It yields int, not true or false.'],
    ["slots.period == 1", '"slots.period == 1": There is no slots.period.'],
    ["context.basket == ''", "\"context.basket == ''\": There is no context.basket."],
    ["language > 1", '"language > 1": no such overload: string > int'],
  ])("%s is an error", (condition, message) => {
    expect(problemsOfDialog(when(condition))).toEqual([
      `dialogs/a.yaml:5:5 error [condition] ${message}${HINT}`,
    ]);
  });

  test.each([
    "customer.identified",
    "!customer.identified",
    "language == 'en'",
    "misses >= 2",
    "misses == 2",
    "context.page.startsWith('/orders/') && context.order != ''",
  ])("%s is good", (condition) => {
    expect(problemsOfDialog(when(condition))).toEqual([]);
  });
});
