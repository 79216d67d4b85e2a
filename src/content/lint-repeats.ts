import { languages } from "../kernel/language.ts";
import { courtesyStripper } from "../text/courtesies.ts";
import type { Bot } from "./bot.ts";
import { groupBy } from "./group-by.ts";
import type { Problem } from "./source.ts";
import { placeName, type WrittenUtterance } from "./written-utterance.ts";

/** A text without its courtesies; "" when nothing is left that could be compared. */
export type CoreOf = (utterance: WrittenUtterance) => string;

/** Of less than this is left, the courtesies are what it says: thanks bot is not hi bot. */
const MIN_LETTERS = { zh: 4, en: 8 } as const;

/** From this number of an intent's utterances on, they are told of. */
const MANY_COURTESIES = 3;

/** Finds the core of utterances by the lexicon's `polite`. */
export function coreFinder({ lexicon }: Pick<Bot, "lexicon">): CoreOf {
  const strip = {
    zh: courtesyStripper(lexicon.polite.zh, "zh"),
    en: courtesyStripper(lexicon.polite.en, "en"),
  };
  return ({ key, language }) => {
    const core = strip[language](key);
    const hasEnough = core.length >= MIN_LETTERS[language] && (language === "zh" || core.includes(" "));
    return hasEnough ? core : "";
  };
}

/** Utterances that say again what another one of their intent says. Across intents that is an error or `lintNear`. */
export function lintRepeats(utterances: readonly WrittenUtterance[], coreOf: CoreOf): readonly Problem[] {
  const byIntent = groupBy(utterances, ({ intent }) => intent);
  return [...byIntent.values()].flatMap((all) =>
    languages.flatMap((language) => {
      const own = all.filter((utterance) => utterance.language === language && utterance.key !== "");
      const repeats = repeatsBy(own, ({ key }) => key);
      const repeated = new Set(repeats.map(({ again }) => again));
      const fresh = own.filter((utterance) => !repeated.has(utterance));
      return [...repeats.map(wordForWord), ...onlyCourtesies(repeatsBy(fresh, coreOf))];
    }),
  );
}

interface Repeat {
  readonly first: WrittenUtterance;
  readonly again: WrittenUtterance;
}

function repeatsBy(utterances: readonly WrittenUtterance[], keyOf: CoreOf): readonly Repeat[] {
  const firsts = new Map<string, WrittenUtterance>();
  return utterances.flatMap((again) => {
    const key = keyOf(again);
    const first = firsts.get(key);
    if (first !== undefined) return [{ first, again }];
    if (key !== "") firsts.set(key, again);
    return [];
  });
}

function wordForWord({ first, again }: Repeat): Problem {
  const same = first.text === again.text ? "stands" : `is read as "${first.text}", which stands`;
  return {
    ...again.locate(),
    severity: "warning",
    rule: "utterance-repeated",
    message: `"${again.text}" ${same} at ${placeName(first.locate())} already.`,
    hint: "Delete one: case, punctuation, and Traditional or full-width characters make no difference to the bot.",
  };
}

/** One problem for all of an intent; one or two alone do no harm. */
function onlyCourtesies(repeats: readonly Repeat[]): readonly Problem[] {
  const [example] = repeats;
  if (example === undefined || repeats.length < MANY_COURTESIES) return [];
  const { first, again } = example;
  const lines = repeats.map((repeat) => repeat.again.locate().line).join(", ");
  return [
    {
      ...again.locate(),
      severity: "warning",
      rule: "utterances-polite",
      message:
        `${repeats.length} utterances (lines ${lines}) differ from others of "${again.intent.name}" only by courtesies: ` +
        `"${again.text}" is "${first.text}" at ${placeName(first.locate())}.`,
      hint: "The bot sets courtesies aside by itself; the same question in other words teaches it more.",
    },
  ];
}
