import BayesClassifier from "natural/lib/natural/classifiers/bayes_classifier.js";
import type { Language } from "../kernel/language.ts";
import { NONE } from "../kernel/understanding.ts";
import { englishWords, stem } from "../text/english.ts";
import { normalize } from "../text/normalize.ts";
import { segmenter } from "../text/segment.ts";
import type { Engine } from "./benchmark.ts";

/** The naive Bayes classifier of the `natural` package, fed with our tokens: a peer to measure against. */
export const naturalBayes: Engine = {
  name: "natural-bayes",
  train(rows, language) {
    const tokenize = tokenizerFor(language);
    const classifier = new BayesClassifier();
    for (const { text, intent } of rows) classifier.addDocument(tokenize(text), intent);
    classifier.train();
    return {
      sizeBytes: JSON.stringify(classifier).length,
      rank(text) {
        const found = classifier.getClassifications(tokenize(text));
        const total = found.reduce((sum, { value }) => sum + value, 0);
        const probability = (value = 0) => (total === 0 ? 0 : value / total);
        return {
          names: found.map(({ label }) => label),
          confidence: probability(found[0]?.value),
          outOfScope: 1 - probability(found.find(({ label }) => label !== NONE)?.value),
        };
      },
    };
  },
};

/** Every token starts with a letter: tokens that look like integers would shift natural's feature order. */
function tokenizerFor(language: Language): (text: string) => readonly string[] {
  const segment = segmenter([]);
  return (text) => {
    const normalized = normalize(text);
    const words = language === "zh" ? segment(normalized) : englishWords(normalized).map(stem);
    return words.map((word) => `w${word}`);
  };
}
