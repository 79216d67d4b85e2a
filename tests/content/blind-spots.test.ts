import { describe, expect, test } from "vitest";
import { problemsOf, problemsOfDialog } from "../support/problems.ts";

const RULES = "start: { phrases: [甲] }\n";

describe("one mistake is told once", () => {
  test("a dialog whose file is wrong is not missing elsewhere, nor are its intents unserved", () => {
    const problems = problemsOf({
      dialogs: {
        a: `${RULES}steps: [{ say: 一, go: c }]\n`,
        b: `start: { phrases: [乙] }\nsteps: [{ run: c }]\n`,
        c: "start: { intents: [x.y] }\nresumes: ask\nsteps: [{ say: 三 }]\n",
      },
    });
    expect(problems).toEqual([
      'dialogs/c.yaml:4:1 error [unknown-key] Unknown key "resumes".\n    Did you mean "resume"?',
    ]);
  });

  test("a step that only a wrong step leads to is not unreachable", () => {
    expect(
      problemsOfDialog(`${RULES}steps:\n  - { say: 一, go: two, nte: x }\n  - { say: 三, id: two }\n`),
    ).toHaveLength(1);
    expect(
      problemsOfDialog(
        `${RULES}steps:\n  - { say: 零, go: one }\n  - { say: 一, id: one, go: end }\n  - { say: 二, id: two }\n  - { ask: 三, yesno: { yes: two, no: end }, nte: x }\n`,
      ).filter((problem) => problem.includes('"two"')),
    ).toEqual([]);
  });

  test("a full-width colon in a text is no mistake because there is another one elsewhere", () => {
    const text = "  - say: |\n      title：看这里\n  - nots: x\n";
    expect(problemsOfDialog(`${RULES}steps:\n${text}`)).toHaveLength(1);
  });
});

describe("a condition", () => {
  const when = (condition: string) =>
    problemsOfDialog(
      `${RULES}slots: { period: { type: number } }\nsteps:\n  - when: [{ if: "${condition}", go: end }, { else: next }]\n  - say: 好\n`,
    );

  test("on a slot of its dialog is good", () => {
    expect(when("slots.period > 3")).toEqual([]);
  });

  test("on a slot that its dialog does not declare is an error", () => {
    expect(when("slots.perod > 3")).toHaveLength(1);
  });

  test("on something of the customer that nobody knows is an error", () => {
    expect(when("customer.identfied")).toHaveLength(1);
  });
});

describe("a step", () => {
  // The check's question silently takes the place of the author's step.
  test("cannot have the id that a later check makes for its question", () => {
    const steps = `steps:
  - { say: 一, go: x }
  - { id: x.ask, say: 二, go: end }
  - { id: x, check: { title: 三, say: 三 }, go: x.ask }
`;
    expect(problemsOfDialog(RULES + steps)).toHaveLength(1);
  });

  test("cannot have two ways for everything else", () => {
    const steps =
      "steps:\n  - when: [{ else: one }, { else: two }]\n  - { id: one, say: 一 }\n  - { id: two, say: 二 }\n";
    expect(problemsOfDialog(RULES + steps)).toHaveLength(1);
  });

  test("cannot set a slot to what its type does not hold", () => {
    expect(
      problemsOfDialog(
        `${RULES}slots: { period: { type: number } }\nsteps: [{ set: { period: 十二 } }, { say: 好 }]\n`,
      ),
    ).toHaveLength(1);
  });
});

describe("names that mean something of their own", () => {
  test.each(["next", "back", "end", "human"])("%s is no name for a step", (id) => {
    expect(problemsOfDialog(`${RULES}steps:\n  - { id: ${id}, say: 一 }\n`)).toEqual([
      `dialogs/a.yaml:5:11 error [step-name] A step cannot be called "${id}": as a target the word means something else.`,
    ]);
  });

  test.each(["next", "back", "end", "human"])("%s is no name for a dialog", (id) => {
    expect(problemsOf({ dialogs: { [id]: `${RULES}steps: [{ say: 一 }]\n` } })).toHaveLength(1);
  });
});

test("two options of one id are told so", () => {
  const steps =
    "steps:\n  - ask: 哪个？\n    options: [{ id: x, label: 一, go: end }, { id: x, label: 二, go: end }]\n";
  expect(problemsOfDialog(RULES + steps)).toEqual([
    'dialogs/a.yaml:5:5 error [option-duplicate] Two options of this question have the id "x".',
  ]);
});

test.each(["human", "bot"])("an option cannot be called as the engine's own button %s is", (id) => {
  const steps = `steps:\n  - ask: 哪个？\n    options: [{ id: ${id}, label: 一, go: end }]\n`;
  expect(problemsOfDialog(RULES + steps)).toEqual([
    `dialogs/a.yaml:5:5 error [option-name] An option cannot be called "${id}": the engine's own buttons are.\n    Give it another id.`,
  ]);
});

test.each(["- ".repeat(60), "[".repeat(60)])("lists nested without end are refused, not followed", (deep) => {
  expect(problemsOfDialog(`${RULES}steps:\n  ${deep}say\n`)).toEqual([
    "dialogs/a.yaml:5:1 error [file-too-deep] More than fifty lists and maps inside one another.",
  ]);
});

test("a phrase that starts two dialogs is told at the second", () => {
  const dialogs = {
    a: "start: { phrases: [还款] }\nsteps: [{ say: 一 }]\n",
    b: "start: { phrases: [還款！] }\nsteps: [{ say: 二 }]\n",
  };
  expect(problemsOf({ dialogs })).toEqual([
    'dialogs/b.yaml:1:9 error [start-twice] The phrase "还款" already starts "a".\n    Keep it in one of them.',
  ]);
});
