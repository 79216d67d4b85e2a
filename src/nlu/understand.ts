import type { Language } from "../kernel/language.ts";
import type { ScoredIntent, Understanding, Verdict } from "../kernel/understanding.ts";
import { identifyLanguage } from "../text/language.ts";
import { bareText, normalize } from "../text/normalize.ts";
import { readYesNo } from "../text/yesno.ts";
import { calibrate } from "./calibration.ts";
import { evidenceFor } from "./evidence.ts";
import type { LanguageModel, Model } from "./model.ts";
import { score } from "./scorer.ts";
import type { SparseVector } from "./sparse.ts";

export interface UnderstandOptions {
  /** Taken when the text itself does not tell, as "ok" or "12" do not. */
  readonly language?: Language;
  /** Only intents that name one of these are considered, `none` always. Left out: every intent. */
  readonly contexts?: readonly string[];
  /** What the bot has just asked. A bare "有" or "要" answers a yes/no question, and nothing otherwise. */
  readonly expecting?: "yesno";
}

const INTENTS_SHOWN = 5;
const INTENTS_EXPLAINED = 2;

/** What an exact match is worth: authors contradict themselves now and then. */
const EXACT_CONFIDENCE = 0.99;

/**
 * When the second intent has at least this share of the first one's confidence, the bot had better ask. On real
 * questions that is every tenth, the first intent is right in three of four of them, and one of the two in 94 %.
 */
const CLOSE_SECOND = 0.5;

/** Works out what a customer's text means. Any string is safe; the same text always gets the same answer. */
export function understand(model: Model, text: string, options: UnderstandOptions = {}): Understanding {
  const normalized = normalize(text);
  const language = languageOf(model, normalized, options.language);
  const yesno = readYesNo(normalized, { answering: options.expecting === "yesno" });
  const languageModel = model.languages.get(language);
  const empty = languageModel === undefined || bareText(normalized) === "";
  const { intents, verdict } = empty
    ? { intents: [], verdict: "unknown" as const }
    : rankIntents(model, languageModel, normalized, options.contexts);
  return {
    language,
    normalized,
    intents,
    entities: [],
    slots: {},
    verdict,
    ...(yesno === undefined ? {} : { yesno }),
  };
}

function languageOf({ languages }: Model, normalized: string, hint: Language | undefined): Language {
  const [only, another] = languages.keys();
  if (only !== undefined && another === undefined) return only;
  return identifyLanguage(normalized) ?? hint ?? "zh";
}

function rankIntents(
  model: Model,
  languageModel: LanguageModel,
  normalized: string,
  contexts: readonly string[] | undefined,
): { intents: readonly ScoredIntent[]; verdict: Verdict } {
  const { stored, none } = languageModel;
  const vector = languageModel.vectorize(languageModel.takeApart(normalized));
  const probabilities = calibrate(score(stored.scorer, vector), stored.calibration, none);
  const exact = applyAuthors(languageModel, normalized, probabilities);
  if (contexts !== undefined) {
    stored.classes.forEach((name, label) => {
      const named = model.stored.contexts[name] ?? [];
      if (label !== none && !named.some((context) => contexts.includes(context))) probabilities[label] = 0;
    });
  }
  const order = [...probabilities.keys()].sort(
    (one, other) => (probabilities[other] ?? 0) - (probabilities[one] ?? 0) || one - other,
  );
  const intents = order.slice(0, INTENTS_SHOWN).map((label, place) => {
    const name = stored.classes[label] ?? "";
    const confidence = probabilities[label] ?? 0;
    const evidence = place < INTENTS_EXPLAINED ? evidenceFor(languageModel, vector, label) : undefined;
    return evidence === undefined ? { name, confidence } : { name, confidence, evidence };
  });
  return { intents, verdict: verdictOn(languageModel, vector, intents, order[0] === none, exact) };
}

/**
 * Applies what the authors said outright: a text they wrote down for an intent is that intent, and one they ruled
 * out for an intent is not.
 *
 * @returns whether one intent was written down for this text
 */
function applyAuthors(model: LanguageModel, normalized: string, probabilities: Float64Array): boolean {
  const keys = model.exactKeys(normalized);
  for (const key of keys) {
    for (const label of model.forbidden.get(key) ?? []) probabilities[label] = 0;
  }
  for (const key of keys) {
    const labels = [...(model.exact.get(key) ?? [])];
    const [label] = labels;
    if (label === undefined || labels.length > 1) continue;
    probabilities[label] = 0;
    scaleTo(probabilities, 1 - EXACT_CONFIDENCE);
    probabilities[label] = EXACT_CONFIDENCE;
    return true;
  }
  scaleTo(probabilities, 1);
  return false;
}

function scaleTo(probabilities: Float64Array, total: number): void {
  const sum = probabilities.reduce((all, probability) => all + probability, 0);
  if (sum === 0) return;
  probabilities.forEach((probability, label) => {
    probabilities[label] = (probability / sum) * total;
  });
}

function verdictOn(
  { stored }: LanguageModel,
  vector: SparseVector,
  [first, second]: readonly ScoredIntent[],
  isNone: boolean,
  exact: boolean,
): Verdict {
  if (first === undefined || first.confidence === 0 || isNone) return "unknown";
  if (exact) return "sure";
  if (vector.indices.length === 0 || first.confidence < stored.calibration.leastConfidence) return "unknown";
  return second !== undefined && second.confidence >= CLOSE_SECOND * first.confidence ? "ambiguous" : "sure";
}
