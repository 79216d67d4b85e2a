import type { ListEntity, ListValue } from "../../kernel/entities.ts";
import { languages } from "../../kernel/language.ts";
import { normalize } from "../../text/normalize.ts";
import type { ReadAloud } from "../../text/pinyin.ts";
import { isHan, soundOf, tokensOf } from "./text-units.ts";

/** One of the names of a value, taken apart as texts are. */
export interface ListName {
  readonly value: string;
  readonly tokens: readonly string[];
  /** Whether it is written in Han characters alone. */
  readonly isHan: boolean;
  /** A syllable for each character, as it is read and as `soundOf` has it; none unless all are Han characters. */
  readonly syllables: readonly string[];
  readonly sounds: readonly string[];
}

/** A name of one character would be found inside other words. */
const SHORTEST_NAME = 2;

/** Every name of every value: its label and its synonyms, in all languages. */
export function namesOf({ values }: ListEntity, readAloud: ReadAloud): readonly ListName[] {
  return values.flatMap((value) => {
    const written = new Set(writtenNames(value).map(normalize));
    return [...written]
      .filter((name) => name.length >= SHORTEST_NAME)
      .flatMap((name) => {
        const tokens = tokensOf(name).map(({ text }) => text);
        if (tokens.length === 0) return [];
        const allHan = tokens.every(isHan);
        const syllables = allHan ? readAloud(tokens.join("")) : [];
        return [{ value: value.value, tokens, isHan: allHan, syllables, sounds: syllables.map(soundOf) }];
      });
  });
}

function writtenNames({ label, synonyms }: ListValue): readonly string[] {
  return languages.flatMap((language) => [label[language], ...synonyms[language]]);
}
