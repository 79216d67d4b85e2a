import type { Language } from "./language.ts";

/** What the NLU makes of one customer text. Dialogs decide on it; nothing else of the NLU reaches them. */
export interface Understanding {
  readonly language: Language;
  /** The text as the model saw it: NFKC, simplified, lower case, debris stripped. */
  readonly normalized: string;
  /** Best first; confidences are calibrated probabilities and sum to at most 1. `none` may be among them. */
  readonly intents: readonly ScoredIntent[];
  readonly entities: readonly Entity[];
  readonly slots: Readonly<Record<string, string>>;
  readonly verdict: Verdict;
  /** Present when the text answers a yes/no question. */
  readonly yesno?: YesNo;
}

/**
 * `sure`: act on the first intent. `ambiguous`: two intents are close, ask which.
 * `unknown`: out of scope or not understood.
 */
export type Verdict = "sure" | "ambiguous" | "unknown";

export type YesNo = "yes" | "no";

export interface ScoredIntent {
  readonly name: string;
  /** Calibrated, 0 to 1. */
  readonly confidence: number;
  readonly evidence?: Evidence;
}

/** Why an intent was chosen, in terms an author can act on. */
export interface Evidence {
  /** The training utterance nearest to the text. */
  readonly utterance: string;
  /** Cosine of the two feature vectors, 0 to 1; 1 is an exact match after normalisation. */
  readonly similarity: number;
  /** The features of the text that spoke most for the intent, strongest first. */
  readonly features: readonly string[];
}

export interface Entity {
  readonly name: string;
  readonly value: string;
  /** Where it stands in the normalised text, in UTF-16 units: [start, end). */
  readonly start: number;
  readonly end: number;
}

/** The name of the intent that stands for everything the bot does not serve. Authors own its utterances. */
export const NONE = "none";
