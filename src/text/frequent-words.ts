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
  const { length } = dictionary;
  const kept = new Uint8Array(dictionary);
  let size = 0;
  // Byte by byte: a dictionary has hundreds of thousands of lines, and looking for each end takes three times as long.
  for (let from = 0; from < length; ) {
    let at = from;
    while (at < length && dictionary[at] !== SPACE && dictionary[at] !== NEW_LINE) at++;
    let frequency = 0;
    if (dictionary[at] === SPACE) {
      for (at++; at < length; at++) {
        const digit = (dictionary[at] ?? 0) - ZERO;
        if (digit < 0 || digit > 9) break;
        frequency = frequency * 10 + digit;
      }
    }
    while (at < length && dictionary[at] !== NEW_LINE) at++;
    const to = Math.min(at + 1, length);
    if (frequency >= leastFrequency) {
      kept.copyWithin(size, from, to);
      size += to - from;
    }
    from = to;
  }
  return kept.slice(0, size);
}
