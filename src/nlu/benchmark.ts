import type { Language } from "../kernel/language.ts";
import { type Evaluation, type EvaluationRow, evaluateWith, type Ranking } from "./evaluate.ts";

/** A classifier that can be trained from scratch on labelled texts, ours or a peer's. */
export interface Engine {
  readonly name: string;
  /** @throws {Error} when the rows hold too little to learn from */
  train(rows: readonly TrainingRow[], language: Language): TrainedEngine;
}

export interface TrainingRow {
  readonly text: string;
  readonly intent: string;
}

export interface TrainedEngine {
  /** What the trained model takes when stored. */
  readonly sizeBytes: number;
  rank(text: string): Ranking;
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

/** Trains an engine on one file's rows, intents unknown beforehand, and measures it on another's. */
export function benchmark({ train, test, language, engine, now }: BenchmarkOptions): Benchmark {
  const before = now();
  const trained = engine.train(train, language);
  const trainSeconds = (now() - before) / 1000;
  const evaluation = evaluateWith((text) => trained.rank(text), test, now);
  return { engine: engine.name, trainSeconds, modelBytes: trained.sizeBytes, ...evaluation };
}
