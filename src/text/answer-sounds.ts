import { commonReading } from "./pinyin.ts";
import { pinyinSyllables } from "./pinyin-syllables.ts";

/** What is typed by its sound: the words of short answers, none of which sounds like another. */
const spoken: readonly string[] =
  "没有 没 还没 还是 不行 不是 不要 不用 不可以 不需要 不好 不 可以 是的 好 好的 好了 对 对的 有用 能用 嗯 行 解决 没用 问题 没问题 搞定 弄好 成功 看到 找到 谢谢 现在 已经 了 的 啊 呢".split(
    " ",
  );

/** Typed as other characters, only what no word sounds like is told from words that mean what they say. */
const mistyped: readonly string[] = ["没有", "不行", "可以", "没用", "解决", "搞定"];
const LONGEST_MISTYPED = 5;

/** In answers these are hardly ever read the most common way. */
const readInAnswers: Readonly<Record<string, string>> = { 了: "le", 还: "hai" };

const syllablesOf = (word: string) =>
  Array.from(word, (character) => readInAnswers[character] ?? commonReading(character)).join(" ");
const bySound = new Map(spoken.map((word) => [syllablesOf(word), word]));
const byMistypedSound = new Map(mistyped.map((word) => [syllablesOf(word), word]));

/**
 * A short answer that was written by its sound, as it would be spelled: "mei jie jue" is 没解决, 没油 is 没有.
 *
 * @returns undefined when nothing in it sounds like a word of an answer
 */
export function spellOut(clause: string): string | undefined {
  return /^[a-z ]+$/u.test(clause) ? spellOutPinyin(clause) : spellOutHomophones(clause);
}

function spellOutPinyin(clause: string): string | undefined {
  const syllables = clause.split(" ").flatMap((run) => pinyinSyllables(run) ?? [run]);
  let spelled = "";
  for (let at = 0; at < syllables.length; ) {
    const length = [3, 2, 1].find((count) => bySound.has(syllables.slice(at, at + count).join(" ")));
    if (length === undefined) return undefined;
    spelled += bySound.get(syllables.slice(at, at + length).join(" ")) ?? "";
    at += length;
  }
  return spelled === "" ? undefined : spelled;
}

function spellOutHomophones(clause: string): string | undefined {
  if (clause.length > LONGEST_MISTYPED || !/^\p{Script=Han}+$/u.test(clause)) return undefined;
  for (let at = 0; at + 1 < clause.length; at++) {
    const word = byMistypedSound.get(syllablesOf(clause.slice(at, at + 2)));
    if (word !== undefined) return clause.slice(0, at) + word + clause.slice(at + 2);
  }
  return undefined;
}
