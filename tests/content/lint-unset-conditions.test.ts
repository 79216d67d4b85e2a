import { describe, expect, test } from "vitest";
import { findingsOf } from "../support/problems.ts";

const actions = `
  account.limit:
    about: x
    outcomes: { enough: { available: number }, short: { available: number, missing: number }, frozen: {} }
`;

/** What is told of the dialog `a`, with the slot `tries`. Its steps begin in line 6. */
const findings = (steps: string) =>
  findingsOf("variable-unset", {
    actions,
    dialogs: {
      a: `dialog: a\ntitle: 甲\nstart: { phrases: [甲] }\nslots: { tries: { type: number } }\nsteps:\n${steps.replace(/^\n/u, "")}`,
    },
  });

describe("a condition", () => {
  const when = (condition: string, rest = "") =>
    findings(`
  - id: limit
    call: account.limit
    outcomes: { enough: told, short: told, frozen: other, error: other, timeout: other }
  - { id: told, go: other }
  - id: other
    when: [{ if: '${condition}', go: yes }]
  - { set: { tries: 1 }, go: end }
  - { id: yes, say: "是${rest}" }
`);

  test.each([
    ["limit.available > 3"],
    ["limit.available > 3 && limit.available < 9"],
    ["slots.tries in [1, 2] || 2 in [slots.tries]"],
    ['limit.outcome != "frozen" && limit.available > 3'],
    ["has(slots.tries) && slots.tries > 2"],
    ["slots.tries != 2"],
  ])("that reads what may be empty is told of: %s", (condition) => {
    expect(when(condition)).toHaveLength(1);
  });

  test.each([
    ["limit.available != null && limit.available > 3"],
    ["limit.available > 3 && limit.available != null"],
    ["slots.tries + 1 > 2 || slots.tries == null"],
    ["has(limit.available) && limit.available > 3"],
    ['limit.outcome in ["enough", "short"] && limit.available > 3'],
    ["slots.tries == 2"],
    ["slots.tries == null ? open : slots.tries > 2"],
    ['limit.outcome == "short"'],
  ])("that asks, or compares with a value that is written out, is in order: %s", (condition) => {
    expect(when(condition)).toEqual([]);
  });

  test.each([
    ["has(limit.available)"],
    ['limit.outcome == "short"'],
    ["!(limit.available == null) && limit.available > 3"],
    ["limit.available == 3"],
  ])("that holds is known from there on: %s", (condition) => {
    expect(when(condition, "{{ limit.available }}").filter((line) => line.includes("→ yes"))).toEqual([]);
  });

  test("of two, either may have held", () => {
    expect(when("limit.available != null || open", "{{ limit.available }}")).toEqual([
      expect.stringContaining("limit (outcome:frozen) → other (branch:1) → yes."),
    ]);
  });

  test("that does not hold is known, too", () => {
    const steps = (text: string) => `
  - when: [{ if: slots.tries == null, go: first }]
  - { say: "${text}", go: end }
  - { id: first, set: { tries: 1 } }
`;
    expect(findings(steps("{{ slots.tries }}"))).toEqual([]);
  });

  test("points at the very name", () => {
    const steps = `  - when: [{ if: open && slots.tries > 1, go: other }]\n  - set: { tries: 1 }\n  - id: other\n    human: { reason: x }\n`;
    expect(findings(steps)).toEqual([
      'dialogs/a.yaml:6:26 warning [variable-unset] "slots.tries" is empty here: it is read where the dialog begins.\n' +
        "    Fill it first, or ask whether it is there: `slots.tries != null && …`.",
    ]);
  });
});
