/**
 * The labelled expressions, which the tests of our rules share: tests/nlu/entities/expressions.json.
 *
 * @typedef {"zh" | "en"} Language
 * @typedef {Readonly<Record<string, Readonly<Record<string, string>>>>} ByKind
 * @typedef {{
 *   alone: ByKind, sentences: Readonly<Record<string, readonly (readonly [string, string, string])[]>>,
 *   nothing: readonly string[], beyond: ByKind
 * }} Expressions
 * @typedef {{ language: Language, text: string, kind: string, expression: string, value: string }} Labelled
 */
import { readFileSync } from "node:fs";

/** @type {Readonly<Record<Language, Expressions>>} */
const all = JSON.parse(
  readFileSync(new URL("../../tests/nlu/entities/expressions.json", import.meta.url), "utf8"),
);

/** Every expression, on its own or within a sentence; what our rules are known to miss is among them. */
export const labelled = [...inLanguage("zh"), ...inLanguage("en")];

/** Texts without any entity. @type {readonly { language: Language, text: string }[]} */
export const empty = [...emptyIn("zh"), ...emptyIn("en")];

/** @param {Language} language @returns {Labelled[]} */
function inLanguage(language) {
  const { alone, sentences, beyond } = all[language];
  const within = Object.entries(sentences).flatMap(([text, entities]) =>
    entities.map(([kind, expression, value]) => ({ language, text, kind, expression, value })),
  );
  return [...onTheirOwn(language, alone), ...onTheirOwn(language, beyond), ...within];
}

/** @param {Language} language @param {ByKind} byKind @returns {Labelled[]} */
function onTheirOwn(language, byKind) {
  return Object.entries(byKind).flatMap(([kind, values]) =>
    Object.entries(values).map(([text, value]) => ({ language, text, kind, expression: text, value })),
  );
}

/** @param {Language} language */
function emptyIn(language) {
  return all[language].nothing.map((text) => ({ language, text }));
}
