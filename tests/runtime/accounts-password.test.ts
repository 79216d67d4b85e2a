import { expect, test } from "vitest";
import { checkPassword } from "../../src/runtime/account-password.ts";

test.each([
  ["three words", "a harbour at dawn"],
  ["words of Chinese", "海上升明月，天涯共此时。别忘了"],
  ["one letter more than the least", "tzkwpmrxvbqh"],
  ["digits that mean nothing to others", "837264519283"],
  ["what begins like the login", "bo-likes-herons-in-spring"],
  ["what begins as many do", "password is a heron"],
  ["the most there may be", `${"heron ".repeat(42)}1234`],
])("a password of %s is good", (_, password) => {
  checkPassword(password, "bo");
  checkPassword(password, "42");
});

test.each([
  ["short", "herons"],
  ["short, though a computer counts more", "😀😀😀😀😀😀😀😀😀😀😀"],
  ["too long", "heron ".repeat(43)],
  ["the login", "customer-care"],
  ["the login with a number", "Customer-Care2026!"],
  ["one letter", "aaaaaaaaaaaa"],
  ["one word again and again", "zap!zap!zap!zap!za"],
  ["counted", "1234567890123"],
  ["counted down", "9876543210987"],
  ["the alphabet", "abcdefghijklm"],
  ["common", "passwordpassword"],
  ["common with a year", "Password2026"],
  ["common in China", "woaini1314520"],
  ["common, written in full width", "ｐａｓｓｗｏｒｄ１２３４"],
  ["the keyboard's", "1qaz2wsx3edc"],
])("a password that is %s is refused", (_, password) => {
  expect(() => checkPassword(password, "customer-care")).toThrow(
    expect.objectContaining({ code: "PASSWORD_WEAK" }),
  );
});

test("what is said of a refused password does not repeat it", () => {
  for (const password of ["heron", "Password2026", "zap!zap!zap!zap!"]) {
    expect(() => checkPassword(password, "bo")).not.toThrow(password);
  }
});
