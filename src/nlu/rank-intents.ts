import type { ScoredIntent, Stage, Verdict } from "../kernel/understanding.ts";
import { calibrate } from "./calibration.ts";
import { evidenceFor } from "./evidence.ts";
import type { LanguageModel } from "./model.ts";
import { score } from "./scorer.ts";

/** The intents a text may mean, best first, and what to do about it. */
export interface RankedIntents {
  readonly intents: readonly ScoredIntent[];
  readonly verdict: Verdict;
  readonly decidedBy: Stage;
}

export interface RankOptions {
  /** Only intents that name one of these are considered, `none` always; left out: every intent. */
  readonly contexts?: readonly string[] | undefined;
  /** Intents that answer the question the bot has just asked. */
  readonly expected?: readonly string[] | undefined;
  /** Whether to say why. */
  readonly withEvidence: boolean;
}

const INTENTS_SHOWN = 5;
const INTENTS_EXPLAINED = 2;

/** What an exact match is worth: authors contradict themselves now and then. */
const EXACT_CONFIDENCE = 0.99;

/** Below, no intent is worth acting on, however small a bot and its calibration are. */
const LEAST_CONFIDENCE = 0.1;

/** Below, the bot had better ask, however far behind the second intent is. */
const SURE_CONFIDENCE = 0.4;

/** A text of whose features the model knows less than this share is not in its language. */
const LEAST_FAMILIAR = 0.1;

/**
 * When the second intent has at least this share of the first one's confidence, the bot had better ask. On real
 * questions that is every tenth, the first intent is right in three of four of them, and one of the two in 94 %.
 */
const CLOSE_SECOND = 0.5;

/** By how much an intent that answers the open question is likelier than the same words would be out of the blue. */
const EXPECTED_ODDS = 3;

/** Ranks the intents of one language for a normalised text that is not empty. */
export function rankIntents(
  model: LanguageModel,
  normalized: string,
  { contexts, expected = [], withEvidence }: RankOptions,
): RankedIntents {
  const { stored, none } = model;
  const vector = model.vectorize(model.takeApart(normalized));
  const uncalibrated = score(stored.scorer, vector);
  const probabilities = calibrate(uncalibrated, stored.calibration, none);
  // Two options may lead to one intent, which is not likelier for it.
  for (const intent of new Set(expected)) favour(probabilities, stored.classes.indexOf(intent));
  const keys = model.exactKeys.lookedUp(normalized);
  for (const key of keys) for (const label of model.forbidden.get(key) ?? []) probabilities[label] = 0;
  scaleTo(probabilities, 1);
  // Not scaled up again: what is left when the likely intents are out of bounds is rarely meant.
  ruleOut(probabilities, (label) => label !== none && !isAmong(model.contexts[label] ?? [], contexts));

  const written = writtenDown(model, keys, probabilities);
  if (written !== undefined) {
    probabilities[written] = 0;
    scaleTo(probabilities, 1 - EXACT_CONFIDENCE);
    probabilities[written] = EXACT_CONFIDENCE;
  }
  const order = [...probabilities.keys()].sort(
    (one, other) => (probabilities[other] ?? 0) - (probabilities[one] ?? 0) || one - other,
  );
  const intents = order.slice(0, INTENTS_SHOWN).map((label, place) => {
    const name = stored.classes[label] ?? "";
    const confidence = probabilities[label] ?? 0;
    const isExplained = withEvidence && place < INTENTS_EXPLAINED;
    const evidence = isExplained ? evidenceFor(model, vector, label, uncalibrated[label] ?? 0) : undefined;
    return evidence === undefined ? { name, confidence } : { name, confidence, evidence };
  });
  const decidedBy = decisiveStage(model, intents, {
    isNone: order[0] === none,
    isWritten: written !== undefined,
    familiar: vector.familiar,
  });
  return { intents, verdict: verdictBy[decidedBy], decidedBy };
}

const verdictBy = {
  none: "unknown",
  exact: "sure",
  unfamiliar: "unknown",
  unlikely: "unknown",
  weak: "ambiguous",
  close: "ambiguous",
  clear: "sure",
} as const satisfies Partial<Record<Stage, Verdict>>;

function decisiveStage(
  { stored }: LanguageModel,
  [first, second]: readonly ScoredIntent[],
  text: { readonly isNone: boolean; readonly isWritten: boolean; readonly familiar: number },
): keyof typeof verdictBy {
  if (text.isWritten) return text.isNone ? "none" : "exact";
  if (text.familiar < LEAST_FAMILIAR) return "unfamiliar";
  if (text.isNone) return "none";
  const least = Math.max(stored.calibration.leastConfidence, LEAST_CONFIDENCE);
  if (first === undefined || first.confidence < least) return "unlikely";
  if (first.confidence < SURE_CONFIDENCE) return "weak";
  const isClose = second !== undefined && second.confidence >= CLOSE_SECOND * first.confidence;
  return isClose ? "close" : "clear";
}

function favour(probabilities: Float64Array, label: number): void {
  if (label >= 0) probabilities[label] = (probabilities[label] ?? 0) * EXPECTED_ODDS;
}

function isAmong(own: readonly string[], wanted: readonly string[] | undefined): boolean {
  return wanted === undefined || own.some((context) => wanted.includes(context));
}

function ruleOut(probabilities: Float64Array, isOut: (label: number) => boolean): void {
  for (const label of probabilities.keys()) if (isOut(label)) probabilities[label] = 0;
}

/** The one intent still possible that an author wrote this text down for; undefined when authors disagree. */
function writtenDown(
  { exact }: LanguageModel,
  keys: readonly string[],
  probabilities: Float64Array,
): number | undefined {
  for (const key of keys) {
    const labels = [...(exact.get(key) ?? [])].filter((label) => (probabilities[label] ?? 0) > 0);
    if (labels.length === 1) return labels[0];
  }
  return undefined;
}

function scaleTo(probabilities: Float64Array, total: number): void {
  const sum = probabilities.reduce((all, probability) => all + probability, 0);
  if (sum === 0) return;
  for (const [label, probability] of probabilities.entries())
    probabilities[label] = (probability / sum) * total;
}
