import type { Language } from "../kernel/language.ts";
import type { CalibrationTargets } from "./calibration.ts";
import type { Views } from "./features.ts";
import type { ScorerOptions } from "./scorer.ts";

/**
 * What a language is trained with, stage by stage, chosen on texts that no model of theirs had seen. Each stage can be
 * replaced: docs/nlu.md has what each of them adds.
 */
export interface Recipe {
  readonly views: Views;
  /** Whether rare features count more. */
  readonly weighting: "tf-idf" | "tf";
  /** Whether authors' `not:` texts are learned from. */
  readonly negatives: boolean;
  readonly scorer: ScorerOptions;
  /** Whether the classifiers, once trained, name the places of messages and are trained again with these beside. */
  readonly selfTaught: boolean;
  /** Into how many parts the utterances are cut for calibration, and how many of those are held out in turn. */
  readonly folds: number;
  readonly foldsUsed: number;
  /**
   * How many are held out to tell whether unlabelled text helps. Two folds of 310 utterances did not tell: one draw in
   * eight refused what was worth five points.
   */
  readonly foldsTried: number;
  /** Left out: raw probabilities are taken as they are. */
  readonly targets: CalibrationTargets | undefined;
}

/**
 * Where the texts to learn from come from. `authored`: written by a bot's authors, who avoid saying a thing twice.
 * `collected`: what customers wrote, of the same kind as the questions to come.
 */
export type TextSource = "authored" | "collected";

/** Of so few texts a single network depends too much on its first weights, and three are trained in a second. */
const FEW_TEXTS = 5000;

/** So many held-out texts fix three numbers well enough; a second fold would cost a third of the training. */
const ENOUGH_HELD_OUT = 1000;

const FOLDS = 4;

/**
 * Chosen on real questions: concepts count as much as characters, words add little beside both, and sounds pay for
 * themselves in typos. English has no sounds.
 */
const views: Readonly<Record<Language, Views>> = {
  zh: { characters: 1, words: 0.3, sounds: 0.5, concepts: 1 },
  en: { characters: 1, words: 1, sounds: 0, concepts: 1 },
};

const svm = { cost: 1, passes: 10, tolerance: 0.1 };
const network = { hidden: 64, rate: 0.05, inputDropout: 0.3, hiddenDropout: 0.5 };

/**
 * Beside the support vectors one network is worth a point of accuracy, and where texts are few three are worth another;
 * more units, epochs or networks change less than chance does. So few utterances also leave out much of what customers
 * ask: learning from the places of messages is worth up to a point at ten utterances an intent.
 */
export function recipeFor(language: Language, rows: number, source: TextSource): Recipe {
  const areFew = rows < FEW_TEXTS;
  return {
    views: views[language],
    weighting: "tf-idf",
    negatives: true,
    scorer: { svm, network: { ...network, epochs: areFew ? 10 : 8 }, networks: areFew ? 3 : 1 },
    folds: FOLDS,
    selfTaught: areFew,
    foldsUsed: rows < FOLDS * ENOUGH_HELD_OUT ? 2 : 1,
    foldsTried: Math.min(FOLDS, Math.ceil((FOLDS * ENOUGH_HELD_OUT) / rows)),
    targets: source === "authored" ? authoredTargets(language) : collectedTargets,
  };
}

/**
 * Real questions are closer to the authors' texts than these are to each other: of 5 % that may be rejected here, half
 * are rejected there, and confidence grows by a tenth.
 */
function authoredTargets(language: Language): CalibrationTargets {
  // English has fewer utterances: `none` needs more help there.
  return { rejected: language === "en" ? 0.07 : 0.05, unsure: 0.002, closeness: 1.1 };
}

const collectedTargets: CalibrationTargets = { rejected: 0.015, unsure: 0.002, closeness: 1 };
