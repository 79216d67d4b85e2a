import { expect, test } from "vitest";
import { findingsOf } from "../support/problems.ts";

const findings = (...branches: readonly string[]) =>
  findingsOf("branch-dead", {
    dialogs: {
      a: `start: { phrases: [甲] }
slots: { n: { type: number }, word: { type: text } }
steps:
  - when:
${branches.map((branch) => `      - ${branch}\n`).join("")}  - say: 一
`,
    },
  });

const OPEN = "{ if: open, go: end }";

test("a branch behind a condition that always holds is told of", () => {
  expect(findings('{ if: "true", go: end }', OPEN, "{ else: next }")).toEqual([
    'dialogs/a.yaml:8:15 warning [branch-dead] "open" is never looked at: a condition before it always holds.\n' +
      "    Delete it.",
    "dialogs/a.yaml:9:17 warning [branch-dead] The `else` is never taken: a condition always holds.\n    Delete it.",
  ]);
});

test("a condition that always holds may stand last, in place of an else", () => {
  expect(findings(OPEN, '{ if: "true", go: next }')).toEqual([]);
});

test("a condition that never holds is told of", () => {
  expect(findings('{ if: "false", go: end }', OPEN)).toEqual([
    expect.stringContaining('dialogs/a.yaml:7:15 warning [branch-dead] "false" never holds.'),
  ]);
});

test("the same condition a second time is told of, whatever its blanks", () => {
  expect(findings("{ if: slots.n>1, go: end }", OPEN, "{ if: slots.n > 1, go: next }")).toEqual([
    expect.stringContaining(
      'dialogs/a.yaml:9:15 warning [branch-dead] "slots.n > 1" is never taken: branch 1 has the same condition.',
    ),
  ]);
});

test("conditions that differ only inside a text are two", () => {
  expect(
    findings("{ if: 'slots.word == \"a b\"', go: end }", "{ if: 'slots.word == \"ab\"', go: next }"),
  ).toEqual([]);
});

test("an else that is not last is told of, since it is taken last all the same", () => {
  expect(findings("{ else: next }", OPEN)).toEqual([
    "dialogs/a.yaml:7:17 warning [branch-dead] The `else` stands before another branch, and is only taken after it.\n" +
      "    Move it to the end.",
  ]);
  expect(findings(OPEN, "{ else: next }")).toEqual([]);
});
