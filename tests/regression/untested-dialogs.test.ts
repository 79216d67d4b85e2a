import { expect, test } from "vitest";
import { describeProblem } from "../../src/content/source.ts";
import { parseSuite } from "../../src/regression/suite.ts";
import { untestedDialogs } from "../../src/regression/untested-dialogs.ts";
import { smallBot } from "../support/small-bot.ts";

const bot = smallBot({
  dialogs: {
    refund: "start: { intents: [goods.back] }\nsteps:\n  - { id: first, say: 好 }\n",
    repay: "start: { phrases: [还款] }\nsteps: [{ say: 好 }]\n",
  },
});

const findings = (talk: string) => {
  const suite = parseSuite({ path: "a.test.yaml", text: `suite: a\ncases:\n  - name: a\n${talk}\n` });
  if (!("cases" in suite)) throw new Error(suite.problems.map(describeProblem).join("\n"));
  return untestedDialogs(bot, suite.cases);
};

test("a dialog that no test speaks of is told of at its name", () => {
  expect(findings("    talk: [{ me: 我要退货 }, { bot: { step: first } }]").map(describeProblem)).toEqual([
    'dialogs/refund.yaml:1:9 warning [dialog-untested] No dialog test speaks of "refund".\n' +
      "    Write down in tests/dialogs how it has to go: `start: refund`, or a customer's question.",
    'dialogs/repay.yaml:1:9 warning [dialog-untested] No dialog test speaks of "repay".\n' +
      "    Write down in tests/dialogs how it has to go: `start: repay`, or a customer's question.",
  ]);
});

test.each([
  "    start: refund\n    talk: [{ me: 好 }]",
  "    start: refund#first\n    talk: [{ me: 好 }]",
  "    talk: [{ bot: { dialog: refund } }]",
  "    talk: [{ bot: { step: refund#first } }]",
  "    talk: [{ end: { dialog: refund } }]",
  "    talk: [{ me: 我要退货, nlu: { intent: goods.back } }]",
])("one that a test names is tested: %s", (talk) => {
  expect(findings(talk).map(({ file }) => file)).toEqual(["dialogs/repay.yaml"]);
});

test("a row of a table may name it", () => {
  const talk =
    "    each: [{ which: refund }, { which: repay }]\n    start: '{which}'\n    talk: [{ me: 好 }]";
  expect(findings(talk)).toEqual([]);
});
