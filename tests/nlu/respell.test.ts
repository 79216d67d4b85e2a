import { describe, expect, test } from "vitest";
import { respeller } from "../../src/nlu/respell.ts";
import { countTexts, fitVocabulary } from "../../src/nlu/vocabulary.ts";

/** A vocabulary of stems, each in so many texts. */
function vocabularyOf(counts: Readonly<Record<string, number>>) {
  const texts = Object.entries(counts).flatMap(([stem, count]) => Array.from({ length: count }, () => stem));
  const { features, counted } = countTexts(texts, (stem) => [{ weight: 1, features: [`w${stem}`] }]);
  return { vocabulary: fitVocabulary(features, counted, "tf-idf").vocabulary, texts: texts.length };
}

const known = vocabularyOf({
  repai: 20,
  repair: 9,
  limit: 12,
  card: 30,
  cart: 6,
  fee: 15,
  due: 8,
  refnd: 1,
  refund: 7,
});
const respell = respeller(known.vocabulary, known.texts);

describe("a stem that is one slip away from a common one", () => {
  test.each([
    ["repi", "repai", "a letter left out"],
    ["limt", "limit", "a letter left out"],
    ["limiit", "limit", "a letter twice"],
    ["lmiit", "limit", "two letters swapped"],
    ["rwpai", "repai", "the key beside it"],
    ["refnd", "refund", "a slip that an author made, too"],
  ])("%s becomes %s: %s", (typed, meant) => {
    expect(respell(typed)).toBe(meant);
  });
});

describe("stays as it is:", () => {
  test.each([
    ["repair", "a word of its own, however near to another"],
    ["cart", "a word of its own, however rare beside its neighbour"],
    ["fe", "too short to tell"],
    ["xepai", "a wrong first letter, which fingers rarely miss"],
    ["weather", "near nothing"],
    ["1234", "a number"],
    ["", "nothing"],
  ])("%s, %s", (typed) => {
    expect(respell(typed)).toBe(typed);
  });
});
