/** What the authors know about the words of their domain. Read from `intents/_lexicon.yaml`. */
export interface Lexicon {
  /** Words that segmentation must keep whole. */
  readonly words: readonly string[];
  /** A concept's main word and the words that mean much the same, in either language. */
  readonly synonyms: Readonly<Record<string, readonly string[]>>;
  /** The word that was meant, and the ways in which customers mistype it. */
  readonly confusables: Readonly<Record<string, readonly string[]>>;
  /** A word and its toneless reading, syllables parted by spaces: `{ 还款: "huan kuan" }`. */
  readonly polyphones: Readonly<Record<string, string>>;
  /** Greetings and courtesies that stand around a request without changing it. */
  readonly polite: { readonly zh: readonly string[]; readonly en: readonly string[] };
}

export const emptyLexicon: Lexicon = {
  words: [],
  synonyms: {},
  confusables: {},
  polyphones: {},
  polite: { zh: [], en: [] },
};
