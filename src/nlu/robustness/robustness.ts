import type { Language } from "../../kernel/language.ts";
import { NONE } from "../../kernel/understanding.ts";
import { normalize } from "../../text/normalize.ts";
import { type Corpus, canonical, languagesOf } from "../corpus.ts";
import { rankingOf } from "../evaluate.ts";
import type { Model } from "../model.ts";
import { seededRandom } from "../random.ts";
import { understand } from "../understand.ts";
import { chinesePerturbations } from "./chinese-perturbations.ts";
import { englishPerturbations } from "./english-perturbations.ts";
import type { Perturbation } from "./perturbation.ts";

interface RobustnessOptions {
  /** Only this language's utterances; left out: all. */
  readonly language?: Language;
  /** Decides where typos fall; the same seed gives the same figures. */
  readonly seed?: number;
  /** Only every so many-th utterance of an intent; left out: all of them. */
  readonly every?: number;
}

/** How many perturbed utterances there were, and how many kept their intent. A share of nothing is null. */
export interface Kept {
  readonly n: number;
  readonly kept: number;
  readonly share: number | null;
}

/** How an utterance's intent fares when customers write it differently. */
export interface Robustness extends Kept {
  /** Utterances that are understood as they stand; only they are perturbed. */
  readonly utterances: number;
  /** Those that normalising does not bring back to the utterance: it alone cannot save them. */
  readonly altered: Kept;
  readonly languages: readonly (Kept & { readonly language: Language; readonly altered: Kept })[];
  readonly perturbations: readonly PerturbationFigures[];
  /** Those that lose most often first. */
  readonly intents: readonly (Kept & { readonly intent: string })[];
}

export interface PerturbationFigures extends Kept {
  readonly language: Language;
  readonly name: string;
  readonly does: string;
  readonly altered: Kept;
  /** Up to twelve, from the whole range of intents. */
  readonly lost: readonly LostUtterance[];
}

export interface LostUtterance {
  readonly utterance: string;
  readonly perturbed: string;
  readonly intent: string;
  readonly predicted: string;
}

interface Trial extends LostUtterance {
  readonly language: Language;
  readonly perturbation: Perturbation;
  readonly altered: boolean;
}

const LOST_SHOWN = 12;

/**
 * Perturbs the bot's own utterances in ways that keep their meaning, and sees which keep their intent. Utterances that
 * a perturbation leaves as they are do not count for it.
 */
export function robustness(
  model: Model,
  corpus: Corpus,
  { language, seed = 1, every = 1 }: RobustnessOptions = {},
): Robustness {
  const whole = canonical(corpus);
  const spoken = language === undefined ? languagesOf(whole) : [language];
  const understood = spoken.map((one) => ({ language: one, rows: understoodRows(model, whole, one, every) }));
  const runs = understood.flatMap(({ language: one, rows }) =>
    perturbationsFor(whole, one).map((perturbation) => {
      const trials = rows.flatMap((row) => trialOf(model, row, one, perturbation, seed) ?? []);
      return { language: one, perturbation, trials };
    }),
  );
  const all = runs.flatMap(({ trials }) => trials);
  return {
    utterances: understood.reduce((sum, { rows }) => sum + rows.length, 0),
    ...figures(all),
    languages: spoken.map((one) => ({
      language: one,
      ...figures(all.filter((trial) => trial.language === one)),
    })),
    perturbations: runs.map(({ language: one, perturbation: { name, does }, trials }) => ({
      language: one,
      name,
      does,
      ...figures(trials),
      lost: spread(trials.filter(isLost), LOST_SHOWN).map(lostUtterance),
    })),
    intents: perIntent(all),
  };
}

interface Row {
  readonly text: string;
  readonly intent: string;
}

function understoodRows(
  model: Model,
  { intents }: Corpus,
  language: Language,
  every: number,
): readonly Row[] {
  return intents.flatMap(({ name, utterances }) =>
    utterances[language]
      .filter((text, place) => place % every === 0 && predicted(model, text) === name)
      .map((text) => ({ text, intent: name })),
  );
}

function predicted(model: Model, text: string): string {
  return rankingOf(understand(model, text, { evidence: false })).names[0] ?? NONE;
}

function perturbationsFor({ intents, lexicon }: Corpus, language: Language): readonly Perturbation[] {
  const utterances = intents.flatMap((intent) => intent.utterances[language]);
  return language === "zh" ? chinesePerturbations(lexicon, utterances) : englishPerturbations(utterances);
}

function trialOf(
  model: Model,
  { text, intent }: Row,
  language: Language,
  perturbation: Perturbation,
  seed: number,
): Trial | undefined {
  // A draw of its own for every text: an utterance added elsewhere moves nobody's typos.
  const perturbed = perturbation.perturb(text, seededRandom(seed ^ fingerprint(text)));
  if (perturbed === text) return undefined;
  return {
    language,
    perturbation,
    utterance: text,
    perturbed,
    intent,
    predicted: predicted(model, perturbed),
    altered: normalize(perturbed) !== normalize(text),
  };
}

/** @see Fowler, Noll and Vo: FNV-1a, 32 bits, over UTF-16 units */
function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

function isLost(trial: Trial): boolean {
  return trial.predicted !== trial.intent;
}

/** At most `most` of the items, evenly spaced, so that they are not all of the first intent. */
function spread<Item>(items: readonly Item[], most: number): readonly Item[] {
  return items.length <= most
    ? items
    : items.filter(
        (_, place) =>
          Math.floor((place * most) / items.length) !== Math.floor(((place - 1) * most) / items.length),
      );
}

function lostUtterance({ utterance, perturbed, intent, predicted: taken }: Trial): LostUtterance {
  return { utterance, perturbed, intent, predicted: taken };
}

function figures(trials: readonly Trial[]): Kept & { readonly altered: Kept } {
  return { ...keptOf(trials), altered: keptOf(trials.filter(({ altered }) => altered)) };
}

function keptOf(trials: readonly Trial[]): Kept {
  const kept = trials.filter((trial) => !isLost(trial)).length;
  return { n: trials.length, kept, share: trials.length === 0 ? null : kept / trials.length };
}

function perIntent(trials: readonly Trial[]): Robustness["intents"] {
  const byIntent = new Map<string, Trial[]>();
  for (const trial of trials) {
    const known = byIntent.get(trial.intent);
    if (known === undefined) byIntent.set(trial.intent, [trial]);
    else known.push(trial);
  }
  return [...byIntent]
    .map(([intent, own]) => ({ intent, ...keptOf(own) }))
    .sort((one, other) => (one.share ?? 0) - (other.share ?? 0));
}
