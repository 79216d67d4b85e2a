import { describe, expect, test } from "vitest";
import { runCase } from "../../src/regression/run-case.ts";
import { sideBySide } from "../../src/regression/side-by-side.ts";
import { parseSuite } from "../../src/regression/suite.ts";
import { smallBot } from "../support/small-bot.ts";
import { unknownText, yes } from "../support/understandings.ts";

const bot = smallBot({
  dialogs: {
    repay: `
      start: { phrases: [还款] }
      steps:
        - id: ask
          ask: { text: 登录了吗, steps: { zh: [登录小米账号, 打开我的订单], en: [a, b] } }
          yesno: { yes: paid, no: end }
        - id: paid
          say: ABC还清了，从下个月起就不用再还了，谢谢您一直按时还款，祝您一切顺利
    `,
  },
});

/** The report of a case with this talk, one row a line. */
function report(talk: string, start = ""): readonly string[] {
  const text = `suite: s\ncases:\n  - name: n\n${start}    talk:\n${talk.replace(/^(?=.)/gmu, "      ")}`;
  const parsed = parseSuite({ path: "s.test.yaml", text });
  const [first] = "cases" in parsed ? parsed.cases : [];
  if (first === undefined) throw new Error(JSON.stringify(parsed));
  return sideBySide(runCase(bot, (said) => (said === "好" ? yes() : unknownText()), first)).split("\n");
}

/** Terminal cells before the right column; the texts of these tests have two kinds of characters. */
function cellsBefore(row: string, mark: string): number {
  let cells = 0;
  for (const character of row.slice(0, row.lastIndexOf(mark))) cells += character < "\u1100" ? 1 : 2;
  return cells;
}

test("an image stands in the report as one", () => {
  expect(
    report("- me: { image: true }\n- bot: 看懂了\n").filter((row) => row.includes("[image]")),
  ).toHaveLength(1);
});

describe("the report of a failed case", () => {
  const rows = report("- me: 还款\n- bot: 登录了吗\n- me: 好\n- bot: 没还清\n- me: 谢谢\n- bot: 不客气\n");

  test("has what was expected on the left and what was said on the right", () => {
    expect(rows[0]).toMatch(/^ {2}expected +actual$/u);
    expect(rows[1]).toMatch(/^ {2}-{46} {3}-{46}$/u);
    expect(rows[2]).toMatch(/^ {2}me: 还款 +me: 还款$/u);
    expect(rows[3]).toMatch(/^ {2}bot: 登录了吗 +bot: 登录了吗$/u);
    expect(rows[4]).toMatch(/^ +登录小米账号$/u);
  });

  test("marks the customer's turn with the first difference, and none before it", () => {
    const marked = rows.findIndex((row) => row.includes("≠"));
    expect(rows[marked]).toMatch(/^ {2}me: 好 +≠ me: 好$/u);
    expect(rows[marked + 1]).toMatch(/^ {2}bot: 没还清 +≠ bot: ABC还清了，/u);
  });

  test("stops after the first difference", () => {
    expect(rows.join("\n")).not.toContain("不客气");
    expect(rows.at(-1)).toContain("≠");
  });

  test("aligns its columns, wide characters counting two", () => {
    const marked = rows.filter((row) => row.includes("≠"));
    expect(new Set(marked.map((row) => cellsBefore(row, "≠")))).toEqual(new Set([49]));
    expect(cellsBefore(rows[2] ?? "", "me:")).toBe(51);
  });

  test("breaks long texts at the width of a column", () => {
    const right = rows.filter((row) => row.includes("≠")).map((row) => row.slice(row.indexOf("≠") + 2));
    const cells = right.map((text) => cellsBefore(`${text}|`, "|"));
    expect(Math.max(...cells)).toBeLessThanOrEqual(46);
    expect(Math.max(...cells)).toBeGreaterThan(40);
    expect(right.map((text) => text.replace(/^ {2}/u, "")).join("")).toContain("祝您一切顺利 (repay#paid)");
  });
});

test("what a start led to stands beside it", () => {
  const rows = report("- bot: 没有\n", "    start: repay\n");
  expect(rows[2]).toMatch(/^ {2}start: repay +bot: 登录了吗$/u);
  expect(rows.find((row) => row.includes("≠"))).toMatch(/^ {2}bot: 没有 +≠$/u);
});

test("a tap and other expectations stand as they are written", () => {
  const rows = report('- me: 还款\n- me: { tap: 是的 }\n- clock: "+3d"\n- handoff: { queue: x }\n');
  expect(rows.filter((row) => row.includes("≠")).map((row) => row.slice(0, row.indexOf("≠")).trim())).toEqual(
    expect.arrayContaining(["me: [是的]", "clock: +3d", 'handoff: {"queue":"x"}']),
  );
});

test("a start that does not exist is marked", () => {
  expect(report("- me: 还款\n", "    start: nowhere\n").join("\n")).toContain("≠");
});

test("an emoji counts two, as terminals show it", () => {
  const rows = report("- me: 还款\n- bot: 😊没有\n");
  const marked = rows.filter((row) => row.includes("≠"));
  expect(new Set(marked.map((row) => cellsBefore(row, "≠")))).toEqual(new Set([49]));
});
