/** How long the longest of the words is that may begin at this place of a text; 0 when none does. In UTF-16 units. */
export type LongestFrom = (text: string, at: number) => number;

/** Tells by one character where a word may begin, so that most places of a text are not cut out and looked up. */
export function wordStarts(words: Iterable<string>): LongestFrom {
  const longest = new Map<number, number>();
  for (const word of words) {
    const start = word.charCodeAt(0);
    longest.set(start, Math.max(longest.get(start) ?? 0, word.length));
  }
  return (text, at) => longest.get(text.charCodeAt(at)) ?? 0;
}
