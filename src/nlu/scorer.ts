import type { Lessons } from "./lessons.ts";
import { type NetworkOptions, trainNetwork } from "./network.ts";
import { type QuantizedMatrix, quantize } from "./quantize.ts";
import type { Random } from "./random.ts";
import { softmax } from "./softmax.ts";
import type { SparseVector } from "./sparse.ts";
import { type SvmOptions, trainSvm } from "./svm.ts";

/** The trained classifiers of one language, whose probabilities are averaged. */
export interface Scorer {
  readonly classes: number;
  /** `[width + 1][classes]`; the last row is the bias. */
  readonly svm?: QuantizedMatrix;
  readonly networks: readonly QuantizedNetwork[];
}

interface QuantizedNetwork {
  readonly hidden: number;
  readonly inputWeights: QuantizedMatrix;
  readonly hiddenBias: Float32Array;
  readonly outputWeights: Float32Array;
  readonly outputBias: Float32Array;
}

export interface ScorerOptions {
  /** Left out: the networks decide alone. */
  readonly svm?: SvmOptions;
  readonly network: NetworkOptions;
  /** How many networks, each from its own start. */
  readonly networks: number;
}

export function trainScorer(
  lessons: Lessons,
  classes: number,
  options: ScorerOptions,
  random: Random,
): Scorer {
  const svm =
    options.svm === undefined
      ? undefined
      : quantize(trainSvm(lessons, classes, options.svm, random), classes);
  const networks = Array.from({ length: options.networks }, () => {
    const network = trainNetwork(lessons, classes, options.network, random);
    return { ...network, inputWeights: quantize(network.inputWeights, network.hidden) };
  });
  return { classes, networks, ...(svm === undefined ? {} : { svm }) };
}

/** One support vector's margin of 1 against 0 is about this much surer in log odds; measured on held-out folds. */
const MARGIN_SHARPNESS = 4;

/** The averaged probability of every class, not yet calibrated. */
export function score(scorer: Scorer, vector: SparseVector): Float64Array {
  const { classes, svm, networks } = scorer;
  const opinions = networks.map((network) => softmax(networkOutputs(network, vector)));
  if (svm !== undefined) opinions.push(softmax(svmMargins(svm, vector), MARGIN_SHARPNESS));
  const mean = new Float64Array(classes);
  for (const opinion of opinions) {
    for (let target = 0; target < classes; target++) {
      mean[target] = (mean[target] ?? 0) + (opinion[target] ?? 0) / opinions.length;
    }
  }
  return mean;
}

function svmMargins(
  { columns: classes, cells, scales }: QuantizedMatrix,
  { indices, values }: SparseVector,
): Float64Array {
  const margins = new Float64Array(classes);
  const biasFrom = cells.length - classes;
  for (let target = 0; target < classes; target++) margins[target] = cells[biasFrom + target] ?? 0;
  for (let k = 0; k < indices.length; k++) {
    const from = (indices[k] ?? 0) * classes;
    const value = values[k] ?? 0;
    for (let target = 0; target < classes; target++) {
      margins[target] = (margins[target] ?? 0) + (cells[from + target] ?? 0) * value;
    }
  }
  return margins.map((margin, target) => margin * (scales[target] ?? 0));
}

function networkOutputs(network: QuantizedNetwork, { indices, values }: SparseVector): Float64Array {
  const { hidden, inputWeights, hiddenBias, outputWeights, outputBias } = network;
  const { cells, scales } = inputWeights;
  const units = new Float64Array(hidden);
  for (let k = 0; k < indices.length; k++) {
    const from = (indices[k] ?? 0) * hidden;
    const value = values[k] ?? 0;
    for (let h = 0; h < hidden; h++) units[h] = (units[h] ?? 0) + (cells[from + h] ?? 0) * value;
  }
  const outputs = Float64Array.from(outputBias);
  for (let h = 0; h < hidden; h++) {
    const unit = (units[h] ?? 0) * (scales[h] ?? 0) + (hiddenBias[h] ?? 0);
    if (unit <= 0) continue;
    const from = h * outputs.length;
    for (let target = 0; target < outputs.length; target++) {
      outputs[target] = (outputs[target] ?? 0) + (outputWeights[from + target] ?? 0) * unit;
    }
  }
  return outputs;
}

/** How much a feature of a text spoke for a class: its share of the support vector machine's margin, 0 without one. */
export function featureWeight({ classes, svm }: Scorer, feature: number, target: number): number {
  return svm === undefined ? 0 : (svm.cells[feature * classes + target] ?? 0) * (svm.scales[target] ?? 0);
}
