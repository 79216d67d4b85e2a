import { expect, test } from "vitest";
import { frequentWords } from "../../src/text/frequent-words.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test("keeps the lines of words that occur often enough, as they are and in their order", () => {
  const dictionary = "分期 120 n\n一号店 3 nr\n还款 5 v\n还 4 v\n";
  expect(decode(frequentWords(encode(dictionary), 5))).toBe("分期 120 n\n还款 5 v\n");
});

test("takes a last line without its end, and leaves out lines without a number", () => {
  expect(decode(frequentWords(encode("分期\n还款 7 v"), 1))).toBe("还款 7 v");
});

test("nothing stays of an empty dictionary", () => {
  expect(frequentWords(new Uint8Array(), 1)).toHaveLength(0);
});
