import type { Language } from "../kernel/language.ts";
import type { CalibrationTargets } from "./calibration.ts";
import type { ScorerOptions } from "./scorer.ts";

/** The numbers a language is trained with, chosen on texts that no model of theirs had seen. */
export interface Recipe {
  readonly scorer: ScorerOptions;
  /** Into how many parts the utterances are cut for calibration, and how many of those are held out in turn. */
  readonly folds: number;
  readonly foldsUsed: number;
  readonly targets: CalibrationTargets;
}

/**
 * Where the texts to learn from come from. `authored`: written by a bot's authors, who avoid saying a thing twice.
 * `collected`: what customers wrote, of the same kind as the questions to come.
 */
export type TextSource = "authored" | "collected";

/** With fewer texts of a class a single network depends too much on its first weights. */
const FEW_PER_CLASS = 20;

/** So many held-out texts fix three numbers well enough; a second fold would cost a third of the training. */
const ENOUGH_HELD_OUT = 1000;

const FOLDS = 4;

const svm = { cost: 1, passes: 10, tolerance: 0.1 };
const network = { hidden: 64, epochs: 8, rate: 0.05, inputDropout: 0.3, hiddenDropout: 0.5 };

/**
 * Beside the support vectors one network is worth a point of accuracy, and where texts are few three are worth another;
 * more units, epochs or networks change less than chance does.
 */
export function recipeFor(language: Language, rows: number, classes: number, source: TextSource): Recipe {
  return {
    scorer: { svm, network, networks: rows < FEW_PER_CLASS * classes ? 3 : 1 },
    folds: FOLDS,
    foldsUsed: rows < FOLDS * ENOUGH_HELD_OUT ? 2 : 1,
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
