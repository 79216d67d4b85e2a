import { describe, expect, test } from "vitest";
import { readTestFiles } from "../src/cli/test-files.ts";
import { packageRoot } from "../src/publication.ts";
import { runCase } from "../src/regression/run-case.ts";
import type { DialogCase } from "../src/regression/suite.ts";
import type { TalkTurn } from "../src/regression/test-schema.ts";
import { defineDialogTests, failureOf } from "./support/define-dialog-tests.ts";
import { realBot } from "./support/real-bot.ts";

const published = await realBot();
const { bot, understand } = published;
const cases = defineDialogTests(published, await readTestFiles(packageRoot, []));

/** Fewer than these would leave a branch of a main dialog without a conversation. */
const LEAST_CASES = 60;

test(`the dialogs are proven by at least ${LEAST_CASES} conversations, each under a name of its own`, () => {
  expect(cases.length).toBeGreaterThanOrEqual(LEAST_CASES);
  const names = cases.map(({ suite, name }) => `${suite}: ${name}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test("a step that was never reached fails, and the report shows what was expected beside what was said", () => {
  const { spoilt, at } = spoil((turn) =>
    "bot" in turn && typeof turn.bot === "object" && turn.bot.step === "identity"
      ? { bot: { step: "bank" } }
      : undefined,
  );
  const result = runCase(bot, understand, spoilt);
  expect(result.passed).toBe(false);
  const report = failureOf(published, result);
  expect(report).toContain("Expected step bank, but installment-unavailable#");
  expect(report).toContain(`${at.file}:${at.line}`);
  const lines = report.split("\n");
  expect(lines.some((line) => /^ +expected +actual$/u.test(line))).toBe(true);
  expect(lines.some((line) => /^ +me: (.+?) +≠ me: \1/u.test(line))).toBe(true);
  expect(lines.some((line) => /^ +bot: \{"step":"bank"\} +≠ bot: /u.test(line))).toBe(true);
  expect(report).toMatch(/^ {2}understood ".+": \w+ \(\w+\)/mu);
  expect(report).toMatch(/^ {4}nearest utterance: ".+" \(similarity [\d.]+\)$/mu);
});

describe("a conversation fails whose author was wrong about", () => {
  const wrongs: Readonly<Record<string, (turn: TalkTurn) => TalkTurn | undefined>> = {
    "what the bot says": (turn) => ("bot" in turn ? { bot: "一句谁也没说过的话" } : undefined),
    "the buttons": (turn) => ("bot" in turn ? { bot: { buttons: ["没有这个按钮"] } } : undefined),
    "a button to tap": (turn) =>
      "me" in turn && typeof turn.me === "object" ? { me: { tap: "没有这个按钮" } } : undefined,
    "the intent": (turn) =>
      "me" in turn && turn.nlu?.intent !== undefined ? { ...turn, nlu: { intent: "none" } } : undefined,
    "a yes and a no": (turn) =>
      "me" in turn && turn.nlu?.yesno === "no" ? { ...turn, nlu: { yesno: "yes" } } : undefined,
    "a silence": (turn) => ("bot" in turn ? { silent: true } : undefined),
    "the reason for a person": (turn) =>
      "handoff" in turn ? { handoff: { reason: "别的原因" } } : undefined,
    "what is never said": (turn) => ("bot" in turn ? { never: turn.bot } : undefined),
    "all the buttons": (turn) => ("bot" in turn ? { bot: { only: ["没有这个按钮"] } } : undefined),
    "what is noted": (turn) => ("bot" in turn ? { slots: { "no-such-slot": true } } : undefined),
    "what was looked up": (turn) => ("bot" in turn ? { calls: [{ action: "no.such" }] } : undefined),
    "what has been tried": (turn) =>
      "handoff" in turn ? { handoff: { brief: { tried: "别的办法" } } } : undefined,
    "a person who was not asked for": (turn) => ("end" in turn ? { handoff: true } : undefined),
    "a return to the bot": (turn) => ("handoff" in turn ? { returned: true } : undefined),
    "the outcome": (turn) =>
      "end" in turn && typeof turn.end === "object" && turn.end.outcome === "solved"
        ? { end: { outcome: "unsolved" } }
        : undefined,
  };
  for (const [what, wrong] of Object.entries(wrongs)) {
    test(what, () => {
      const { spoilt, at } = spoil(wrong);
      expect(runCase(bot, understand, spoilt).failure?.at).toEqual(at);
    });
  }
});

/** The first real conversation that passes and has a turn to get wrong, with it wrong, and where that stands. */
function spoil(wrong: (turn: TalkTurn) => TalkTurn | undefined): {
  readonly spoilt: DialogCase;
  readonly at: DialogCase["at"];
} {
  for (const dialogCase of cases) {
    const index = dialogCase.talk.findIndex(({ turn }) => wrong(turn) !== undefined);
    const placed = dialogCase.talk[index];
    const turn = placed === undefined ? undefined : wrong(placed.turn);
    if (placed === undefined || turn === undefined) continue;
    if (!runCase(bot, understand, dialogCase).passed) continue;
    return {
      spoilt: { ...dialogCase, talk: dialogCase.talk.with(index, { ...placed, turn }) },
      at: placed.at,
    };
  }
  throw new Error("No conversation that passes has such a turn.");
}
