import { describe, expect, test } from "vitest";
import { problemsOf } from "../../support/problems.ts";
import { smallBotFiles } from "../../support/small-bot.ts";
import { breaches, refuted } from "./explored.ts";
import { planted } from "./planted.ts";

describe.each(planted)("$what", ({ law, faulty, step, line, mended }) => {
  test("is found at its place", () => {
    const [file] = smallBotFiles(faulty).filter(({ text }) => text.includes(line));
    const number = file?.text.split("\n").findIndex((written) => written.includes(line)) ?? 0;
    const found = breaches(law, faulty).map(({ at, step: name }) => `${at.file}:${at.line} ${name}`);
    expect(found).toContain(`${file?.path}:${number + 1} ${step}`);
  });

  test("is no more once it is mended", () => {
    expect(breaches(law, mended)).toEqual([]);
  });
});

const shown = planted.filter(({ law }) => law !== "step-reached");

test.each(shown)("a dialog test that fails at its last line shows $what", ({ law, faulty }) => {
  const { result } = refuted(law, faulty);
  expect(result.failure?.turn).toBe(result.case.talk.length - 1);
});

test("a call without a way for what takes too long does not even load", () => {
  const problems = problemsOf({
    actions: "shop.status:\n  about: Whether the shop is open.\n  outcomes: { open: {} }",
    dialogs: {
      a: "start: { intents: [a] }\nsteps:\n  - call: shop.status\n    outcomes: { open: end, error: end }\n",
    },
  });
  expect(problems.join("\n")).toContain(
    'dialogs/a.yaml:5:5 error [outcome-missing] The call of "shop.status" has no way for the outcome "timeout".',
  );
});
