import { softmax } from "./softmax.ts";

/** How raw probabilities become honest ones, and when a text counts as out of scope. */
export interface Calibration {
  /** Above 1 sharpens, below 1 flattens. */
  readonly sharpness: number;
  /** Added to the log probability of `none`. */
  readonly noneBonus: number;
  /** A text whose best calibrated probability lies below was not understood. */
  readonly leastConfidence: number;
}

/** The raw probabilities of a text that the classifiers had not seen, and its true class. */
export interface HeldOut {
  readonly probabilities: Float64Array;
  readonly label: number;
}

export interface CalibrationTargets {
  /** Share of the authors' own in-scope texts that may be taken for out of scope. */
  readonly rejected: number;
  /** Share of them that may fall below the least confidence. */
  readonly unsure: number;
  /**
   * By how much real texts are surer than held-out ones, in log odds. Authors avoid saying a thing twice, so that
   * their texts lie further from each other than customers' texts lie from them. 1 for texts of one source.
   */
  readonly closeness: number;
}

const SMALLEST_PROBABILITY = 1e-6;

/** The calibrated probabilities: tempered, with `none` (when it is a class, else -1) moved by its bonus. */
export function calibrate(
  probabilities: Float64Array,
  { sharpness, noneBonus }: Calibration,
  none: number,
): Float64Array {
  const logs = probabilities.map(
    (probability) => Math.log(Math.max(probability, SMALLEST_PROBABILITY)) * sharpness,
  );
  if (none >= 0) logs[none] = (logs[none] ?? 0) + noneBonus;
  return softmax(logs);
}

/** Chooses the calibration on held-out texts. Without any, or without targets, raw probabilities are taken as they are. */
export function fitCalibration(
  heldOut: readonly HeldOut[],
  none: number,
  targets: CalibrationTargets | undefined,
): Calibration {
  const untouched: Calibration = { sharpness: 1, noneBonus: 0, leastConfidence: 0 };
  if (heldOut.length === 0 || targets === undefined) return untouched;
  const { rejected, unsure, closeness } = targets;
  const sharpened = { ...untouched, sharpness: bestSharpness(heldOut) };
  const inScope = heldOut.filter(({ label }) => label !== none);
  const noneBonus = none < 0 ? 0 : bonusRejecting(rejected, inScope, sharpened, none);
  // Both scaled alike, so that which intent comes first stays as it is.
  const closer = {
    ...sharpened,
    sharpness: sharpened.sharpness * closeness,
    noneBonus: noneBonus * closeness,
  };
  const confidences = inScope.map(({ probabilities }) => Math.max(...calibrate(probabilities, closer, none)));
  return { ...closer, leastConfidence: quantile(confidences, unsure) };
}

/** Golden-section search for the least negative log likelihood, which has one valley. */
function bestSharpness(heldOut: readonly HeldOut[]): number {
  const texts = heldOut.map(({ probabilities, label }) => ({
    logs: probabilities.map((probability) => Math.log(Math.max(probability, SMALLEST_PROBABILITY))),
    label,
  }));
  const ratio = (Math.sqrt(5) - 1) / 2;
  let low = 0.3;
  let high = 4;
  for (let step = 0; step < 20; step++) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (surprise(texts, left) < surprise(texts, right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}

/** The negative log likelihood of the truth. */
function surprise(
  heldOut: readonly { readonly logs: Float64Array; readonly label: number }[],
  sharpness: number,
): number {
  let surprised = 0;
  for (const { logs, label } of heldOut) {
    let sum = 0;
    for (const log of logs) sum += Math.exp(log * sharpness);
    surprised += Math.log(sum) - (logs[label] ?? 0) * sharpness;
  }
  return surprised;
}

/** The bonus at which `none` beats the best intent for the given share of in-scope texts. */
function bonusRejecting(
  share: number,
  inScope: readonly HeldOut[],
  calibration: Calibration,
  none: number,
): number {
  const leads = inScope.map(({ probabilities }) => {
    const logs = calibrate(probabilities, calibration, none).map(Math.log);
    const best = logs.reduce(
      (most, log, target) => (target === none ? most : Math.max(most, log)),
      -Infinity,
    );
    return best - (logs[none] ?? 0);
  });
  return quantile(leads, share);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(share * sorted.length)] ?? 0;
}
