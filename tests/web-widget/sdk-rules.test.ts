import { describe, expect, test } from "vitest";
import { checkRules } from "../../web-widget/src/chat/later/check-rules.ts";
import { matchesPath } from "../../web-widget/src/chat/later/matches-path.ts";

describe("the pages of a rule", () => {
  test.for([
    ["/", "/", true],
    ["/", "/orders", false],
    ["/orders/*", "/orders/42", true],
    ["/orders/*", "/orders/42/bill", false],
    ["/orders/**", "/orders/42/bill", true],
    ["/*/bill", "/orders/bill", true],
    ["/a.b", "/axb", false],
    ["/a+(b)", "/a+(b)", true],
    ["**", "/anything/at/all", true],
  ] as const)("%s and %s: %s", ([pattern, path, isMeant]) => {
    expect(matchesPath(pattern, path)).toBe(isMeant);
  });
});

describe("what is no rule", () => {
  test.for([
    [undefined, "takes a list of rules"],
    [[5], "rule 1 must be an object { when, say }"],
    [[{ say: "好" }], 'rule 1: "when" must be an object'],
    [[{ when: { page: "orders" }, say: "好" }], '"page" must be a path such as "/orders/*"'],
    [[{ when: { idleSeconds: -1 }, say: "好" }], '"idleSeconds" must be a number above 0'],
    [[{ when: { event: "" }, say: "好" }], '"event" must be the name of an event'],
    [[{ when: { event: "x" }, say: "好", ask: 3 }], '"ask" must be the name of an intent'],
    [
      [{ when: { event: "x" }, say: "好" }, { when: { event: "x" } }],
      'rule 2: "say" must be a text, or { zh, en }',
    ],
    [[{ when: { event: "x" }, say: "好", next: "x" }], 'rule 1 has "next"'],
  ] as const)("%o is refused: %s", ([rules, why]) => {
    expect(() => checkRules(rules)).toThrow(why);
  });

  test("rules that are some are taken, and so are none at all", () => {
    expect(() => checkRules([])).not.toThrow();
    const rule = { when: { page: "/*", idleSeconds: 30, event: "x" }, say: { zh: "好", en: "OK" }, ask: "x" };
    expect(() => checkRules([{ ...rule, atMostEveryHours: 0.5 }])).not.toThrow();
  });
});
