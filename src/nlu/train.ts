import type { Language } from "../kernel/language.ts";
import { NONE } from "../kernel/understanding.ts";
import { normalize } from "../text/normalize.ts";
import { fitCalibration, type HeldOut } from "./calibration.ts";
import { type Corpus, canonical, languagesOf } from "./corpus.ts";
import { type Embeddings, textEmbedder } from "./embeddings/embeddings.ts";
import { entityFinder } from "./entities/entity-finder.ts";
import { type Example, holdOut, type Studies, study } from "./held-out.ts";
import { NO_CLASS } from "./lessons.ts";
import { assembleModel, type Model, type StoredLanguage, takeApartFor } from "./model.ts";
import { type Recipe, recipeFor, type TextSource } from "./recipe.ts";
import { learnSlots } from "./slots/learn-slots.ts";
import { countTexts } from "./vocabulary.ts";

export interface TrainOptions {
  /** An integer; the same corpus and seed give the same model, byte for byte. Default 1. */
  readonly seed?: number;
  /** Default authored. */
  readonly source?: TextSource;
  /** What unlabelled text taught, at most one for each language; taken where held-out utterances gain by it. */
  readonly embeddings?: readonly Embeddings[];
  /** Replaces stages, to measure what each of them adds. */
  readonly adapt?: (recipe: Recipe) => Recipe;
  /** Told how much is done, from 0 to 1, now and then. */
  readonly onProgress?: (done: number) => void;
}

/** Trains a model from scratch on a corpus, whatever order its files were read in. */
export function train(corpus: Corpus, options: TrainOptions = {}): Model {
  const { onProgress = () => {} } = options;
  const sorted = canonical(corpus);
  const languages = languagesOf(sorted);
  const stored = languages.map((language, at) =>
    trainLanguage(sorted, language, options, (done) => onProgress((at + done) / languages.length)),
  );
  onProgress(1);
  const contexts = Object.fromEntries(sorted.intents.map((intent) => [intent.name, intent.contexts]));
  const { lexicon, entities } = sorted;
  // From the corpus as it was written: sorting takes its markup away.
  const slots = learnSlots(corpus, entityFinder(entities, lexicon));
  return assembleModel({ lexicon, contexts, entities, slots, languages: stored });
}

function trainLanguage(
  { intents, lexicon }: Corpus,
  language: Language,
  { seed = 1, source = "authored", embeddings = [], adapt = (recipe) => recipe }: TrainOptions,
  onProgress: (done: number) => void,
): StoredLanguage {
  const spoken = intents.filter((intent) => intent.utterances[language].length > 0);
  const classes = spoken.map(({ name }) => name);
  const utterances = spoken.flatMap((intent, label) =>
    intent.utterances[language].map((text) => ({ text, label })),
  );
  const not = spoken.flatMap((intent, label) => intent.not[language].map((text) => ({ text, label })));
  const recipe = adapt(recipeFor(language, utterances.length, source));

  const takeApart = takeApartFor(language, lexicon, recipe.views);
  const learned = recipe.negatives ? [...utterances, ...not] : utterances;
  const { features, counted } = countTexts(learned, ({ text }) => takeApart(normalize(text)));
  const examples = counted.map((text, at): Example => {
    const label = utterances[at]?.label;
    return label === undefined
      ? { text, label: NO_CLASS, notLabel: not[at - utterances.length]?.label ?? NO_CLASS }
      : { text, label, notLabel: NO_CLASS };
  });
  const studies: Studies = { features, classes, recipe, seed };
  const plain = { examples, heldOut: holdOut(examples, studies, () => onProgress(0.3)) };
  const table = embeddings.find((candidate) => candidate.language === language);
  const embed = table === undefined ? undefined : textEmbedder(table);
  const directed =
    embed === undefined
      ? undefined
      : withDirections(plain.examples, (at) => embed(takeApart(normalize(learned[at]?.text ?? ""))), studies);
  const isBetter = directed !== undefined && rightShare(directed.heldOut) > rightShare(plain.heldOut);
  const chosen = isBetter ? directed : plain;
  const { vocabulary, scorer } = study(chosen.examples, studies, recipe.foldsUsed);
  onProgress(1);
  const calibration = fitCalibration(chosen.heldOut, classes.indexOf(NONE), recipe.targets);
  return {
    language,
    classes,
    views: recipe.views,
    vocabulary,
    scorer,
    calibration,
    utterances,
    not,
    ...(directed === undefined
      ? {}
      : { embeddingTrial: { without: rightShare(plain.heldOut), with: rightShare(directed.heldOut) } }),
    ...(isBetter && table !== undefined ? { embeddings: table } : {}),
  };
}

interface Rehearsal {
  readonly examples: readonly Example[];
  readonly heldOut: readonly HeldOut[];
}

/** The same examples and folds with each text's direction beside its features. */
function withDirections(
  plain: readonly Example[],
  directionOf: (at: number) => Float32Array,
  studies: Studies,
): Rehearsal {
  const examples = plain.map((example, at) => ({ ...example, direction: directionOf(at) }));
  return { examples, heldOut: holdOut(examples, studies, () => {}) };
}

/** The share of held-out texts whose likeliest class is right. */
function rightShare(heldOut: readonly HeldOut[]): number {
  const right = heldOut.filter(({ probabilities, label }) => label === likeliest(probabilities));
  return heldOut.length === 0 ? 0 : right.length / heldOut.length;
}

function likeliest(probabilities: Float64Array): number {
  return probabilities.indexOf(Math.max(...probabilities));
}
