import type { ListName } from "./list-names.ts";
import { isOneEdit } from "./one-edit.ts";
import { isHan, type TextUnit } from "./text-units.ts";
import type { WordCover } from "./word-cover.ts";

/** Units of a text, as many as a name has. */
type Window = readonly TextUnit[];

/** A shorter word is too near to too many others. */
const SHORTEST_TYPO = 5;
/** Two syllables typed in fewer letters are mostly something else. */
const SHORTEST_PINYIN = 5;
/** In 信的卡 and 信和卡 something is said, and nothing mistyped. */
const GRAMMAR = /[的地得了着过和跟与及或是在有就也都还再这那哪个张两一给被把从到用]/u;
const LETTERS = /^[a-z]+$/u;

export function isWritten({ tokens }: ListName, window: Window): boolean {
  return tokens.every((token, place) => window[place]?.text === token);
}

/** Whether two characters only end one word and begin the next, as 中信 in 其中信息. */
export function isHidden({ isHan: inHan }: ListName, window: Window, cover: WordCover): boolean {
  if (!inHan || window.length > 2) return false;
  const { start, end } = spanOf(window);
  return window.every((unit) => cover.reachesOut(unit.start, start, end));
}

/**
 * Whether the units are read as the name is, in Han characters or in pinyin. Of two characters one must be the right
 * one, and neither may belong to a word with a neighbour: 找商家 does not name 招商.
 */
export function soundsLike(name: ListName, window: Window, cover: WordCover): boolean {
  const { tokens, syllables, sounds } = name;
  if (tokens.length < 2 || sounds.length !== tokens.length) return false;
  if (!window.every(({ text, sound }, place) => text === tokens[place] || sound === sounds[place]))
    return false;
  const { start, end } = spanOf(window);
  const isShort = tokens.length === 2;
  const right = window.filter(({ text }, place) => text === tokens[place]).length;
  const typed = window.flatMap(({ text }, place) =>
    isHan(text) ? [] : [{ text, syllable: syllables[place] }],
  );
  if (typed.length > 0) {
    const isExact = !isShort || typed.every(({ text, syllable }) => text === syllable);
    return isExact && (right > 0 || end - start >= SHORTEST_PINYIN);
  }
  if (cover.isWord(start, end)) return false;
  return !isShort || (right > 0 && !window.some((unit) => cover.reachesOut(unit.start, start, end)));
}

/** Whether the units are the name but for one slip. */
export function isMistyped(name: ListName, window: Window, cover: WordCover): boolean {
  const { tokens, isHan: inHan } = name;
  const wrong = tokens.findIndex((token, place) => window[place]?.text !== token);
  const [typed, meant] = [window[wrong], tokens[wrong]];
  if (typed === undefined || meant === undefined) return false;
  if (tokens.some((token, place) => place > wrong && window[place]?.text !== token)) return false;
  if (inHan) {
    // 支付的 and 用信支付 are no typos: only what stands inside a name can be told from its surroundings.
    const isInside = wrong > 0 && wrong < tokens.length - 1;
    return isInside && isHan(typed.text) && !GRAMMAR.test(typed.text) && !cover.isInWord(typed.start);
  }
  const isLongWord = meant.length >= SHORTEST_TYPO && LETTERS.test(meant) && LETTERS.test(typed.text);
  return isLongWord && typed.text[0] === meant[0] && isOneEdit(typed.text, meant);
}

export function spanOf(window: Window): { readonly start: number; readonly end: number } {
  return { start: window[0]?.start ?? 0, end: window.at(-1)?.end ?? 0 };
}
