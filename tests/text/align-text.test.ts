import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alignText } from "../../src/text/align-text.ts";
import { normalize } from "../../src/text/normalize.ts";

/** The part of what a customer typed that a part of the normalised text comes from. */
function originalOf(typed: string, part: string): string {
  const { normalized, originOf } = alignText(typed);
  const at = normalized.indexOf(part);
  const { start, end } = originOf({ start: at, end: at + part.length });
  return typed.slice(start, end);
}

describe("a part of the normalised text is found in what was typed", () => {
  test.each([
    ["full-width digits", "我要分１２期吧", "12期", "１２期"],
    ["behind emoji", "😭😭求求了分12期", "12期", "12期"],
    ["behind a flag and a family", "🇨🇳👨‍👩‍👧招行的卡", "招行", "招行"],
    ["behind a menu number", "1: 招行的卡", "招行", "招行"],
    ["Traditional characters", "想換成建設銀行的卡", "建设银行", "建設銀行"],
    ["capitals", "用ICBC的卡", "icbc", "ICBC"],
    ["a ligature and a sign of three letters", "㎞ﬁ招行", "招行", "招行"],
    ["a sign of three letters itself", "走㎞了", "km", "㎞"],
    ["invisible characters inside", "招\u200b商\u200b银行", "招商银行", "招\u200b商\u200b银行"],
    ["spaces between Han characters", "  招 商 银 行 的卡", "招商银行", "招 商 银 行"],
    ["an accent of its own", "cafe\u0301的招行", "招行", "招行"],
    ["Korean syllables in parts", "\u1112\u1161\u11ab 招行", "招行", "招行"],
    ["repeated marks in front", "。。。。！！！！招行", "招行", "招行"],
    ["a nod that is a word", "👍👍", "好的", "👍👍"],
  ])("%s", (_, typed, part, original) => {
    expect(originalOf(typed, part)).toBe(original);
  });
});

const pieces = fc.constantFrom(
  ..."还款１２期😭👍。！、1:# -／後乾隆頭髮ＡΣσİﬁ㎞é\u0301\u200b\u1112\u1161\ud83d\n招商銀行".split(""),
);
const typed = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: pieces, maxLength: 60 }),
);

test("a message of letters, digits and single spaces is normalised as step by step", () => {
  const unit = fc.constantFrom("a", "Z", "7", "還", "款", "后", " ", "?", "？");
  fc.assert(
    fc.property(fc.string({ unit, minLength: 1, maxLength: 12 }), (text) => {
      // What cannot be mistaken for such a message goes through all the steps.
      expect(normalize(text)).toBe(normalize(`${text}\u200b`));
      expect(alignText(text).normalized).toBe(normalize(text));
    }),
  );
});

test("any text is normalised as ever, and its parts come from parts of it in their order", () => {
  fc.assert(
    fc.property(typed, (text) => {
      const { normalized, originOf } = alignText(text);
      expect(normalized).toBe(normalize(text));
      let before = { start: 0, end: 0 };
      for (let at = 0; at < normalized.length; at++) {
        const { start, end } = originOf({ start: at, end: at + 1 });
        expect(start).toBeGreaterThanOrEqual(before.start);
        expect(end).toBeGreaterThanOrEqual(before.end);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        before = { start, end };
      }
    }),
    { numRuns: 500 },
  );
});

test("what is no part of the normalised text has no origin", () => {
  expect(() => alignText("还款").originOf({ start: 1, end: 3 })).toThrow(RangeError);
});
