import { describe, expect, test } from "vitest";
import { appendCase } from "../../src/regression/append-case.ts";
import { emptyCase, recordedCase } from "../../src/regression/record-case.ts";
import { runCase } from "../../src/regression/run-case.ts";
import { parseSuite } from "../../src/regression/suite.ts";
import { bot, run, understand } from "./run-talk.ts";

const talks = [
  ["a text and a tap", "- me: 还款\n- me: { tap: 是的 }", ""],
  ["a person, a silence and the way back", "- me: 还款\n- me: { tap: 不是 }\n- me: 喂\n- me: 回到机器人", ""],
  ["a start", "- me: 登录了", "start: repay\n"],
  ["words that nobody understands", "- me: \"a: b, {c} #d\"\n- me: '“好”'", ""],
] as const;

describe("a recorded case", () => {
  test.each(talks)("passes: %s", (_what, talk, more) => {
    const recorded = recordedCase(
      { name: "again", ...(more === "" ? {} : { start: "repay" }) },
      run(talk, more),
    );
    const parsed = parseSuite({ path: "s.test.yaml", text: appendCase("suite: s\n", recorded) ?? "" });
    const [only] = "cases" in parsed ? parsed.cases : [];
    if (only === undefined) return expect.unreachable(recorded);
    expect(runCase(bot, understand, only).failure).toBe(undefined);
    expect(only.talk.length).toBeGreaterThan(talk.split("\n").length);
  });

  test("expects the steps by name, what they say first, their buttons, the person and the end", () => {
    const result = run(
      "- me: 还款\n- me: { tap: 不是 }\n- me: 喂\n- me: 回到机器人\n- me: 还款\n- me: 登录了",
    );
    expect(recordedCase({ name: "a: b", language: "zh", customer: { identified: false } }, result)).toBe(
      [
        '- name: "a: b"',
        "  language: zh",
        "  customer: { identified: false }",
        "  talk:",
        "    - me: 还款",
        "    - bot: { step: repay#sign-in, text: 登录了吗？, buttons: [是的, 不是, 转人工] }",
        "    - me: { tap: 不是 }",
        "    - handoff: { queue: login, reason: 登录不了 }",
        "    - bot: { pattern: waiting, text: 请稍等, buttons: [回到机器人] }",
        "    - me: 喂",
        "    - silent: true",
        "    - me: 回到机器人",
        "    - returned: true",
        "    - bot: { pattern: returned, text: 回来了 }",
        "    - end: { outcome: done, dialog: repay }",
        "    - me: 还款",
        "    - bot: { step: repay#sign-in, text: 登录了吗？, buttons: [是的, 不是, 转人工] }",
        "    - me: 登录了",
        "    - bot: { step: repay#stranger, text: 请付款 }",
        "    - bot: { pattern: resolved, text: 解决就好 }",
        "    - end: { outcome: solved, dialog: repay }",
        "",
      ].join("\n"),
    );
  });

  test("calls a step that has only a number by its dialog", () => {
    const card = run("- bot: 换", "start: card\nslots: { card: 红 }\n");
    expect(recordedCase({ name: "n" }, card)).toContain("- bot: { dialog: card, text: ");
  });
});

describe("a case put into a file", () => {
  const added = emptyCase({ name: "new" });

  test("makes the list where there is none", () => {
    expect(appendCase("# mine\nsuite: s\n", added)).toBe(
      "# mine\nsuite: s\ncases:\n  - name: new\n    talk:\n      - silent: true\n",
    );
  });

  test("stands behind the others, as far in as they do, and what is there stays", () => {
    const before = "suite: s # mine\ncases:\n- name:   old   # remark\n  talk: [{ me: 好 }]\n  # the end";
    expect(appendCase(before, added)).toBe(`${before}\n\n- name: new\n  talk:\n    - silent: true\n`);
  });

  test("stands before what follows the cases", () => {
    const before = "suite: s\ncases:\n  - { name: old, talk: [{ me: 好 }] }\ndefaults: { language: en }\n";
    const after = appendCase(before, added) ?? "";
    const parsed = parseSuite({ path: "s.test.yaml", text: after });
    expect("cases" in parsed && parsed.cases.map(({ name, language }) => `${name} ${language}`)).toEqual([
      "old en",
      "new en",
    ]);
  });

  test.each(["suite: s\ncases: [{ name: a, talk: [{ me: 好 }] }]\n", "suite: s\ncases: none\n", "[]\n"])(
    "is refused where there is no list with dashes: %j",
    (text) => {
      expect(appendCase(text, added)).toBe(undefined);
    },
  );
});
