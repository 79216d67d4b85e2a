import type { Language } from "./language.ts";

/** What the NLU makes of one customer text. Dialogs decide on it; nothing else of the NLU reaches them. */
export interface Understanding {
  readonly language: Language;
  /** The text as the model saw it: NFKC, simplified, lower case, debris stripped. */
  readonly normalized: string;
  /** Best first; confidences are calibrated probabilities and sum to at most 1. `none` may be among them. */
  readonly intents: readonly ScoredIntent[];
  /** In the order of the text; entities of different names may overlap. */
  readonly entities: readonly Entity[];
  /** Values of entities by the slots of the first intent; empty when the text was not understood. */
  readonly slots: Readonly<Record<string, string>>;
  readonly verdict: Verdict;
  readonly decidedBy: Stage;
  /** Present when the text answers a yes/no question. */
  readonly yesno?: YesNo;
  /** Present when no intent is sure and an article answers the text. */
  readonly article?: FoundArticle;
}

/** The article that answers a text, and the share of what is telling in the text that it covers: 0 to 1. */
export interface FoundArticle {
  readonly name: string;
  readonly score: number;
}

/**
 * `sure`: act on the first intent. `ambiguous`: two intents are close, ask which.
 * `unknown`: out of scope or not understood.
 */
export type Verdict = "sure" | "ambiguous" | "unknown";

/**
 * What settled the verdict. The first that applies:
 * - `blank`: there is nothing to read, or no intent in the text's language;
 * - `pasted`: longer than a message may be;
 * - `exact`: an utterance of the authors, word for word or sound for sound;
 * - `unfamiliar`: hardly anything of the text occurs in any utterance;
 * - `none`: the authors' own intent for everything else is the likeliest, or has this very utterance;
 * - `unlikely`: the likeliest intent is less likely than the least that the model was given on held-out texts;
 * - `weak`: the likeliest intent is too unlikely to act on without asking;
 * - `close`: the second intent is nearly as likely;
 * - `clear`: the likeliest intent leads.
 */
export type Stage =
  | "blank"
  | "pasted"
  | "exact"
  | "unfamiliar"
  | "none"
  | "unlikely"
  | "weak"
  | "close"
  | "clear";

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
  /** What of the text spoke most for the intent, strongest first. */
  readonly matches: readonly Match[];
  /** The classifiers' mean probability, before it was calibrated: confidence is what became of it. */
  readonly uncalibrated: number;
}

/** A piece of a text, as one view of it has it. */
export interface Match {
  readonly view: "characters" | "words" | "sounds" | "concepts";
  readonly text: string;
}

export interface Entity {
  readonly name: string;
  /** In a form of its own, however it was typed: "3200" for 三千二百元. */
  readonly value: string;
  /** Where it stands in the text as the customer typed it, in UTF-16 units: [start, end). */
  readonly start: number;
  readonly end: number;
  /** Present when it must be masked wherever it is shown. */
  readonly sensitive?: true;
}

/** The name of the intent that stands for everything the bot does not serve. Authors own its utterances. */
export const NONE = "none";
