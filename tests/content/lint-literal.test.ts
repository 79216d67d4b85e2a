import { describe, expect, test } from "vitest";
import { findingsOf } from "../support/problems.ts";

const bot = `
  bot:
    name: { zh: 小分, en: Fen }
    brand: { zh: 好商城, en: Good Mall }
    greeting: { zh: 您好, en: Hello }
    suggestions: { zh: [怎么还], en: [How to repay] }
  facts:
    fee: { statement: { zh: 手续费是 12 元。, en: The fee is ¥12. }, source: a, date: 2026-01-01 }
    time: { statement: { zh: 七个工作日内答复。, en: An answer takes seven working days. }, source: a, date: 2026-01-01 }
`;

const START = "start: { phrases: [甲] }\n";

const findings = (say: Readonly<Record<"zh" | "en", string>>, facts = "") => {
  const step = `  - say: ${JSON.stringify(say)}\n${facts === "" ? "" : `    facts: [${facts}]\n`}`;
  return findingsOf("text-literal", { bot, dialogs: { a: `${START}steps:\n${step}` } });
};

test("a figure that no fact states is told of where it stands", () => {
  const dialogs = { a: `${START}steps:\n  - say:\n      zh: 手续费是 12 元\n      en: The fee is low\n` };
  expect(findingsOf("text-literal", { bot, dialogs })).toEqual([
    'dialogs/a.yaml:6:16 warning [text-literal] "12 元" is written into the text, and no fact is named that states it.\n' +
      "    Write it into a fact of bot.yaml and name that under `facts:`, or fill it in from a slot or a call.",
  ]);
});

describe("a fact that the step names", () => {
  const low = { zh: "手续费是 12 元", en: "The fee is ¥12" };

  test("may state the figure, in other words and another language", () => {
    expect(findings(low, "fee")).toEqual([]);
    expect(findings({ zh: "7 个工作日内答复", en: "Within 7 business days" }, "time")).toEqual([]);
  });

  test("has to state that figure, and to be named", () => {
    expect(findings(low, "time")).toHaveLength(2);
    expect(findings(low, "time")[0]).toContain('"time" does not state it');
    expect(findings({ ...low, en: "The fee is ¥13" }, "fee")).toHaveLength(1);
  });
});

test("what is filled in is no literal", () => {
  expect(
    findings({
      zh: "要还 {{ slots.amount }} 元{% if slots.tries > 30 %}。{% endif %}",
      en: "{{ slots.amount }} is due",
    }),
  ).toEqual([]);
});

test("one text for both languages is told of once", () => {
  const dialogs = { a: `${START}steps: [{ say: 24小时内答复 }]\n` };
  expect(findingsOf("text-literal", { bot, dialogs })).toHaveLength(1);
});

test("in a check, the facts of the remedy count, and its line is found", () => {
  const check = (facts: string) =>
    findingsOf("text-literal", {
      bot,
      dialogs: {
        a: `${START}steps:\n  - id: fee\n    facts: [${facts}]\n    check:\n      title: { zh: 费用, en: Fee }\n      say: { zh: 手续费是12元, en: It costs ¥12 }\n`,
      },
    }).map((line) => line.split(" ")[0]);
  expect(check("fee")).toEqual([]);
  expect(check("time")).toEqual(["dialogs/a.yaml:9:22", "dialogs/a.yaml:9:40"]);
});
