/** Of the longer side, in pixels: a screenshot of a phone can still be read. */
const LONGEST_SIDE = 1600;

/** The size with the same proportions whose longer side is no longer than allowed. */
export function sizeWithin(
  width: number,
  height: number,
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
