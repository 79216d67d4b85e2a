const NEW_LINE = 0x0a;
const SPACE = 0x20;
const ZERO = 0x30;

/**
 * The lines of a jieba dictionary, "word frequency tag", whose word occurs often enough. Works on the bytes: as a string
 * the dictionary would take several times its size for a moment.
 *
 * @param dictionary UTF-8
 */
export function frequentWords(dictionary: Uint8Array, leastFrequency: number): Uint8Array {
  const kept = new Uint8Array(dictionary.length);
  let size = 0;
  for (let from = 0; from < dictionary.length; ) {
    const newLine = dictionary.indexOf(NEW_LINE, from);
    const to = newLine < 0 ? dictionary.length : newLine + 1;
    if (frequencyOf(dictionary, from, to) >= leastFrequency) {
      kept.set(dictionary.subarray(from, to), size);
      size += to - from;
    }
    from = to;
  }
  return kept.slice(0, size);
}

function frequencyOf(dictionary: Uint8Array, from: number, to: number): number {
  let frequency = 0;
  for (let at = dictionary.indexOf(SPACE, from) + 1; at > from && at < to; at++) {
    const digit = (dictionary[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) break;
    frequency = frequency * 10 + digit;
  }
  return frequency;
}
