export { benchmark, type Engine } from "./benchmark.ts";
export type { Corpus } from "./corpus.ts";
export { crossValidate } from "./cross-validate.ts";
export {
  type Evaluation,
  type EvaluationRow,
  evaluate,
  type Prediction,
  type Ranking,
  summarize,
} from "./evaluate.ts";
export type { Model } from "./model.ts";
export { decodeModel, encodeModel } from "./model-codec.ts";
export { naturalBayes } from "./natural-bayes.ts";
export { ours } from "./ours.ts";
export { train } from "./train.ts";
export { understand } from "./understand.ts";
