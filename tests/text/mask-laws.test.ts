import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskPersonal } from "../../src/text/mask.ts";

test("what is masked already is not masked once more", () => {
  const written = fc.array(
    fc.constantFrom(
      ..."0123456789".split(""),
      ..." -.@a".split(""),
      "验证码",
      "是",
      "13912345678",
      "110101199003071233",
      "li@example.com",
    ),
  );
  fc.assert(
    fc.property(written, (parts) => {
      const numbers = parts.join("").replaceAll("验证码", "号");
      expect(maskPersonal(maskPersonal(numbers))).toBe(maskPersonal(numbers));
    }),
  );
});

test("any text can be read, and no valid number gets through between Chinese words", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(typeof maskPersonal(text)).toBe("string");
      const around = text.replace(/[\p{N}\p{L}\p{M}\p{Cf}@\s\p{Pd}().·‧・•_+%]/gu, "");
      expect(maskPersonal(`${around}号6225881234567898号${around}`)).toBe(`${around}号•••• 7898号${around}`);
    }),
  );
});

describe("however it is typed, of a made-up number only the ends are left:", () => {
  const digits = (length: number) =>
    fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
      .map((all) => all.join(""));
  const mark = fc.constantFrom(" ", "-", ".", " - ", "\u3000", "－", "–", "·", "\u200b", "");
  const width = fc.constantFrom("half", "full");
  const around = fc.constantFrom(
    ["", ""],
    ["我的是", "，谢谢"],
    ["my number is ", " thanks"],
    ["（", "）"],
    ["3, ", ", 4"],
  );
  /** The number in groups of these sizes. */
  const typed = (number: string, sizes: readonly number[], between: string, as: string) => {
    let from = 0;
    const groups = sizes.map((size) => number.slice(from, (from += size)));
    const written = [...groups, number.slice(from)].filter((group) => group !== "").join(between);
    if (as === "half") return written;
    return written.replace(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
  };

  test("a mobile number", () => {
    const shape = fc.constantFrom([3, 4], [3], [7], [4, 4], []);
    const number = fc.tuple(fc.integer({ min: 13, max: 19 }), digits(9)).map((parts) => parts.join(""));
    fc.assert(
      fc.property(number, shape, mark, width, around, (phone, sizes, between, as, [before, after]) => {
        const shown = `${phone.slice(0, 3)}••••${phone.slice(-4)}`;
        expect(maskPersonal(before + typed(phone, sizes, between, as) + after)).toBe(before + shown + after);
      }),
    );
  });

  test("a bank card", () => {
    const number = fc
      .tuple(fc.constantFrom("62", "4", "52", "9558"), digits(11))
      .map(([issuer, rest]) => withLuhnDigit((issuer + rest).slice(0, 15)));
    const shape = fc.constantFrom([4, 4, 4], [6], []);
    fc.assert(
      fc.property(number, shape, mark, width, around, (card, sizes, between, as, [before, after]) => {
        const hidden = maskPersonal(before + typed(card, sizes, between, as) + after);
        expect(hidden).toBe(`${before}•••• ${card.slice(-4)}${after}`);
      }),
    );
  });

  test("an ID number", () => {
    const day = fc.date({
      min: new Date("1930-01-01"),
      max: new Date("2024-12-31"),
      noInvalidDate: true,
    });
    const number = fc
      .tuple(fc.constantFrom("110101", "320506", "440304", "659001"), day, digits(3))
      .map(([place, born, order]) =>
        withIdSign(place + born.toISOString().slice(0, 10).replaceAll("-", "") + order),
      );
    const shape = fc.constantFrom([6, 8], [6, 4, 4], [6], [3, 3, 4, 4], []);
    fc.assert(
      fc.property(number, shape, mark, width, around, (id, sizes, between, as, [before, after]) => {
        const hidden = maskPersonal(before + typed(id, sizes, between, as) + after);
        expect(hidden).toBe(`${before}${id.slice(0, 3)}••••${id.slice(-2)}${after}`);
      }),
    );
  });

  /** The one digit that makes the sum of the doubled digits a multiple of ten. */
  function withLuhnDigit(start: string): string {
    const sum = [...start].reduce((total, sign, at) => {
      const digit = Number(sign) * (1 + ((start.length - at) % 2));
      return total + (digit > 9 ? digit - 9 : digit);
    }, 0);
    return start + ((10 - (sum % 10)) % 10);
  }

  /** The sign that leaves 1 when the number is read with powers of two as weights and divided by 11. */
  function withIdSign(start: string): string {
    const sum = [...start].reduce((total, sign, at) => total + Number(sign) * (2 ** (17 - at) % 11), 0);
    const rest = (12 - (sum % 11)) % 11;
    return start + (rest === 10 ? "X" : rest);
  }
});

describe("a text that is much longer than any message is read to its end, made of nothing but", () => {
  // What takes more than time in proportion to the text would not be through before the test's own limit.
  const LENGTH = 60_000;

  test.each([
    "1",
    "１",
    "1 ",
    "1-",
    "12 ",
    "138 ",
    "6222 ",
    "a",
    "@",
    "a@",
    "密码",
    "密码 ",
    "password ",
    "1 密码 ",
  ])("%s", (piece) => {
    const text = piece.repeat(LENGTH / piece.length);
    expect(maskPersonal(text).slice(0, 2 * piece.length)).toBe(text.slice(0, 2 * piece.length));
    expect(maskPersonal(`${text}，13912345678`).endsWith("，139••••5678")).toBe(true);
  });

  test.each([
    ["13912345678 ", "139••••5678 "],
    ["6225881234567898，", "•••• 7898，"],
    ["密码1234 ", "密码•••• "],
    ["li@example.com ", "l•••@example.com "],
  ])("%s", (piece, masked) => {
    const count = Math.ceil(LENGTH / piece.length);
    expect(maskPersonal(piece.repeat(count))).toBe(masked.repeat(count));
  });
});
