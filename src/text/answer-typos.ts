/** Shorter words are too near to others: "now", "not", "how". */
const SHORTEST_TO_MEND = 5;
/** One letter makes "agent" of "arent". */
const SHORTEST_TO_REPLACE = 6;
const SHORTEST_TO_SWAP = 3;

/**
 * The known word a customer meant: letters drawn out (nooo), the word said twice in one (okok), neighbours swapped
 * (yse), and in longer words one letter missing, wrong or too many (woking). First letters are taken as right, unless
 * swapped.
 *
 * @returns undefined when none or several known words are that near
 */
export function correctTypo(typed: string, known: ReadonlySet<string>): string | undefined {
  const drawnOut = [
    typed.replace(/(.)\1+$/u, "$1"),
    typed.replace(/(.)\1{2,}/gu, "$1$1"),
    typed.replace(/(.)\1+/gu, "$1"),
  ];
  const once = /^(.{2,}?)\1+$/u.exec(typed)?.[1];
  const plain = [...drawnOut, ...(once === undefined ? [] : [once])].find((word) => known.has(word));
  if (plain !== undefined) return plain;
  const near = typed.length < SHORTEST_TO_SWAP ? [] : swaps(typed).filter((word) => known.has(word));
  const [first, another] = new Set(near.length > 0 ? near : mended(typed, known));
  return another === undefined ? first : undefined;
}

function swaps(word: string): readonly string[] {
  return Array.from(
    { length: word.length - 1 },
    (_, at) => `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`,
  );
}

function mended(typed: string, known: ReadonlySet<string>): readonly string[] {
  if (typed.length < SHORTEST_TO_MEND) return [];
  return [...known].filter(
    (word) => word.length >= SHORTEST_TO_MEND && word[0] === typed[0] && isOneLetterOff(word, typed),
  );
}

function isOneLetterOff(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  if (one.length === other.length && one.length < SHORTEST_TO_REPLACE) return false;
  let same = 0;
  while (one[same] !== undefined && one[same] === other[same]) same++;
  const longer = Math.max(one.length, other.length);
  const rest = (word: string) => word.slice(word.length === longer ? same + 1 : same);
  return rest(one) === rest(other);
}
