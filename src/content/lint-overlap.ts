import { languages } from "../kernel/language.ts";
import { NONE } from "../kernel/understanding.ts";
import type { Intent } from "./bot.ts";
import { groupBy } from "./group-by.ts";
import { nearestTexts } from "./nearest-text.ts";
import type { Problem } from "./source.ts";
import { placeName, type WrittenUtterance } from "./written-utterance.ts";

/** From this share of an intent's utterances on, the bot's own pairs are true ones: the limit and its increase … */
const MIN_SHARE = 0.11;

/** The worst pairs first: more at once than this, and nobody mends any. */
const MOST_PAIRS = 5;

/** Fewer may be chance. */
const MIN_COUNT = 5;

/**
 * The pairs of intents that are hardest to tell apart: many utterances of one are most like an utterance of the other.
 * What stands under the other's `not:` does not count, for there the author has told them apart.
 */
export function lintOverlap(
  utterances: readonly WrittenUtterance[],
  denied: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Problem[] {
  const served = utterances.filter(({ intent }) => intent.name !== NONE);
  return languages
    .flatMap((language) => {
      const own = served.filter((utterance) => utterance.language === language);
      const byIntent = groupBy(own, ({ intent }) => intent);
      const pairs = groupBy(crossings(own, denied), pairName);
      return [...pairs.values()].flatMap((crossed) => worseSide(crossed, byIntent));
    })
    .filter(({ crossed, share }) => crossed.length >= MIN_COUNT && share >= MIN_SHARE)
    .sort((one, other) => other.share - one.share)
    .slice(0, MOST_PAIRS)
    .flatMap(overlap);
}

/** An utterance whose nearest neighbour belongs to another intent. */
interface Crossing {
  readonly from: WrittenUtterance;
  readonly to: WrittenUtterance;
  readonly similarity: number;
}

function crossings(
  own: readonly WrittenUtterance[],
  denied: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Crossing[] {
  const [language] = own.map((utterance) => utterance.language);
  if (language === undefined) return [];
  const nearest = nearestTexts(
    own.map(({ key }) => key),
    language,
  );
  return own.flatMap((from, at) => {
    const { index, similarity } = nearest[at] ?? { index: -1, similarity: 0 };
    const to = own[index];
    if (to === undefined || to.intent === from.intent) return [];
    const toldApart = denied.get(to.intent.name)?.has(from.key) || denied.get(from.intent.name)?.has(to.key);
    return toldApart ? [] : [{ from, to, similarity }];
  });
}

function pairName({ from, to }: Crossing): string {
  return [from.intent.name, to.intent.name].sort().join(" ");
}

/** The utterances of one intent that are most like another intent's. */
interface Side {
  readonly crossed: readonly Crossing[];
  /** How many utterances the intent has. */
  readonly size: number;
  /** The part of them that crossed. */
  readonly share: number;
}

function worseSide(
  pair: readonly Crossing[],
  byIntent: ReadonlyMap<Intent, readonly WrittenUtterance[]>,
): readonly Side[] {
  const sides = Array.from(
    groupBy(pair, ({ from }) => from.intent),
    ([intent, crossed]) => {
      const size = byIntent.get(intent)?.length ?? crossed.length;
      return { crossed, size, share: crossed.length / size };
    },
  );
  return sides.sort((one, other) => other.share - one.share).slice(0, 1);
}

function overlap({ crossed, size }: Side): readonly Problem[] {
  const [closest] = [...crossed].sort((one, other) => other.similarity - one.similarity);
  if (closest === undefined) return [];
  const { from, to } = closest;
  return [
    {
      ...from.locate(),
      severity: "warning",
      rule: "intents-overlap",
      message:
        `Of the ${size} utterances of "${from.intent.name}" in ${from.language}, ${crossed.length} are most like one of ` +
        `"${to.intent.name}"; closest of all are "${from.text}" and "${to.text}" (${placeName(to.locate())}).`,
      hint: "Move what means the other intent, and write what only looks like it under that intent's `not:`; or make one of the two.",
    },
  ];
}
