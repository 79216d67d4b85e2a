import type { CoreOf } from "./lint-repeats.ts";
import type { Problem } from "./source.ts";
import { nameUtterance, type WrittenUtterance } from "./written-utterance.ts";

/** In shorter texts a letter is a word, and another letter another question: 怎么还款 is not 怎么退款. */
const MIN_LETTERS = { zh: 6, en: 12 } as const;

/** Longer texts are hardly ever alike by chance, and cost the most to compare. In letters. */
const MAX_LETTERS = 60;

/** 解决了 and 没解决 are one character apart, and that is the point. */
const NEGATIONS = /[不没未别无非]/u;

/**
 * Utterances of different intents that differ by next to nothing: by courtesies, by their order, by one letter. A pair
 * is in order when one of the two stands under the `not:` of the other's intent.
 *
 * Pairs are found by looking up what their texts have in common, never by comparing all with all.
 */
export function lintNear(
  utterances: readonly WrittenUtterance[],
  coreOf: CoreOf,
  denied: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Problem[] {
  const told = new Set<string>();
  const problems: Problem[] = [];
  const tell = (difference: string) => (one: WrittenUtterance, other: WrittenUtterance) => {
    if (one.intent === other.intent || one.language !== other.language || one.key === other.key) return;
    if (denied.get(one.intent.name)?.has(other.key) || denied.get(other.intent.name)?.has(one.key)) return;
    const pair = [one.key, other.key].sort().join("\n");
    if (told.has(pair)) return;
    told.add(pair);
    problems.push(nearTo(one, other, difference));
  };
  pairUp(utterances, coreOf, tell("courtesies"));
  const long = utterances.filter(isLongEnough);
  pairUp(long, inAnyOrder, tell("the order of the words"));
  pairByOneLetter(long, tell("one character"));
  return problems;
}

type Tell = (later: WrittenUtterance, earlier: WrittenUtterance) => void;

function nearTo(later: WrittenUtterance, earlier: WrittenUtterance, difference: string): Problem {
  return {
    ...later.locate(),
    severity: "warning",
    rule: "utterance-near",
    message: `"${later.text}" differs from ${nameUtterance(earlier)} only by ${difference}.`,
    hint: `Keep it where most customers mean it. If both are right, write one under the \`not:\` of the other's intent.`,
  };
}

/** Tells of every two utterances that share a key; of those with the same key in one intent, the first stands for all. */
function pairUp(utterances: readonly WrittenUtterance[], keyOf: CoreOf, tell: Tell): void {
  const earlier = new Map<string, WrittenUtterance[]>();
  for (const utterance of utterances) {
    const key = keyOf(utterance);
    if (key === "") continue;
    const alike = earlier.get(key) ?? [];
    for (const other of alike) tell(utterance, other);
    if (!alike.some(({ intent }) => intent === utterance.intent)) alike.push(utterance);
    earlier.set(key, alike);
  }
}

/** Of two texts that differ in one place, the halves before it or the halves behind it are the same. */
function pairByOneLetter(utterances: readonly WrittenUtterance[], tell: Tell): void {
  const earlier = new Map<string, WrittenUtterance[]>();
  for (const utterance of utterances) {
    for (const half of halvesOf(utterance.key)) {
      const alike = earlier.get(half) ?? [];
      for (const other of alike) if (isOneLetterApart(utterance.key, other.key)) tell(utterance, other);
      alike.push(utterance);
      earlier.set(half, alike);
    }
  }
}

/** The halves of a text, as cut beside one of its own length and beside one that is a letter shorter. */
function halvesOf(key: string): readonly string[] {
  return [key.length, key.length - 1].flatMap((length) => {
    const half = Math.floor(length / 2);
    return [`${length}<${key.slice(0, half)}`, `${length}>${key.slice(half - length)}`];
  });
}

function isOneLetterApart(one: string, other: string): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  let at = 0;
  while (at < shorter.length && shorter[at] === longer[at]) at++;
  const letters =
    shorter.length === longer.length ? shorter.slice(at, at + 1) + longer.charAt(at) : longer.charAt(at);
  const rest = shorter.length === longer.length ? shorter.slice(at + 1) : shorter.slice(at);
  return rest === longer.slice(at + 1) && !NEGATIONS.test(letters);
}

function isLongEnough({ key, language }: WrittenUtterance): boolean {
  return key.length >= MIN_LETTERS[language] && key.length <= MAX_LETTERS;
}

function inAnyOrder({ key, language }: WrittenUtterance): string {
  return language === "zh" ? [...key].sort().join("") : key.split(" ").sort().join(" ");
}
