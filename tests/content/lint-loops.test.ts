import { describe, expect, test } from "vitest";
import { findingsOf } from "../support/problems.ts";
import type { SmallBot } from "../support/small-bot.ts";

const actions = "x.look:\n  about: x\n  outcomes: { found: {} }\n";

function findings(steps: string, rest: SmallBot = {}): readonly string[] {
  const parts = {
    actions,
    ...rest,
    dialogs: { a: `start: { phrases: [甲] }\nsteps:\n${steps}`, ...rest.dialogs },
  };
  return [...findingsOf("loop-silent", parts), ...findingsOf("dead-end", parts)];
}

const LOOK = "outcomes: { found: told, error: again, timeout: end }";

describe("a circle of steps without the customer", () => {
  test("is told of with a way round", () => {
    const steps = `  - id: first
    when: [{ if: open, go: end }]
  - say: 请等一等
    go: first
`;
    expect(findings(steps)).toEqual([
      "dialogs/a.yaml:5:5 warning [loop-silent] Without a word of the customer the bot goes round in a circle: first (else) → s2 → first.\n" +
        "    Put a question, a `wait` or a person into the circle.",
    ]);
  });

  test("is told of when only the shop's systems are asked in it", () => {
    const steps = `  - id: again\n    call: x.look\n    ${LOOK}\n  - id: told\n    say: 好\n`;
    expect(findings(steps)).toEqual([
      expect.stringContaining(
        "Without a word of the customer the bot asks the shop's systems again and again: again (outcome:error) → again.",
      ),
    ]);
  });

  test("is told of once, however many steps it has", () => {
    const steps = `  - id: one\n    say: 一\n  - say: 二\n  - when: [{ if: open, go: end }, { else: one }]\n`;
    expect(findings(steps)).toEqual([expect.stringContaining("circle: one → s2 → s3 (else) → one.")]);
  });

  test.each([
    ["a question", "ask: 好了吗\n    yesno: { yes: end, no: one }"],
    ["a time to wait", "wait: { for: 5m }\n    go: one"],
    ["a person", "human: { reason: x }\n    go: one"],
  ])("is in order with %s in it", (_what, step) => {
    expect(findings(`  - id: one\n    say: 一\n  - ${step}\n`)).toEqual([]);
  });

  test("is in order when only a button leads back", () => {
    const steps = "  - id: one\n    say: { text: 好, buttons: [{ label: 再来, go: one }] }\n";
    expect(findings(steps)).toEqual([]);
  });
});

describe("a circle through several dialogs", () => {
  test("is told of, with the other dialog's steps by their full names", () => {
    const b = "steps: [{ say: 乙 }, { when: [{ if: open, go: a }] }]\n";
    expect(findings("  - run: b\n", { dialogs: { b } })).toEqual([
      expect.stringContaining("s1 (run) → b#s1 → b#s2 (branch:1) → s1."),
    ]);
  });

  test("is told of when a dialog that asks nothing is run again and again", () => {
    const b = (step: string) => `steps:\n  - ${step}\n`;
    const steps = "  - id: more\n    run: b\n  - go: more\n";
    expect(findings(steps, { dialogs: { b: b("say: 乙") } })).toEqual([
      expect.stringContaining("more → s2 → more."),
    ]);
    expect(findings(steps, { dialogs: { b: b("ask: 好吗\n    yesno: { yes: end, no: end }") } })).toEqual([]);
  });
});

describe("a circle without any way out", () => {
  test("is told of as a dead end", () => {
    expect(findings("  - say: 一\n  - id: two\n    say: 二\n  - go: two\n")).toEqual([
      "dialogs/a.yaml:6:5 warning [dead-end] From here the bot never comes to a question, a person or an end: two → s3 → two.\n" +
        "    Let a step of it lead out.",
    ]);
  });
});
