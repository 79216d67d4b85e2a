import { MAX_LENGTH, type NormalizeStep, normalize, normalizeSteps } from "./normalize.ts";

/** A part of a text, in UTF-16 units: [start, end). */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** A normalised text that knows where each part of it stood in the customer's own. */
export interface AlignedText {
  /** What `normalize` makes of the same text. */
  readonly normalized: string;
  /** The part of the customer's text that a part of the normalised one comes from; neither is empty. */
  originOf(part: TextSpan): TextSpan;
}

/** By unit of the text as it is now: from where to where it comes from in the original. Both only grow. */
interface Tracked {
  readonly text: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/**
 * Normalises a text and keeps track of what comes from where: of "我要分１２期" the normalised "12期" is "１２期".
 * Several times slower than `normalize`, so only for texts in which something was found.
 */
export function alignText(original: string): AlignedText {
  const text = original.slice(0, MAX_LENGTH);
  let now: Tracked = {
    text,
    from: [...Array(text.length).keys()],
    to: [...Array(text.length).keys()].map(next),
  };
  // Of a text that stays as it is, each sign comes from itself.
  for (let before = normalize(original); before !== now.text; ) {
    before = now.text;
    now = normalizeSteps.reduce(follow, now);
  }
  const { from, to } = now;
  return {
    normalized: now.text,
    originOf: ({ start, end }) => {
      const first = from[start];
      const last = to[end - 1];
      if (first === undefined || last === undefined) {
        throw new RangeError(`[${start}, ${end}) is no part of "${now.text}".`);
      }
      return { start: first, end: last };
    },
  };
}

function next(unit: number): number {
  return unit + 1;
}

function follow(before: Tracked, step: NormalizeStep): Tracked {
  switch (step.type) {
    case "replace":
      return replaced(before, step.pattern, step.by);
    case "rewrite":
      return rewritten(before, step.rewrite);
    case "cut":
      return part(before, 0, Math.min(before.text.length, MAX_LENGTH));
  }
}

function replaced(before: Tracked, pattern: RegExp, by: string): Tracked {
  // No step puts a sign in its own place among others that move, so a text that stays has not been touched.
  if (before.text.replace(pattern, by) === before.text) return before;
  const parts: Tracked[] = [];
  let readTo = 0;
  for (const { 0: whole, 1: group = "", index } of before.text.matchAll(pattern)) {
    parts.push(part(before, readTo, index));
    readTo = index + whole.length;
    parts.push(standingFor(before, index, readTo, by === "$1" ? group : by));
  }
  return joined([...parts, part(before, readTo, before.text.length)]);
}

/** A character with the marks that NFKC may merge into it. */
const CHARACTER = /\P{M}\p{M}*|\p{M}+/gu;

function rewritten(before: Tracked, rewrite: (text: string) => string): Tracked {
  const after = rewrite(before.text);
  if (after === before.text) return before;
  const pieces = [...before.text.matchAll(CHARACTER)].map(({ 0: piece, index }) =>
    standingFor(before, index, index + piece.length, rewrite(piece)),
  );
  const piecewise = joined(pieces);
  if (piecewise.text === after) return piecewise;
  // 乾 becomes 干 alone and stays in 乾隆: a neighbour decides, but each still stands where it stood.
  if (after.length === before.text.length) return { ...before, text: after };
  // Conjoining jamo and the like: whatever lies between the ends that are the same comes from all of it.
  const head = sharedLength(before.text, after, 0, (text, at) => text[at]);
  const tail = sharedLength(before.text, after, head, (text, at) => text[text.length - 1 - at]);
  const until = before.text.length - tail;
  return joined([
    part(before, 0, head),
    standingFor(before, head, until, after.slice(head, after.length - tail)),
    part(before, until, before.text.length),
  ]);
}

/** How many units are the same, when `taken` of each text are spoken for. */
function sharedLength(
  one: string,
  other: string,
  taken: number,
  unitAt: (text: string, at: number) => string | undefined,
): number {
  const most = Math.min(one.length, other.length) - taken;
  let length = 0;
  while (length < most && unitAt(one, length) === unitAt(other, length)) length++;
  return length;
}

/** New text in place of the units [start, end): each of its units comes from all of them. */
function standingFor(before: Tracked, start: number, end: number, text: string): Tracked {
  if (text === before.text.slice(start, end)) return part(before, start, end);
  // An insertion comes from what stands before it, or else behind it.
  const first = before.from[start] ?? before.to[start - 1] ?? 0;
  const last = before.to[end - 1] ?? first;
  return { text, from: Array(text.length).fill(first), to: Array(text.length).fill(last) };
}

function part({ text, from, to }: Tracked, start: number, end: number): Tracked {
  return { text: text.slice(start, end), from: from.slice(start, end), to: to.slice(start, end) };
}

function joined(parts: readonly Tracked[]): Tracked {
  let text = "";
  const from: number[] = [];
  const to: number[] = [];
  for (const piece of parts) {
    text += piece.text;
    from.push(...piece.from);
    to.push(...piece.to);
  }
  return { text, from, to };
}
