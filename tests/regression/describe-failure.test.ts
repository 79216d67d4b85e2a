import { expect, test } from "vitest";
import { describeFailure } from "../../src/regression/describe-failure.ts";
import { understood } from "../support/understandings.ts";
import { run } from "./run-talk.ts";

test("a failure tells where, what, both transcripts, and what was made of the text before it", () => {
  const report = describeFailure(run("- me: 还款\n- bot: 付清"));
  expect(report).toMatch(/^tests\/dialogs\/s\.test\.yaml:6 Expected a text with "付清"/u);
  expect(report).toMatch(/^ {2}me: 还款 +≠ me: 还款$/mu);
  expect(report).toMatch(/\n {2}understood "还款": sure \(clear\)\n {4}intents: repay 0\.80$/u);
});

test("a failure tells of the nearest utterance and the answer that was heard, when there are some", () => {
  const evidence = { utterance: "怎么还款", similarity: 0.871, matches: [], uncalibrated: 0.5 };
  const intents = ["a", "b", "c", "d"].map((name) => ({ name, confidence: 0.2, evidence }));
  const report = describeFailure(run("- me: 还款\n- bot: 付清"), {
    ...understood("a"),
    intents,
    yesno: "no",
  });
  expect(report).toContain(
    '  understood "还款": sure (clear), as an answer: no\n    intents: a 0.20, b 0.20, c 0.20\n    nearest utterance: "怎么还款" (similarity 0.87)',
  );
});

test("a wrong understanding is told, too, though the bot has not answered yet", () => {
  expect(describeFailure(run("- { me: 还款, nlu: { intent: card } }"))).toContain(
    'understood "还款": sure (clear)',
  );
});

test("after a tap there is nothing to say of words", () => {
  expect(describeFailure(run("- me: 还款\n- me: { tap: 是的 }\n- bot: 付清"))).not.toContain("understood");
});

test("of a case that passed there is nothing to say", () => {
  expect(describeFailure(run("- me: 还款"))).toBe("");
});
