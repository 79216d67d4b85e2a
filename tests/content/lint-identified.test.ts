import { describe, expect, test } from "vitest";
import { findingsOf } from "../support/problems.ts";
import type { SmallBot } from "../support/small-bot.ts";

const actions =
  "account.limit:\n  about: x\n  identified: true\n  outcomes: { enough: {} }\nshop.hours:\n  about: x\n  outcomes: { enough: {} }\n";

const findings = (steps: string, dialogs: SmallBot["dialogs"] = {}, start = "start: { phrases: [甲] }\n") =>
  findingsOf("signed-in", { actions, dialogs: { a: `${start}steps:\n${steps}`, ...dialogs } });

const LOOK = `  - id: look
    call: account.limit
    outcomes: { enough: end, error: end, timeout: end }
`;

describe("a call for customers who have proven who they are", () => {
  test("is told of where others come to it, with the way they come", () => {
    expect(findings(`  - say: 请等一等\n${LOOK}`)).toEqual([
      'dialogs/a.yaml:7:11 warning [signed-in] "account.limit" is only for customers who have proven who they are; others come here, too: s1 → look.\n' +
        "    Ask before: `when: [{ if: customer.identified, go: … }, { else: … }]`.",
    ]);
  });

  test.each([
    ["customer.identified"],
    ["customer.identified == true"],
    ["customer.identified && open"],
    ["!(!customer.identified || open)"],
  ])("is in order behind a condition that asks: %s", (condition) => {
    expect(findings(`  - when: [{ if: '${condition}', go: look }, { else: end }]\n${LOOK}`)).toEqual([]);
  });

  test("is in order where the others were sent elsewhere", () => {
    expect(findings(`  - when: [{ if: '!customer.identified', go: end }]\n  - say: 好\n${LOOK}`)).toEqual([]);
  });

  test.each([
    ["open"],
    ["customer.identified || open"],
    ["!customer.identified"],
    ["customer.identified == false"],
  ])("is told of behind a condition that does not: %s", (condition) => {
    expect(findings(`  - when: [{ if: '${condition}', go: look }, { else: end }]\n${LOOK}`)).toEqual([
      expect.stringContaining("others come here, too: s1 (branch:1) → look."),
    ]);
  });

  test("is told of where a button leads to it, which may be pressed long after", () => {
    const steps = `  - when: [{ if: customer.identified, go: offer }, { else: end }]
  - id: offer
    say: { text: 好, buttons: [{ label: 查, go: look }] }
    go: end
${LOOK}`;
    expect(findings(steps)).toEqual([expect.stringContaining("others come here, too: look.")]);
  });

  test("is in order in a dialog that is only run for such customers, and told of once another runs it, too", () => {
    const b = `start: { phrases: [乙] }\nsteps:\n  - when: [{ if: customer.identified, go: ask }, { else: end }]\n  - id: ask\n    run: a\n`;
    const c = "start: { phrases: [丙] }\nsteps: [{ run: a }]\n";
    expect(findings(LOOK, { b }, "")).toEqual([]);
    expect(findings(LOOK, { b, c }, "")).toEqual([
      expect.stringContaining("others come here, too: c#s1 (run) → look."),
    ]);
  });
});

test("any other call needs no such condition", () => {
  expect(findings(LOOK.replace("account.limit", "shop.hours"))).toEqual([]);
});
