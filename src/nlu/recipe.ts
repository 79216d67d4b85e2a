import type { Language } from "../kernel/language.ts";
import type { CalibrationTargets } from "./calibration.ts";
import type { ScorerOptions } from "./scorer.ts";

/** The numbers a language is trained with, chosen on questions that no model of theirs had seen. */
export interface Recipe {
  readonly scorer: ScorerOptions;
  /** A feature must occur in this many utterances. */
  readonly leastTexts: number;
  /** Into how many parts the utterances are cut for calibration, and how many of those are held out in turn. */
  readonly folds: number;
  readonly foldsUsed: number;
  readonly targets: CalibrationTargets;
}

/** More rows than any bot's authors write by hand: benchmarks. */
const MANY_ROWS = 8000;

export function recipeFor(language: Language, rows: number): Recipe {
  return rows > MANY_ROWS ? largeRecipe(language) : smallRecipe(language);
}

const svm = { cost: 1, passes: 50, tolerance: 0.1 };
const dropout = { inputDropout: 0.3, hiddenDropout: 0.5 };

/**
 * One network beside the support vectors is worth one point of accuracy and two of recall on `none`; a second one
 * changes a third of a point and doubles the time. Real questions are closer to the authors' than these are to each
 * other: of 5 % that may be rejected here, under 3 % are rejected there, and
 * confidence grows by a fifth.
 */
function smallRecipe(language: Language): Recipe {
  return {
    scorer: { svm, network: { hidden: 64, epochs: 10, rate: 0.05, ...dropout }, networks: 1 },
    leastTexts: 1,
    folds: 4,
    foldsUsed: 2,
    // English has a third of the utterances: `none` needs more help there, and gets four texts for one given up.
    targets: { rejected: language === "en" ? 0.09 : 0.05, unsure: 0.002, closeness: 1.2 },
  };
}

function largeRecipe(language: Language): Recipe {
  return {
    scorer: { svm, network: { hidden: 128, epochs: 12, rate: 0.05, ...dropout }, networks: 1 },
    // Character runs that occur once fill most of a large English vocabulary and decide nothing.
    leastTexts: language === "en" ? 2 : 1,
    folds: 5,
    foldsUsed: 1,
    targets: { rejected: 0.015, unsure: 0.002, closeness: 1 },
  };
}
