import type { Language } from "../kernel/language.ts";
import { NONE } from "../kernel/understanding.ts";
import { normalize } from "../text/normalize.ts";
import { fitCalibration, type HeldOut } from "./calibration.ts";
import { type Corpus, canonical, languagesOf } from "./corpus.ts";
import { type Embeddings, placesOf, textEmbedder } from "./embeddings/embeddings.ts";
import { entityFinder } from "./entities/entity-finder.ts";
import type { FeatureBlock } from "./features.ts";
import { type Example, holdOut, likeliest, type Studies, study } from "./held-out.ts";
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
  const heldOut = holdOut(examples, studies, { from: 0, to: recipe.foldsUsed }, () => onProgress(0.3));
  const plain = { examples, studies, heldOut };
  const table = embeddings.find((candidate) => candidate.language === language);
  const directed =
    table === undefined
      ? undefined
      : withDirections(plain, table, (at) => takeApart(normalize(learned[at]?.text ?? "")));
  const trial = directed && { without: rightShare(withAllFolds(plain)), with: rightShare(directed.heldOut) };
  const isBetter = trial !== undefined && trial.with > trial.without;
  const chosen = isBetter && directed !== undefined ? directed : plain;
  const { vocabulary, scorer } = study(chosen.examples, chosen.studies, recipe.foldsUsed);
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
    ...(trial === undefined ? {} : { embeddingTrial: trial }),
    ...(isBetter && table !== undefined ? { embeddings: table } : {}),
  };
}

interface Rehearsal {
  readonly examples: readonly Example[];
  readonly studies: Studies;
  readonly heldOut: readonly HeldOut[];
}

/** The same examples and folds with each text's direction beside its features, and with places of messages. */
function withDirections(
  plain: Rehearsal,
  table: Embeddings,
  blocksOf: (at: number) => readonly FeatureBlock[],
): Rehearsal {
  const embed = textEmbedder(table);
  const examples = plain.examples.map((example, at) => ({ ...example, direction: embed(blocksOf(at)) }));
  const places = plain.studies.recipe.selfTaught ? placesOf(table) : [];
  const studies = { ...plain.studies, places };
  return {
    examples,
    studies,
    heldOut: holdOut(examples, studies, { from: 0, to: studies.recipe.foldsTried }),
  };
}

/** What is held out to calibrate, and the other folds that the trial wants. */
function withAllFolds({ examples, studies, heldOut }: Rehearsal): readonly HeldOut[] {
  const { foldsUsed, foldsTried } = studies.recipe;
  return [...heldOut, ...holdOut(examples, studies, { from: foldsUsed, to: foldsTried })];
}

/** The share of held-out texts whose likeliest class is right. */
function rightShare(heldOut: readonly HeldOut[]): number {
  const right = heldOut.filter(({ probabilities, label }) => label === likeliest(probabilities));
  return heldOut.length === 0 ? 0 : right.length / heldOut.length;
}
