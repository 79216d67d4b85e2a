import { describe, expect, test } from "vitest";
import type { SourceFile } from "../../src/content/source.ts";
import { type CaseResult, runCase } from "../../src/regression/run-case.ts";
import { parseSuite } from "../../src/regression/suite.ts";
import { type Updated, updateTexts } from "../../src/regression/update-texts.ts";
import { bot, understand } from "./run-talk.ts";

const PATH = "tests/dialogs/s.test.yaml";

function results(sources: readonly SourceFile[]): readonly CaseResult[] {
  return sources.flatMap((source) => {
    const parsed = parseSuite(source);
    if ("problems" in parsed) throw new Error(JSON.stringify(parsed.problems));
    return parsed.cases.map((one) => runCase(bot, understand, one));
  });
}

function update(text: string, isChosen: (result: CaseResult) => boolean = () => true): Updated {
  return updateTexts([{ path: PATH, text }], results, isChosen);
}

/** A case in which the customer asks how to repay, with one expectation, and the same after an update. */
const withTurn = (turn: string): string =>
  `suite: s\ncases:\n  - name: n\n    talk:\n      - me: 还款\n      ${turn}\n`;
const afterUpdate = (turn: string): string => {
  const [source] = update(withTurn(turn)).sources;
  return (source?.text ?? "").split("\n").slice(5).join("\n").trim();
};

describe("an expected text that the same step now says differently", () => {
  test.each([
    [
      "a plain text",
      "- bot: { step: sign-in, text: 登录好了吗 }",
      "- bot: { step: sign-in, text: 登录了吗 }",
    ],
    [
      "contains",
      "- bot: { step: sign-in, text: { contains: 登录没有？ } }",
      "- bot: { step: sign-in, text: { contains: 登录了吗？ } }",
    ],
    [
      "equals",
      "- bot: { step: repay#sign-in, text: { equals: 登录了？ } }",
      '- bot: { step: repay#sign-in, text: { equals: "登录了吗？\\n登录\\n付款" } }',
    ],
    [
      "double quotes",
      '- bot: { step: sign-in, text: "登录好了吗" }',
      '- bot: { step: sign-in, text: "登录了吗" }',
    ],
    [
      "single quotes",
      "- bot: { step: sign-in, text: '登录好了吗' }",
      "- bot: { step: sign-in, text: '登录了吗' }",
    ],
    [
      "a remark behind it",
      "- bot: { step: sign-in, text: 登录好了吗 } # why",
      "- bot: { step: sign-in, text: 登录了吗 } # why",
    ],
    [
      "lines of its own",
      "- bot:\n          step: sign-in   # here\n          text: 登录好了吗\n          buttons: [ 是的 ]",
      "- bot:\n          step: sign-in   # here\n          text: 登录了吗\n          buttons: [ 是的 ]",
    ],
    [
      "a block",
      "- bot:\n          text: |\n            登录好了吗\n          step: sign-in",
      "- bot:\n          text: 登录了吗\n          step: sign-in",
    ],
  ])("is rewritten in its place: %s", (_what, before, after) => {
    expect(afterUpdate(before)).toBe(after);
  });

  test("is told with the old words and the new, the place, the case and the step", () => {
    expect(update(withTurn("- bot: { step: sign-in, text: 登录好了吗 }")).changes).toEqual([
      {
        at: { file: PATH, line: 6, column: 9 },
        path: ["bot", "text"],
        old: "登录好了吗",
        new: "登录了吗",
        case: "n",
        step: "repay#sign-in",
      },
    ]);
  });

  test("may be followed by more of them in the same talk, and by none that was right", () => {
    const text =
      "suite: s\ncases:\n  - name: n\n    talk:\n      - me: 还款\n      - bot: { step: sign-in, text: 登录好了吗 }\n      - me: 登录了\n      - bot: { step: stranger, text: 请先付款 }\n      - bot: { pattern: resolved, text: 解决就好 }\n      - bot: { step: none }\n";
    const { sources, changes, results: after } = update(text);
    expect(sources[0]?.text).toBe(text.replace("登录好了吗", "登录了吗").replace("请先付款", "请付款"));
    expect(changes).toHaveLength(2);
    expect(after[0]?.failure?.turn).toBe(5);
  });

  test("of a pattern is rewritten, too", () => {
    expect(afterUpdate("- me: 取消\n      - bot: { pattern: cancel, text: 停了 }")).toContain(
      "text: 停下了 }",
    );
  });
});

describe("what is not rewritten", () => {
  test.each([
    ["another step", "- bot: { step: pay, text: 登录好了吗 }"],
    ["a message of no step", "- bot: 登录好了吗"],
    ["buttons", "- bot: { step: sign-in, text: 登录好了吗, buttons: [付清] }"],
    ["a text that must not be", "- bot: { step: sign-in, text: 登录好了吗, not: 登录 }"],
    ["a regular expression", "- bot: { step: sign-in, text: { matches: ^付 } }"],
    ["variants", "- bot: { step: sign-in, text: { any: [付清] } }"],
    [
      "words beside a regular expression that does not hold",
      "- bot: { step: sign-in, text: { contains: 登录好, matches: ^付 } }",
    ],
    ["a silence", "- silent: true"],
  ])("is %s", (_what, turn) => {
    const { sources, changes } = update(withTurn(turn));
    expect(sources[0]?.text).toBe(withTurn(turn));
    expect(changes).toEqual([]);
  });

  test("is what a table fills in, which is told", () => {
    const text = withTurn("- bot: { step: sign-in, text: '{t}' }\n    each: [{ t: 登录好了吗 }]");
    const { sources, changes, refused } = update(text);
    expect(sources[0]?.text).toBe(text);
    expect(changes).toEqual([]);
    expect(refused).toMatchObject([{ old: "登录好了吗", new: "登录了吗" }]);
  });

  // Without this the file would be rewritten to and fro for ever.
  test("is what another row of the table is right about", () => {
    const rows = "each: [{ word: 还款, s: sign-in }, { word: 取消, s: s1 }]";
    const text = `suite: s\ncases:\n  - name: n\n    ${rows}\n    talk:\n      - me: "{word}"\n      - bot: { step: "{s}", text: 停下了 }\n`;
    const { sources, changes, refused } = update(text);
    expect(sources[0]?.text).toBe(text);
    expect(changes).toEqual([]);
    expect(refused).toHaveLength(1);
  });

  test("is a case that was not chosen", () => {
    const text = withTurn("- bot: { step: sign-in, text: 登录好了吗 }");
    expect(update(text, (result) => result.case.name !== "n").changes).toEqual([]);
  });
});
