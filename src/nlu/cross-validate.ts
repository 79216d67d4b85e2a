import type { Language } from "../kernel/language.ts";
import { type Corpus, canonical, languagesOf } from "./corpus.ts";
import { type Evaluation, rankingOf, summarize } from "./evaluate.ts";
import { type EvaluationRow, type Prediction, predictionFor } from "./prediction.ts";
import { type Random, seededRandom, shuffle } from "./random.ts";
import { type TrainOptions, train } from "./train.ts";
import { understand } from "./understand.ts";

export interface CrossValidationOptions extends Pick<TrainOptions, "embeddings" | "adapt"> {
  /** Into how many parts the utterances are cut; each is held out once. At least 2. */
  readonly folds: number;
  readonly seed?: number;
  /** Only this language's utterances; left out: all. */
  readonly language?: Language;
  /** Milliseconds since any fixed point, as finely as the machine can tell. */
  readonly now: () => number;
  readonly onProgress?: (done: number) => void;
}

/** Measures how the bot's own utterances are understood by models that have not seen them. */
export function crossValidate(
  corpus: Corpus,
  { folds, seed = 1, language, now, onProgress = () => {}, ...learning }: CrossValidationOptions,
): Evaluation {
  const whole = canonical(corpus);
  const spoken = language === undefined ? languagesOf(whole) : [language];
  const foldOf = dealOut(whole, spoken, folds, seededRandom(seed));
  const predictions: Prediction[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const model = train(
      utterancesWhere(whole, spoken, (utterance) => foldOf.get(utterance) !== fold),
      { ...learning, seed },
    );
    const heldOut = utterancesWhere(whole, spoken, (utterance) => foldOf.get(utterance) === fold);
    for (const row of rowsOf(heldOut, spoken)) {
      predictions.push(
        predictionFor(row, (text) => rankingOf(understand(model, text, { evidence: false })), now),
      );
    }
    onProgress((fold + 1) / folds);
  }
  return summarize(predictions);
}

/** Deals every intent's utterances out in turn, so that no fold misses an intent. */
function dealOut(
  { intents }: Corpus,
  spoken: readonly Language[],
  folds: number,
  random: Random,
): ReadonlyMap<string, number> {
  const foldOf = new Map<string, number>();
  for (const { utterances } of intents) {
    for (const language of spoken) {
      const order = Int32Array.from(utterances[language].keys());
      shuffle(order, order.length, random);
      order.forEach((at, place) => foldOf.set(utterances[language][at] ?? "", place % folds));
    }
  }
  return foldOf;
}

function utterancesWhere(
  { intents, lexicon, entities }: Corpus,
  spoken: readonly Language[],
  wanted: (utterance: string) => boolean,
): Corpus {
  const only = (language: Language, utterances: readonly string[]) =>
    spoken.includes(language) ? utterances.filter(wanted) : [];
  return {
    lexicon,
    entities,
    intents: intents.map((intent) => ({
      ...intent,
      utterances: { zh: only("zh", intent.utterances.zh), en: only("en", intent.utterances.en) },
    })),
  };
}

function rowsOf({ intents }: Corpus, spoken: readonly Language[]): readonly EvaluationRow[] {
  return intents.flatMap(({ name, utterances }) =>
    spoken.flatMap((language) => utterances[language].map((text) => ({ text, intent: name }))),
  );
}
