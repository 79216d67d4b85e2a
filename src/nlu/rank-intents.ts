import type { ScoredIntent, Verdict } from "../kernel/understanding.ts";
import { calibrate } from "./calibration.ts";
import { evidenceFor } from "./evidence.ts";
import type { LanguageModel } from "./model.ts";
import { score } from "./scorer.ts";

/** The intents a text may mean, best first, and what to do about it. */
export interface RankedIntents {
  readonly intents: readonly ScoredIntent[];
  readonly verdict: Verdict;
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

/**
 * Ranks the intents of one language for a normalised text that is not empty.
 *
 * @param contexts only intents that name one of these are considered, `none` always; left out: every intent
 */
export function rankIntents(
  model: LanguageModel,
  normalized: string,
  contexts: readonly string[] | undefined,
): RankedIntents {
  const { stored, none } = model;
  const vector = model.vectorize(model.takeApart(normalized));
  const probabilities = calibrate(score(stored.scorer, vector), stored.calibration, none);
  const keys = model.exactKeys.lookedUp(normalized);
  ruleOut(probabilities, (label) => keys.some((key) => model.forbidden.get(key)?.has(label)));
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
    const evidence = place < INTENTS_EXPLAINED ? evidenceFor(model, vector, label) : undefined;
    return evidence === undefined ? { name, confidence } : { name, confidence, evidence };
  });
  if (order[0] === none) return { intents, verdict: "unknown" };
  if (written !== undefined) return { intents, verdict: "sure" };
  return { intents, verdict: vector.familiar < LEAST_FAMILIAR ? "unknown" : verdictOn(model, intents) };
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

function verdictOn({ stored }: LanguageModel, [first, second]: readonly ScoredIntent[]): Verdict {
  const least = Math.max(stored.calibration.leastConfidence, LEAST_CONFIDENCE);
  if (first === undefined || first.confidence < least) return "unknown";
  if (first.confidence < SURE_CONFIDENCE) return "ambiguous";
  return second !== undefined && second.confidence >= CLOSE_SECOND * first.confidence ? "ambiguous" : "sure";
}
