import { commonReading } from "../../text/pinyin.ts";
import type { Renaming } from "./draft.ts";

/** What can be named in our files; each kind has its own rules. */
export type NameKind = "intent" | "entity" | "dialog" | "step" | "slot" | "value" | "action";

/** Gives names of ours to the things of another product: valid ones, each to one thing, the same whenever it is asked. */
export interface Names {
  /** @param original what it is called there; Chinese is spelt in pinyin */
  readonly nameOf: (original: string) => string;
  /** What is called otherwise now, in the order of asking. */
  readonly renamed: () => readonly Renaming[];
}

/**
 * @param taken names of ours that are in use already
 */
export function namesOf(kind: NameKind, taken: readonly string[] = []): Names {
  const rule = rules[kind];
  const given = new Map<string, string>();
  const used = new Set([...taken, ...rule.reserved]);
  return {
    nameOf: (original) => {
      const known = given.get(original);
      if (known !== undefined) return known;
      const name = unused(rule.form(original) || rule.form(kind), rule, used);
      used.add(name);
      given.set(original, name);
      return name;
    },
    renamed: () =>
      [...given].filter(([from, to]) => from !== to).map(([from, to]) => ({ what: kind, from, to })),
  };
}

interface NameRule {
  /** A valid name made of a text; empty when nothing in the text can be written in letters. */
  readonly form: (original: string) => string;
  readonly reserved: readonly string[];
  /** What tells a second thing of the same name from the first. */
  readonly suffix: (number: number) => string;
}

/** A step or a dialog of such a name could not be gone to: as a target the word means something else. */
const TARGETS = ["next", "back", "end", "human", "bot"];

/** Shorter than the schemas allow, so that a suffix still fits and a list of files can be read. */
const MAX_LENGTH = 36;

const hyphened: NameRule = {
  form: (original) => joined(wordsOf(original, /[a-z0-9]+/gu), "-"),
  reserved: TARGETS,
  suffix: (number) => `-${number}`,
};

const letters: NameRule = {
  form: (original) =>
    fitted(
      original
        .split(/[./:]+/u)
        .map((part) => wordsOf(part, /[a-z]+/gu, spelt).join("_"))
        .filter((part) => part !== "")
        .join("."),
    ),
  reserved: [],
  suffix: (number) => `_${spelt(String(number)).trim().replaceAll(" ", "_")}`,
};

const rules: Readonly<Record<NameKind, NameRule>> = {
  intent: letters,
  action: letters,
  entity: hyphened,
  dialog: hyphened,
  // Steps without an id are known as s1, s2 …
  step: { ...hyphened, form: (original) => hyphened.form(original).replace(/^s(?=\d+$)/u, "step-") },
  slot: {
    form: (original) => joined(wordsOf(original, /[a-z0-9]+/gu), "_").replace(/^(?=\d)/u, "n"),
    reserved: [],
    suffix: (number) => `_${number}`,
  },
  value: {
    ...hyphened,
    form: (original) => joined(wordsOf(original, /[a-z0-9]+/giu, sameCase), "-"),
    reserved: [],
  },
};

function unused(name: string, { suffix }: NameRule, used: ReadonlySet<string>): string {
  if (!used.has(name)) return name;
  let number = 2;
  while (used.has(name + suffix(number))) number++;
  return name + suffix(number);
}

/** The words of a text in lower-case Latin letters; a Chinese character is a word of its own. */
function wordsOf(text: string, word: RegExp, rewrite: (text: string) => string = lowerCase): string[] {
  const latin = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")
    .replace(/\p{Script=Han}/gu, (character) => ` ${commonReading(character)} `);
  return rewrite(latin).match(word) ?? [];
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}

/** Values are compared as they are, so theirs stays what it was. */
function sameCase(text: string): string {
  return text;
}

const DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/** Digits as words, for names that are made of letters alone. */
function spelt(text: string): string {
  return text.toLowerCase().replace(/[0-9]/gu, (digit) => ` ${DIGITS[Number(digit)]} `);
}

function joined(words: readonly string[], by: string): string {
  return fitted(words.join(by));
}

/** Cut after a whole word where there is one. */
function fitted(name: string): string {
  if (name.length <= MAX_LENGTH) return name;
  const cut = name.slice(0, MAX_LENGTH + 1).replace(/[._-][^._-]*$/u, "");
  return cut.length <= MAX_LENGTH ? cut : name.slice(0, MAX_LENGTH);
}
