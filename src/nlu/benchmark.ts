import type { Language } from "../kernel/language.ts";
import { type Evaluation, summarize } from "./evaluate.ts";
import { type EvaluationRow, type Prediction, type Ranking, WARM_UP_ROWS } from "./prediction.ts";
import { seededRandom, shuffled } from "./random.ts";

/** A classifier that can be trained from scratch on labelled texts, ours or a peer's. Peers may take their time. */
export interface Engine {
  readonly name: string;
  /** @throws {Error} when the rows hold too little to learn from */
  train(rows: readonly TrainingRow[], language: Language): TrainedEngine | Promise<TrainedEngine>;
}

export interface TrainingRow {
  readonly text: string;
  readonly intent: string;
}

export interface TrainedEngine {
  /** What the trained model takes when stored. */
  readonly sizeBytes: number;
  rank(text: string): Ranking | Promise<Ranking>;
}

export interface BenchmarkOptions {
  readonly train: readonly TrainingRow[];
  readonly test: readonly EvaluationRow[];
  /** The one language of all rows. */
  readonly language: Language;
  readonly engine: Engine;
  /** Milliseconds since any fixed point, as finely as the machine can tell. */
  readonly now: () => number;
}

export interface Benchmark extends Evaluation {
  readonly engine: string;
  readonly trainSeconds: number;
  readonly modelBytes: number;
}

/** Decides the order of the training rows; the benchmark of the docs draws with it, too. */
const SEED = 1;

/**
 * Trains an engine on one file's rows, intents unknown beforehand, and measures it on another's. The rows to learn from
 * are shuffled, the same way every time: files come sorted by intent, and some engines forget the first ones over the
 * last.
 */
export async function benchmark({
  train,
  test,
  language,
  engine,
  now,
}: BenchmarkOptions): Promise<Benchmark> {
  const learned = shuffled(train, seededRandom(SEED));
  const before = now();
  const trained = await engine.train(learned, language);
  const trainSeconds = (now() - before) / 1000;
  for (const { text } of test.slice(0, WARM_UP_ROWS)) await trained.rank(text);
  const predictions: Prediction[] = [];
  for (const row of test) {
    const asked = now();
    const ranking = await trained.rank(row.text);
    predictions.push({ row, latencyMs: now() - asked, ...ranking });
  }
  return {
    engine: engine.name,
    trainSeconds,
    modelBytes: trained.sizeBytes,
    ...summarize(predictions),
  };
}
