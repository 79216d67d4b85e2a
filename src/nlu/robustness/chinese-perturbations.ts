import type { Lexicon } from "../../text/lexicon.ts";
import { pinyinReader } from "../../text/pinyin.ts";
import { segmenter } from "../../text/segment.ts";
import { simplify } from "../../text/simplify.ts";
import { traditional } from "../../text/traditional.ts";
import type { Random } from "../random.ts";
import { dressing } from "./dressing.ts";
import { type Homophones, homophones } from "./homophones.ts";
import { type Perturbation, pick, splice } from "./perturbation.ts";

/**
 * The ways in which Chinese customers vary what they write.
 *
 * @param lexicon    which words are words, how they sound, and how they are mistyped
 * @param utterances what the authors wrote; homophones are taken from its characters and the lexicon's
 */
export function chinesePerturbations(
  lexicon: Lexicon,
  utterances: readonly string[],
): readonly Perturbation[] {
  const words = new Set([...lexicon.words, ...Object.entries(lexicon.synonyms).flat(2)]);
  const readAloud = pinyinReader({ ...lexicon.polyphones, ...TYPED_READINGS });
  const sounds = homophones([...words, ...utterances].map(simplify), readAloud);
  const segment = segmenter(words);
  return [
    {
      name: "homophone",
      does: "one character swapped for another that sounds the same, tones aside",
      perturb: (text, random) => swapHomophone(text, random, sounds, words),
    },
    {
      name: "confusable",
      does: "one word mistyped as the lexicon says customers do",
      perturb: (text, random) => mistype(text, random, lexicon.confusables),
    },
    {
      name: "pinyin-word",
      does: "one word as toneless pinyin: fenqi怎么还",
      perturb: (text, random) => {
        const simplified = simplify(text);
        const candidates = segment(simplified).filter((word) => /^\p{Script=Han}{2,}$/u.test(word));
        const word = pick(candidates, random);
        return word === undefined ? text : spellOut(simplified, word, sounds);
      },
    },
    {
      name: "pinyin",
      does: `all of a text of up to ${LONGEST_PINYIN} characters as toneless pinyin`,
      perturb: (text) =>
        SHORT_HAN.test(text) ? sounds.syllablesOf(simplify(text).replace(MARKS_AT_END, "")).join(" ") : text,
    },
    { name: "traditional", does: "Traditional characters", perturb: traditional },
    {
      name: "courtesies",
      does: "a greeting before or thanks after",
      perturb: (text, random) =>
        random() < 0.5 ? `${pick(GREETINGS, random)}${text}` : `${text}${pick(THANKS, random)}`,
    },
    { name: "doubled", does: "one character typed twice", perturb: doubleCharacter },
    {
      name: "no-question",
      does: "the question's last particle and mark left out",
      perturb: (text) => {
        const statement = text.replace(QUESTION_END, "");
        return [...statement].length < 2 ? text : statement;
      },
    },
    {
      name: "spaces",
      does: "spaces between the characters",
      perturb: (text) => text.replace(/(?<=\p{Script=Han})(?=\p{Script=Han})/gu, " "),
    },
    { name: "particle", does: "啊, 呢 or 哦 at the end", perturb: addParticle },
    ...dressing,
  ];
}

/** Dictionaries read 嗯 as ng and 呗 as bai; keyboards are told en, and bei for 花呗. */
const TYPED_READINGS = { 嗯: "en", 呗: "bei" };

/** Longer ones nobody types without choosing the characters. */
const LONGEST_PINYIN = 6;
const SHORT_HAN = new RegExp(`^\\p{Script=Han}{2,${LONGEST_PINYIN}}[?？。!！]*$`, "u");
const MARKS_AT_END = /\p{P}+$/u;

const GREETINGS = ["你好，", "您好 ", "请问", "你好请问一下，", "亲，"];
const THANKS = ["，谢谢", " 谢谢", "，麻烦了", "，谢谢你", "，多谢"];
const PARTICLES = [
  { han: "啊", latin: " a" },
  { han: "呢", latin: " ne" },
  { han: "哦", latin: " o" },
];

/** 么 asks at the end of 可以么; in 什么, 怎么, 这么 it is half of a word. */
const QUESTION_END = /(?:[吗呢嘛]|(?<![什怎这那多要])么)?[?？]*$/u;

/** Below, a swapped character leaves too little to tell by: nobody could say what 还馆 was meant to be. */
const LEAST_CHARACTERS = 3;

function swapHomophone(
  text: string,
  random: Random,
  { syllablesOf, soundingLike }: Homophones,
  words: ReadonlySet<string>,
): string {
  const swaps = [...text.matchAll(/\p{Script=Han}+/gu)].flatMap(({ 0: run, index }) => {
    if (run.length < LEAST_CHARACTERS) return [];
    const syllables = syllablesOf(run);
    return [...run].flatMap((character, place) =>
      soundingLike(syllables[place] ?? "", character)
        .map((other) => ({ at: index + place, swapped: splice(text, index + place, 1, other) }))
        // A swap that spells another word says something else: 还卡 is no way to write 换卡.
        .filter(({ at, swapped }) => !spellsWordAt(swapped, at, words)),
    );
  });
  // First where, then what: characters with many homophones are not mistyped more often.
  const at = pick([...new Set(swaps.map((swap) => swap.at))], random);
  const there = swaps.filter((swap) => swap.at === at);
  return pick(there, random)?.swapped ?? text;
}

const LONGEST_WORD = 6;

function spellsWordAt(text: string, at: number, words: ReadonlySet<string>): boolean {
  for (let start = Math.max(0, at - LONGEST_WORD + 1); start <= at; start++) {
    for (let end = Math.max(at + 1, start + 2); end <= start + LONGEST_WORD; end++) {
      if (words.has(text.slice(start, end))) return true;
    }
  }
  return false;
}

function mistype(text: string, random: Random, confusables: Lexicon["confusables"]): string {
  const meant = pick(
    Object.keys(confusables).filter((word) => text.includes(word)),
    random,
  );
  if (meant === undefined) return text;
  const typed = pick(confusables[meant] ?? [], random);
  return typed === undefined ? text : text.replace(meant, typed);
}

/** The readings are those of the whole run, in which 还 is huan or hai. */
function spellOut(text: string, word: string, { syllablesOf }: Homophones): string {
  for (const { 0: run, index } of text.matchAll(/\p{Script=Han}+/gu)) {
    const at = run.indexOf(word);
    if (at < 0) continue;
    const syllables = syllablesOf(run).slice(at, at + word.length);
    return splice(text, index + at, word.length, syllables.join(""));
  }
  return text;
}

/** Whoever types in pinyin has no 啊 at hand, and types "a". */
function addParticle(text: string, random: Random): string {
  if (/[啊呢哦呀吧吗嘛啦]\p{P}*$/u.test(text)) return text;
  const particle = pick(PARTICLES, random);
  const [said = ""] = /^.*?(?=\p{P}*$)/su.exec(text) ?? [];
  const added = /[a-z]$/iu.test(said) ? particle?.latin : particle?.han;
  return splice(text, said.length, 0, added ?? "");
}

function doubleCharacter(text: string, random: Random): string {
  // 一一 and 二二 would be other numbers.
  const places = [...text.matchAll(/(?![零一二两三四五六七八九十百千万])\p{Script=Han}/gu)];
  const chosen = places.length < 2 ? undefined : pick(places, random);
  return chosen === undefined ? text : splice(text, chosen.index, 0, chosen[0]);
}
