import { describe, expect, test } from "vitest";
import { findingsOf } from "../support/problems.ts";

const dialog = (name: string, was: string, steps: string) =>
  `dialog: ${name}\ntitle: x\n${was}start: { phrases: [${name}] }\nsteps:\n${steps}`;

const SAY = "  - say: 一\n";

describe("a former name of a dialog", () => {
  const findings = (was: string) =>
    findingsOf("was-taken", {
      dialogs: { a: dialog("a", `was: [${was}]\n`, SAY), b: dialog("b", "was: [older]\n", SAY) },
    });

  test("that a dialog has now is told of", () => {
    expect(findings("old, b")).toEqual([
      'dialogs/a.yaml:3:12 warning [was-taken] "b" is no former name: a dialog is called so.\n    Keep it in one place.',
    ]);
  });

  test("that two dialogs had is told of at the second", () => {
    expect(findings("older")).toEqual([
      expect.stringContaining(
        'dialogs/b.yaml:3:7 warning [was-taken] "older" is a former name of "a" already.',
      ),
    ]);
  });

  test("that nothing else has is in order", () => {
    expect(findings("old, oldest")).toEqual([]);
  });
});

describe("a former name of a step", () => {
  const findings = (...steps: readonly string[]) =>
    findingsOf("was-taken", {
      dialogs: {
        a: dialog("a", "", steps.map((step) => `  - { ${step} }\n`).join("")),
        b: dialog("b", "", SAY),
      },
    });

  test("that a step of the dialog has now is told of", () => {
    expect(findings("id: one, say: 一", "id: two, was: [one], say: 二")).toEqual([
      expect.stringContaining(
        'dialogs/a.yaml:6:22 warning [was-taken] "one" is no former name: a step is called so.',
      ),
    ]);
    expect(findings("id: one, was: [one], say: 一")).toEqual([
      expect.stringContaining("dialogs/a.yaml:5:22 "),
    ]);
  });

  test("that two steps had is told of", () => {
    expect(findings("id: one, was: [old], say: 一", "id: two, was: [old], say: 二")).toEqual([
      expect.stringContaining('"old" is a former name of "one" already.'),
    ]);
  });

  test("of a check is told of once, and not for its question as well", () => {
    const check = "check: { title: 额度, say: 请看额度 }";
    expect(findings(`id: limit, was: [one], ${check}`, "id: one, say: 一")).toHaveLength(1);
    expect(findings(`id: limit, was: [old], ${check}`)).toEqual([]);
  });

  test("may be that of a dialog", () => {
    expect(findings("id: one, was: [b], say: 一")).toEqual([]);
  });
});
