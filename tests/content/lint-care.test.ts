import { describe, expect, test } from "vitest";
import { findingsOf, problemsOf } from "../support/problems.ts";

const dialogs = { a: "start: { intents: [a.one] }\nsteps: [{ say: 好 }]\n" };

const shadowed = (care: string) => findingsOf("care-shadowed", { dialogs, care });

describe("an intent among the signs of trouble", () => {
  const findings = (intents: string) =>
    problemsOf({ dialogs, care: `fraud: { words: [被骗], intents: [${intents}] }\n` });

  test("that does not exist is an error", () => {
    expect(findings("a.one, a.on")).toEqual([
      expect.stringMatching(
        /^dialogs\/_patterns\.yaml:\d+:42 error \[intent-missing\] There is no intent "a\.on"\.\n {4}Did you mean "a\.one"\?$/u,
      ),
    ]);
  });

  test("that exists is in order", () => {
    expect(findings("a.one")).toEqual([]);
  });

  test("that a more urgent kind has, too, is told of", () => {
    expect(shadowed("fraud: { intents: [a.one] }\nother: { intents: [a.one] }\n")).toEqual([
      expect.stringContaining('"a.one" is a sign of "fraud" already, which is more urgent.'),
    ]);
  });
});

describe("a word among the signs of trouble", () => {
  const words = (urgent: string, other: string) =>
    shadowed(`urgent: { words: [${urgent}] }\nother: { words: [${other}] }\n`);

  test("that holds one of a more urgent kind is told of, since it is never met as its own", () => {
    expect(words("被骗", "盗刷, 被骗子催收")).toEqual([
      expect.stringMatching(
        /^dialogs\/_patterns\.yaml:\d+:24 warning \[care-shadowed\] Whoever writes this is met as "urgent": "被骗" is in it\./u,
      ),
    ]);
  });

  test("that is part of a more urgent one is in order", () => {
    expect(words("被骗子威胁", "被骗")).toEqual([]);
  });

  test("of English holds another only as whole words", () => {
    expect(words("debt", "debt collector")).toHaveLength(1);
    expect(words("debt", "indebted")).toEqual([]);
  });

  test("without a letter is told of, since it is never found", () => {
    expect(findingsOf("care-empty", { dialogs, care: "other: { words: [催收, 「」] }\n" })).toEqual([
      expect.stringMatching(
        /^dialogs\/_patterns\.yaml:11:\d+ warning \[care-empty\] This has no letter or digit, and is never found\./u,
      ),
    ]);
  });

  test("may hold another of its own kind", () => {
    expect(words("被骗, 被骗了", "催收")).toEqual([]);
  });
});
