import { type Segment, segmenter } from "../../text/segment.ts";

/** What the dictionary's words say about a part of a text. They only rule guesses out; they never decide a span. */
export interface WordCover {
  /** Whether the unit at this place belongs to a word of several characters that reaches out of [start, end). */
  reachesOut(at: number, start: number, end: number): boolean;
  /** Whether the unit at this place belongs to a word of several characters. */
  isInWord(at: number): boolean;
  /** Whether [start, end) is a word as it stands. */
  isWord(start: number, end: number): boolean;
}

const segment: Segment = segmenter([]);

/** Cuts the text into words when it is first asked. */
export function wordCover(normalized: string): WordCover {
  let known: readonly Word[] | undefined;
  const wordAt = (at: number): Word | undefined => {
    known ??= wordsOf(normalized);
    return known.find(({ start, end }) => start <= at && at < end && end - start > 1);
  };
  return {
    reachesOut(at, start, end) {
      const word = wordAt(at);
      return word !== undefined && (word.start < start || word.end > end);
    },
    isInWord: (at) => wordAt(at) !== undefined,
    isWord: (start, end) => segment(normalized.slice(start, end)).length === 1,
  };
}

interface Word {
  readonly start: number;
  readonly end: number;
}

function wordsOf(normalized: string): readonly Word[] {
  let readTo = 0;
  return segment(normalized).map((word) => {
    const start = normalized.indexOf(word, readTo);
    readTo = start + word.length;
    return { start, end: readTo };
  });
}
