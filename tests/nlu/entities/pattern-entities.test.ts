import { describe, expect, test } from "vitest";
import { patternFinder } from "../../../src/nlu/entities/pattern-entities.ts";
import { linearPattern } from "../../../src/text/linear-pattern.ts";

/** What one pattern finds, with the words it stands in. */
function found(pattern: string, text: string): readonly (readonly [value: string, words: string])[] {
  const find = patternFinder({ type: "pattern", name: "ticket", sensitive: false, patterns: [pattern] });
  return find(text).map(({ value, start, end }) => [value, text.slice(start, end)]);
}

describe("a pattern finds", () => {
  test("what it matches, in either case", () => {
    expect(found("GD\\d{4}", "工单gd1234和Gd5678")).toEqual([
      ["gd1234", "gd1234"],
      ["Gd5678", "Gd5678"],
    ]);
  });

  test("the value in its groups", () => {
    expect(found("工单号?(gd)[ -]?(\\d+)(x)?", "我的工单gd-12")).toEqual([["gd12", "工单gd-12"]]);
  });

  test("the right place behind emoji and Han characters", () => {
    expect(found("t-(\\d+)", "😀👨‍👩‍👧还𠮷t-12的")).toEqual([["12", "t-12"]]);
  });

  test("nothing where it only matches the empty text", () => {
    expect(found("x*", "abc")).toEqual([]);
  });

  test("Han characters by their script", () => {
    expect(found("\\p{Han}+号", "a三百号b")).toEqual([["三百号", "三百号"]]);
  });
});

test("several patterns find what is longest, without overlaps", () => {
  const find = patternFinder({
    type: "pattern",
    name: "ticket",
    sensitive: false,
    patterns: ["\\d{4}", "gd\\d{6}"],
  });
  expect(find("gd123456 9999").map(({ value }) => value)).toEqual(["gd123456", "9999"]);
});

test("a pattern that would hang a backtracking engine is answered", () => {
  const text = `${"a".repeat(50_000)}b`;
  expect(found("(a+)+$", text)).toEqual([]);
  expect(found("(a|aa)+$", text)).toEqual([]);
  expect(found("(?:a+)+b$", text)).toHaveLength(1);
});

describe("a pattern is refused", () => {
  test.each([
    ["(a)\\1", "Back-references are not supported."],
    ["(?<year>\\d)-\\k<year>", "Back-references are not supported."],
    ["(?=a)b", "Look-around is not supported."],
    ["(?<!a)b", "Look-around is not supported."],
    ["(a{1000}){1000}", "It repeats something 1000 times; 200 is the most."],
    ["a{201}", "It repeats something 201 times; 200 is the most."],
    ["a{201,}", "It repeats something 201 times; 200 is the most."],
    ["((a{100}){100}){100}", "It is too large: repeats inside repeats multiply."],
    [`(?:${"[a-z0-9]x".repeat(40)}){200}`, "It is too large: repeats inside repeats multiply."],
    ["a".repeat(501), "It is longer than 500 characters."],
    ["(a", "It is no regular expression: missing closing ): `(a`."],
  ])("%s", (pattern, message) => {
    expect(linearPattern(pattern)).toMatchObject({ message });
    expect(() => found(pattern, "a")).toThrow(message);
  });
});
