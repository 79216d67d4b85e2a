import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bareText, normalize } from "../../src/text/normalize.ts";

describe("one form for what customers type", () => {
  test.each([
    ["full-width letters and digits", "ＡＰＰ里１２期", "app里12期"],
    ["Traditional Chinese", "為什麼不能分期還款", "为什么不能分期还款"],
    ["emoji", "怎么还款😭😭", "怎么还款"],
    ["a flag and a family", "🇨🇳怎么还👨‍👩‍👧款", "怎么还款"],
    ["a menu number", "1:怎么还款", "怎么还款"],
    ["a menu number with a hash", "3#怎么还款", "怎么还款"],
    ["several menu numbers", "1、2、怎么还款", "怎么还款"],
    ["a slash in front and behind", "/怎么还款/", "怎么还款"],
    ["spaces between characters", "怎 么  还\t款", "怎么还款"],
    ["shouting", "怎么还款？？？！！！", "怎么还款?!"],
    ["zero-width characters", "怎么​还款", "怎么还款"],
    ["English in capitals", "  HOW do I   Pay?? ", "how do i pay?"],
    ["nothing at all", " \n\t ", ""],
    ["emoji alone", "😀😀", ""],
  ])("%s", (_, typed, normalized) => {
    expect(normalize(typed)).toBe(normalized);
  });

  test("a time of day and a discount keep their numbers", () => {
    expect(normalize("12:00没扣款")).toBe("12:00没扣款");
    expect(normalize("3.5折还能分期")).toBe("3.5折还能分期");
  });

  test("half a surrogate pair and control characters do no harm", () => {
    expect(normalize("还\ud800款\u0000")).toBe("还款");
  });

  test("a novel is cut to a thousand characters", () => {
    expect(normalize("还款".repeat(5000))).toHaveLength(1000);
  });

  test("normalising twice changes nothing, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const once = normalize(text);
        expect(normalize(once)).toBe(once);
        expect(once.length).toBeLessThanOrEqual(1000);
      }),
    );
  });
});

test("bare text leaves letters and digits, and spaces between English words only", () => {
  expect(bareText("怎么还款?!")).toBe("怎么还款");
  expect(bareText("how do i pay, please?")).toBe("how do i pay please");
  expect(bareText("用 app 还款")).toBe("用app还款");
});
