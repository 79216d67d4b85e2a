import { describe, expect, test } from "vitest";
import { problemsOf, problemsOfDialog } from "../support/problems.ts";

const VERBS = "A step has exactly one of: say, ask, check, call, when, set, run, human, wait, end, go.";

/** A dialog whose second step, from line 6 on, is the one under test. */
const second = (step: string, rest = "") => `
  dialog: a
  title: a
  start: { phrases: [甲] }
  steps:
    - say: 开始
${step.replace(/^(?=.)/gmu, "    ")}
${rest}`;

describe("unknown keys", () => {
  test("of a dialog come with the key that was meant", () => {
    expect(problemsOfDialog("start: { phrases: [甲] }\nresumes: ask\nsteps: [{ say: 好 }]\n")).toEqual([
      'dialogs/a.yaml:4:1 error [unknown-key] Unknown key "resumes".\n    Did you mean "resume"?',
    ]);
  });

  test("of a step come with the key that was meant", () => {
    expect(problemsOfDialog(second("- say: 好\n  fact: [due-day]"))).toEqual([
      'dialogs/a.yaml:7:5 error [unknown-key] Unknown key "fact".\n    Did you mean "facts"?',
    ]);
  });

  test("that resemble none come with all there are", () => {
    expect(problemsOfDialog(second("- end: { outcome: solved }\n  whatever: 1"))).toEqual([
      'dialogs/a.yaml:7:5 error [unknown-key] Unknown key "whatever".\n    Known keys here: id, facts, was, note, end.',
    ]);
  });

  test("two levels down are found there", () => {
    expect(problemsOfDialog(second("- human: { reason: 难, que: x }"))).toEqual([
      'dialogs/a.yaml:6:25 error [unknown-key] Unknown key "que".\n    Did you mean "queue"?',
    ]);
  });

  test("of bot.yaml are found", () => {
    const bot =
      "bot: { name: a, brand: a, greeting: a, suggestions: { zh: [a], en: [a] } }\nfact: {}\nfacts: {}\n";
    expect(problemsOf({ bot })).toEqual([
      'bot.yaml:2:1 error [unknown-key] Unknown key "fact".\n    Did you mean "facts"?',
    ]);
  });

  test("of an intent are found", () => {
    const intents = { "x.y": "intent: x.y\ntitle: x\nutterances: { zh: [a], en: [a] }\nnots: {}\n" };
    expect(problemsOf({ intents })).toEqual([
      'intents/x.y.yaml:4:1 error [unknown-key] Unknown key "nots".\n    Did you mean "not"?',
    ]);
  });

  test("of a button come with the key that was meant", () => {
    expect(
      problemsOfDialog(second("- say:\n    text: 好\n    buttons:\n      - { label: 甲, goto: end }")),
    ).toEqual(['dialogs/a.yaml:9:23 error [unknown-key] Unknown key "goto".\n    Did you mean "go"?']);
  });

  test("of an option come with the key that was meant", () => {
    expect(
      problemsOfDialog(second("- ask: 哪个？\n  options:\n    - { label: 甲, phrase: [一], go: end }")),
    ).toEqual(['dialogs/a.yaml:8:21 error [unknown-key] Unknown key "phrase".\n    Did you mean "phrases"?']);
  });
});

describe("verbs", () => {
  test("a step without one is told which one was meant", () => {
    expect(problemsOfDialog(second("- sy: 好"))).toEqual([
      `dialogs/a.yaml:6:5 error [step-verb] This step has no verb.\n    Did you mean "say"? ${VERBS}`,
    ]);
  });

  test("a step without one that resembles none is told all of them", () => {
    expect(problemsOfDialog(second("- note: 待写"))).toEqual([
      `dialogs/a.yaml:6:5 error [step-verb] This step has no verb.\n    ${VERBS}`,
    ]);
  });

  test("a step with two is told to be two", () => {
    expect(problemsOfDialog(second("- say: 好\n  ask: 好吗？\n  yesno: { yes: end, no: end }"))).toEqual([
      "dialogs/a.yaml:6:5 error [step-verb] This step has two verbs: say and ask.\n    Make it two steps.",
    ]);
  });

  test("a step that is only a word is not a step", () => {
    expect(problemsOfDialog(second("- 好"))).toEqual([
      `dialogs/a.yaml:6:5 error [step-verb] This is not a step.\n    ${VERBS}`,
    ]);
  });
});

describe("questions", () => {
  test("without answers are an error", () => {
    expect(problemsOfDialog(second("- ask: 好吗？"))).toEqual([
      "dialogs/a.yaml:6:5 error [ask-answers] A question needs options, yesno or a slot, and yesno goes with neither of the others.\n" +
        "    Add `yesno: {yes: …, no: …}`, `options:` or `slot: …`.",
    ]);
  });

  test("with two kinds of answers are an error", () => {
    const step = "- ask: 好吗？\n  yesno: { yes: end, no: end }\n  options: [{ label: 甲, go: end }]";
    expect(problemsOfDialog(second(step))).toEqual([
      "dialogs/a.yaml:6:5 error [ask-answers] A question needs options, yesno or a slot, and yesno goes with neither of the others.\n" +
        "    Add `yesno: {yes: …, no: …}`, `options:` or `slot: …`.",
    ]);
  });

  test("with two options for the same words are ambiguous, whatever marks and case are written", () => {
    const step =
      "- ask: 哪个？\n  options:\n    - { label: 银行卡, go: end }\n    - { label: 其他, phrases: ['银行卡！'], go: end }";
    expect(problemsOfDialog(second(step))).toEqual([
      'dialogs/a.yaml:6:5 error [option-ambiguous] Two options of this question answer to "银行卡".\n' +
        "    Take it from one of them.",
    ]);
  });

  test("with two options of the same id are ambiguous", () => {
    const step =
      "- ask: 哪个？\n  options:\n    - { id: card, label: 银行卡, go: end }\n    - { id: card, label: 微信, go: end }";
    expect(problemsOfDialog(second(step))).toHaveLength(1);
  });
});

describe("names", () => {
  test("a step id that is taken is told by which line", () => {
    expect(problemsOfDialog(second("- { id: x, say: 一 }\n- say: 二\n  id: x"))).toEqual([
      'dialogs/a.yaml:8:9 error [step-duplicate] The step id "x" is taken by line 6.',
    ]);
  });

  test("a step id that a check makes for its question is taken", () => {
    const steps = "- { id: x, check: { title: 一, say: 一 } }\n- { id: x.ask, say: 二 }";
    expect(problemsOfDialog(second(steps))).toHaveLength(1);
  });

  test.each(["next", "back", "end", "human"])(
    'a step cannot be called "%s": nothing could go there',
    (id) => {
      expect(problemsOfDialog(second(`- { id: ${id}, say: 一 }`))).toHaveLength(1);
    },
  );

  test("a dialog is called as its file is", () => {
    const dialogs = { a: "dialog: b\ntitle: b\nstart: { phrases: [甲] }\nsteps: [{ say: 好 }]\n" };
    expect(problemsOf({ dialogs })).toEqual([
      'dialogs/a.yaml:1:9 error [file-name] The dialog is called "b" but stands in dialogs/a.yaml.\n' +
        "    Rename the file to b.yaml.",
    ]);
  });

  test("an intent is called as its file is", () => {
    const dialogs = { a: "start: { intents: [x.z] }\nsteps: [{ say: 好 }]\n" };
    const intents = {
      "x.y": "intent: x.z\ntitle: x\nutterances: { zh: [甲乙], en: [a b] }\n",
      "x.z": "intent: x.z\ntitle: x\nutterances: { zh: [甲乙], en: [a b] }\n",
    };
    expect(problemsOf({ dialogs, intents })).toEqual([
      'intents/x.y.yaml:1:9 error [file-name] The intent is called "x.z" but stands in intents/x.y.yaml.\n' +
        "    Rename the file to x.z.yaml.",
    ]);
  });

  test("names that are not lower case are refused with the rule", () => {
    expect(problemsOfDialog(second("- { id: Gross, say: 一 }"))).toEqual([
      "dialogs/a.yaml:6:11 error [schema] steps.1.id: use lower-case letters, digits, dots and hyphens.",
    ]);
  });
});

describe("texts", () => {
  test("in one language only are told which one is missing", () => {
    expect(problemsOfDialog("title: { zh: 甲 }\nsteps: [{ say: 好 }]\ndialog: a\n")).toEqual([
      "dialogs/a.yaml:1:8 error [schema] title.en: Invalid input: expected string, received undefined.",
    ]);
  });

  test("of a say in one language only are told which one is missing", () => {
    const [problem, ...rest] = problemsOfDialog(second("- say: { zh: 好 }"));
    expect(rest).toEqual([]);
    expect(problem).toMatch(/^dialogs\/a\.yaml:6:10 error \[schema\] steps\.1\.say\.en: /u);
  });

  test("of a question in one language only are told which one is missing", () => {
    const [problem, ...rest] = problemsOfDialog(
      second("- ask: { zh: 好吗 }\n  yesno: { yes: end, no: end }"),
    );
    expect(rest).toEqual([]);
    expect(problem).toMatch(/^dialogs\/a\.yaml:6:10 error \[schema\] steps\.1\.ask\.en: /u);
  });

  test("that are empty are refused", () => {
    expect(problemsOfDialog(second("- human: { reason: '' }"))).toHaveLength(1);
  });
});
