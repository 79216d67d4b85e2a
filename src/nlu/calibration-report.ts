/** Whether confidences can be believed: what was promised beside what came true. */
export interface CalibrationReport {
  readonly bins: readonly CalibrationBin[];
  /** Expected calibration error: the mean gap between promise and truth, 0 to 1; null without predictions. */
  readonly ece: number | null;
}

export interface CalibrationBin {
  /** Confidences in [from, to); the last bin includes 1. */
  readonly from: number;
  readonly to: number;
  readonly n: number;
  /** Means over the bin; null when it is empty. */
  readonly confidence: number | null;
  readonly accuracy: number | null;
}

const BINS = 10;

export function calibrationReport(
  predictions: readonly { readonly confidence: number; readonly right: boolean }[],
): CalibrationReport {
  const bins = Array.from({ length: BINS }, (_, place): CalibrationBin => {
    const inside = predictions.filter(
      ({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === place,
    );
    return {
      from: place / BINS,
      to: (place + 1) / BINS,
      n: inside.length,
      confidence: mean(inside.map(({ confidence }) => confidence)),
      accuracy: mean(inside.map(({ right }) => (right ? 1 : 0))),
    };
  });
  const gaps = bins.map(({ n, confidence, accuracy }) => n * Math.abs((confidence ?? 0) - (accuracy ?? 0)));
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  return { bins, ece: predictions.length === 0 ? null : total / predictions.length };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
