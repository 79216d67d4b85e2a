import type { Random } from "../random.ts";
import { dressing } from "./dressing.ts";
import { type Perturbation, pick, splice } from "./perturbation.ts";

/**
 * The ways in which English-speaking customers vary what they write.
 *
 * @param utterances what the authors wrote; a typo never makes one of its words of another
 */
export function englishPerturbations(utterances: readonly string[]): readonly Perturbation[] {
  const words = new Set(utterances.flatMap((text) => text.toLowerCase().match(/[a-z]+/gu) ?? []));
  const typo = (misspell: Misspell) => (text: string, random: Random) =>
    misspellWord(text, random, misspell, words);
  return [
    {
      name: "swapped-letters",
      does: "two neighbouring letters of a long word swapped",
      perturb: typo((word, at) => splice(word, at, 2, `${word[at + 1] ?? ""}${word[at] ?? ""}`)),
    },
    {
      name: "dropped-letter",
      does: "a letter of a long word left out",
      perturb: typo((word, at) => splice(word, at, 1, "")),
    },
    {
      name: "doubled-letter",
      does: "a letter of a long word typed twice",
      perturb: typo((word, at) => splice(word, at, 0, word[at] ?? "")),
    },
    {
      name: "apostrophes",
      does: "apostrophes left out, or put in where the author left them out: dont, don't",
      perturb: (text) =>
        /['’]/u.test(text)
          ? text.replace(/['’]/gu, "")
          : text.replace(CONTRACTION, (word) => splice(word, word.length - tailOf(word), 0, "'")),
    },
    { name: "upper-case", does: "all in upper case", perturb: (text) => text.toUpperCase() },
    { name: "spelling", does: "British spelling for American and the other way round", perturb: respell },
    {
      name: "courtesies",
      does: "hi before or please after",
      perturb: (text, random) =>
        random() < 0.5 ? `${pick(GREETINGS, random)}${text}` : `${text}${pick(PLEASE, random)}`,
    },
    {
      name: "trailing-dots",
      does: "dots or marks at the end",
      perturb: (text, random) => text + (pick(DOTS, random) ?? ""),
    },
    {
      name: "no-spaces",
      does: "no space after marks: hi,how do i pay",
      perturb: (text) => text.replace(/(?<=\p{L}\p{P}) +(?=\p{L})/gu, ""),
    },
    ...dressing,
  ];
}

type Misspell = (word: string, at: number) => string;

const GREETINGS = ["hi, ", "hello ", "hi there, ", "hey ", "please "];
const PLEASE = [" please", ", thanks", " pls", " thank you", ", please"];
const DOTS = ["...", "..", "…", "!!", "??"];

/** Those that are no other word without their apostrophe, as "well" and "its" are. */
const CONTRACTION =
  /\b(?:(?:ca|do|wo|is|does|did|has|have|had|was|were|could|would|should|are)nt|im|ive|youre|theyre|whats|wheres|hows|thats|theres)\b/giu;

/** How many letters stand behind the apostrophe: "t" in don't, "re" in you're. */
function tailOf(contraction: string): number {
  return /(?:re|ve)$/iu.test(contraction) ? 2 : 1;
}

/** First letters are rarely mistyped, and words of four letters have too many neighbours. */
const LONG_WORD = /(?<![\p{L}'’])[a-z]{5,}(?![\p{L}'’])/giu;

function misspellWord(text: string, random: Random, misspell: Misspell, words: ReadonlySet<string>): string {
  const typos = [...text.matchAll(LONG_WORD)].flatMap(({ 0: word, index }) =>
    Array.from({ length: word.length - 2 }, (_, place) => misspell(word, place + 1))
      .filter((typed) => typed !== word && !words.has(typed.toLowerCase()))
      .map((typed) => splice(text, index, word.length, typed)),
  );
  return pick(typos, random) ?? text;
}

/** British stem, American stem. A stem stands at the beginning of a word; its endings stay. */
const SPELLINGS: readonly (readonly [string, string])[] = [
  ["instalment", "installment"],
  ["cancelled", "canceled"],
  ["cancelling", "canceling"],
  ["authoris", "authoriz"],
  ["recognis", "recogniz"],
  ["unrecognis", "unrecogniz"],
  ["apologis", "apologiz"],
  ["organis", "organiz"],
  ["finalis", "finaliz"],
  ["favour", "favor"],
  ["colour", "color"],
  ["behaviour", "behavior"],
  ["centre", "center"],
  ["enrol", "enroll"],
  ["fulfil", "fulfill"],
  ["labelled", "labeled"],
  ["licence", "license"],
  ["programme", "program"],
  ["cheque", "check"],
];

const SPELLING_OF: ReadonlyMap<string, string> = new Map(
  SPELLINGS.flatMap(([british, american]): [string, string][] => [
    [british, american],
    // Not back: an American check is mostly something else.
    ...(british === "cheque" ? [] : [[american, british] satisfies [string, string]]),
  ]),
);

/** Longest first, or "enrol" would be found in "enroll". */
const STEM = new RegExp(
  `\\b(?:${[...SPELLING_OF.keys()].sort((one, other) => other.length - one.length).join("|")})`,
  "giu",
);

function respell(text: string): string {
  return text.replace(STEM, (stem) => SPELLING_OF.get(stem.toLowerCase()) ?? stem);
}
