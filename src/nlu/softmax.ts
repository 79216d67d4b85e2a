/**
 * Turns raw class scores into probabilities.
 *
 * @param sharpness above 0; below 1 flattens the distribution, above 1 sharpens it
 * @returns as many probabilities, summing to 1 within rounding; empty for empty scores
 */
export function softmax(scores: Float64Array, sharpness = 1): Float64Array {
  // Loops, not reduce() and map(): training takes the softmax of every held-out text.
  let largest = -Infinity;
  for (const score of scores) if (score > largest) largest = score;
  const powers = new Float64Array(scores.length);
  let sum = 0;
  for (let at = 0; at < powers.length; at++) {
    // Subtracting the maximum leaves the result unchanged and keeps exp() from overflowing.
    const power = Math.exp(((scores[at] ?? 0) - largest) * sharpness);
    powers[at] = power;
    sum += power;
  }
  for (let at = 0; at < powers.length; at++) powers[at] = (powers[at] ?? 0) / sum;
  return powers;
}
