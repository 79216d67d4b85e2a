import PorterStemmer from "natural/lib/natural/stemmers/porter_stemmer.js";
import AggressiveTokenizer from "natural/lib/natural/tokenizers/aggressive_tokenizer.js";

const tokenizer = new AggressiveTokenizer();

/** The words of a normalised English text. Apostrophes go: customers leave them out of can't and what's. */
export function englishWords(normalized: string): readonly string[] {
  return tokenizer
    .tokenize(normalized.replace(/[’']/gu, "").replace(/[-/]/gu, " "))
    .filter((word) => /[a-z0-9]/u.test(word));
}

/** A word without its endings, as Porter's algorithm cuts them: `repayments` -> `repay`. */
export function stem(word: string): string {
  return PorterStemmer.stem(word);
}
