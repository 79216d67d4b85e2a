/** Digits without anything between them. */
export interface DigitGroup {
  readonly digits: string;
  /** In the view: [start, end). */
  readonly start: number;
  readonly end: number;
  /** Whether the next group may be of the same number: a space, a dash or the like is all there is between. */
  readonly isJoined: boolean;
  readonly view: string;
}

const GROUP = /\d[\d\u200b]*/gu;
/** "-", " - ", ") ": no number is parted by more. */
const MARK = /^\u200b*(?:[ \t.()-]\u200b*){1,3}$/u;
const LONGEST_MARK = 12;

/** The groups of digits in what `maskView` makes of a text. */
export function digitGroups(view: string): readonly DigitGroup[] {
  const found = [...view.matchAll(GROUP)];
  return found.map(({ 0: written, index: start }, at) => {
    const end = start + written.length;
    const next = found[at + 1]?.index;
    const isJoined = next !== undefined && next - end <= LONGEST_MARK && MARK.test(view.slice(end, next));
    return { digits: written.replaceAll("\u200b", ""), start, end, isJoined, view };
  });
}

/** Where the digit of this index stands in the view. */
export function digitPlace(groups: readonly DigitGroup[], index: number): number {
  let left = index;
  for (const { digits, start, end, view } of groups) {
    if (left >= digits.length) {
      left -= digits.length;
      continue;
    }
    for (let at = start; at < end; at++) {
      if (view[at] === "\u200b") continue;
      if (left === 0) return at;
      left -= 1;
    }
  }
  throw new RangeError(`There are not ${index + 1} digits: a bug in whoever asks.`);
}
