import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";
import { frequentWords } from "./frequent-words.ts";
import { wordStarts } from "./word-starts.ts";

/** Cuts a normalised Chinese text into words, marks and spaces left out. */
export type Segment = (normalized: string) => readonly string[];

/** Names and the like occur less often: three of five entries, and as much of 60 MB. */
const LEAST_FREQUENCY = 5;

const jieba = Jieba.withDict(frequentWords(dict, LEAST_FREQUENCY));

const WORD = /[\p{L}\p{N}]/u;

/**
 * A segmenter that keeps the given words whole, longest first, and leaves the rest to jieba's dictionary. The shared
 * dictionary itself is never changed, so two bots in one process cannot disturb each other.
 */
export function segmenter(words: Iterable<string>): Segment {
  const known = new Set(words);
  const longestFrom = wordStarts(known);

  return (normalized) => {
    const found: string[] = [];
    let restFrom = 0;
    for (let at = 0; at < normalized.length; ) {
      const word = longestWordAt(normalized, at);
      if (word === undefined) {
        at++;
        continue;
      }
      cutRest(normalized.slice(restFrom, at), found);
      found.push(word);
      at += word.length;
      restFrom = at;
    }
    cutRest(normalized.slice(restFrom), found);
    return found;
  };

  function longestWordAt(text: string, at: number): string | undefined {
    for (let length = Math.min(longestFrom(text, at), text.length - at); length > 1; length--) {
      const candidate = text.slice(at, at + length);
      if (known.has(candidate)) return candidate;
    }
    return undefined;
  }
}

function cutRest(rest: string, found: string[]): void {
  if (rest === "") return;
  // Without the hidden Markov model: its guessed words (用不了 as one, 怎么还 as one) depend on the whole sentence.
  for (const word of jieba.cut(rest, false)) if (WORD.test(word)) found.push(word);
}
