import type { EntityRule } from "./entity-rule.ts";
import { ANY_DIGIT, commonness, type NeededSigns, neededSigns } from "./needed-signs.ts";

/** The rules that may match a text, in their order; those left out match no part of it. */
export type RulesFor = (normalized: string) => readonly EntityRule[];

/** A set of numbered signs: sign `n` is bit `n % 32` of word `n >> 5`. */
type Signs = Int32Array;

interface Condition {
  readonly rule: EntityRule;
  /** A text has a sign of each of these, the least common first, or the rule cannot match. */
  readonly oneOfEach: readonly Signs[];
  readonly digits: number;
}

/**
 * Sorts rules out by the signs they need: one pass over a text's characters in place of a hundred patterns. Of these, a Chinese
 * question with a number in it is left with ten, and an English one with thirty.
 */
export function worthTrying(rules: readonly EntityRule[]): RulesFor {
  let sorter: RulesFor | undefined;
  return (normalized) => {
    // Reading the patterns takes 20 ms, which no start has to wait for.
    sorter ??= sorterOf(rules);
    return sorter(normalized);
  };
}

function sorterOf(rules: readonly EntityRule[]): RulesFor {
  const needed = rules.map(({ pattern }) => neededSigns(pattern));
  const numbers = numbered(needed);
  const words = (numbers.size >> 5) + 1;
  const conditions = rules.map((rule, place) => conditionOf(rule, needed[place], numbers, words));

  return (normalized) => {
    const present = new Int32Array(words);
    const digits = markSigns(normalized, numbers, present);
    const open: EntityRule[] = [];
    for (const condition of conditions) if (mayMatch(condition, present, digits)) open.push(condition.rule);
    return open;
  };
}

/** By UTF-16 unit. */
type Numbers = ReadonlyMap<number, number>;

function numbered(needed: readonly NeededSigns[]): Numbers {
  const signs = new Set(needed.flatMap(({ oneOfEach }) => oneOfEach.flatMap((each) => [...each])));
  return new Map([...signs].map((sign, number) => [sign.charCodeAt(0), number]));
}

function conditionOf(
  rule: EntityRule,
  needed: NeededSigns = { oneOfEach: [], digits: 0 },
  numbers: Numbers,
  words: number,
): Condition {
  const rareFirst = [...needed.oneOfEach].sort((a, b) => commonness(a) - commonness(b));
  const oneOfEach = rareFirst.map((signs) => {
    const marked = new Int32Array(words);
    for (const sign of signs) mark(marked, numbers.get(sign.charCodeAt(0)));
    return marked;
  });
  return { rule, oneOfEach, digits: needed.digits };
}

/** Marks what stands in the text, and counts its digits. */
function markSigns(text: string, numbers: Numbers, present: Signs): number {
  let digits = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const isDigit = unit >= FIRST_DIGIT && unit <= LAST_DIGIT;
    if (isDigit) digits++;
    mark(present, numbers.get(isDigit ? FIRST_DIGIT : unit));
  }
  return digits;
}

const FIRST_DIGIT = ANY_DIGIT.charCodeAt(0);
const LAST_DIGIT = FIRST_DIGIT + 9;

function mark(signs: Signs, number: number | undefined): void {
  if (number !== undefined) signs[number >> 5] = (signs[number >> 5] ?? 0) | (1 << (number & 31));
}

function mayMatch(condition: Condition, present: Signs, digits: number): boolean {
  if (digits < condition.digits) return false;
  for (const signs of condition.oneOfEach) {
    let has = 0;
    for (let word = 0; word < present.length; word++) has |= (signs[word] ?? 0) & (present[word] ?? 0);
    if (has === 0) return false;
  }
  return true;
}
