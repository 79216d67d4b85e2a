import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { flowText, scalarText } from "../../src/regression/yaml-text.ts";

describe("a text in YAML", () => {
  test.each(["还款", "好了？", "「我的订单」在哪", "Is it open?", "（可选）"])(
    "stands as it is: %s",
    (text) => {
      expect(scalarText(text)).toBe(text);
    },
  );

  test.each([
    "好了, 下一步",
    "a: b",
    "a #b",
    "12",
    "yes: ",
    "null",
    "true",
    "- a",
    "{a}",
    "a\nb",
    " a",
    "",
    "“好”",
    "a:",
    "~",
    "*a",
    "1e3",
  ])("stands in quotes where it would be read as something else: %j", (text) => {
    expect(scalarText(text)).toBe(JSON.stringify(text));
  });

  test("is read as what it was, whatever it is", () => {
    const word = fc.oneof(
      fc.string(),
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("还款: 好", "a, b", "x #y"),
    );
    fc.assert(
      fc.property(word, (text) => {
        const written = scalarText(text);
        expect(parse(`- { a: ${written}, b: [${written}, 1] }`)).toEqual([{ a: text, b: [text, 1] }]);
        expect(parse(`a: ${written}\n`)).toEqual({ a: text });
      }),
    );
  });
});

test("a value in YAML stands on one line, and leaves out what is not there", () => {
  expect(flowText({ bot: { step: "a#b", text: undefined, buttons: ["好", "a, b"] }, n: 1, on: null })).toBe(
    '{ bot: { step: a#b, buttons: [好, "a, b"] }, n: 1, on: null }',
  );
});
