/**
 * Turns raw class scores into probabilities.
 *
 * @param sharpness above 0; below 1 flattens the distribution, above 1 sharpens it
 * @returns as many probabilities, summing to 1 within rounding; empty for empty scores
 */
export function softmax(scores: Float64Array, sharpness = 1): Float64Array {
  // Subtracting the maximum leaves the result unchanged and keeps exp() from overflowing.
  const largest = scores.reduce((most, score) => Math.max(most, score), -Infinity);
  const powers = scores.map((score) => Math.exp((score - largest) * sharpness));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
