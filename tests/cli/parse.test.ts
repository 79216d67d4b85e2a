import { expect, test } from "vitest";
import { describeUnderstanding } from "../../src/cli/parse.ts";
import { unknownText } from "../support/understandings.ts";

test("the article that answers a text is shown before the intents it might have been", () => {
  const understanding = { ...unknownText(["none", 0.9]), article: { name: "privacy", score: 0.84 } };
  expect(describeUnderstanding(understanding)).toEqual([
    "unknown: no intent is likely enough (zh) ",
    "  0.840 article privacy",
    "  0.900 none",
  ]);
});

test("a text without one is shown without", () => {
  expect(describeUnderstanding(unknownText(["none", 0.9])).join("\n")).not.toContain("article");
});
