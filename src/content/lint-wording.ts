import { NONE } from "../kernel/understanding.ts";
import { identifyLanguage } from "../text/language.ts";
import type { Bot } from "./bot.ts";
import type { Problem } from "./source.ts";
import type { WrittenUtterance } from "./written-utterance.ts";

/** Longer than customers write in one message of a chat, in UTF-16 units. */
const MAX_LENGTH = { zh: 60, en: 160 } as const;

const HAN = /\p{Script=Han}/u;
const LATIN_WORD = /[a-z']{2,}/gu;

/** What is odd about one utterance by itself: its length, its language, or that a phrase takes it away. */
export function lintWording(bot: Bot, utterances: readonly WrittenUtterance[]): readonly Problem[] {
  return utterances.flatMap((utterance) => [
    ...tooLong(utterance),
    ...inAnotherLanguage(utterance),
    ...claimed(bot, utterance),
  ]);
}

function tooLong({ text, language, locate }: WrittenUtterance): readonly Problem[] {
  if (text.length <= MAX_LENGTH[language]) return [];
  return [
    {
      ...locate(),
      severity: "warning",
      rule: "utterance-long",
      message: `"${text.slice(0, 20)}…" is ${text.length} characters long; ${MAX_LENGTH[language]} is the most.`,
      hint: "Keep the sentence that says what the customer wants.",
    },
  ];
}

function inAnotherLanguage(utterance: WrittenUtterance): readonly Problem[] {
  const { text, key, language, locate } = utterance;
  const found = identifyLanguage(key);
  if (found === undefined || found === language || isTooLittleToTell(utterance)) return [];
  const message = `"${text}" is taken for ${names[found]} and stands under \`${language}:\`, where it is never used.`;
  return [
    {
      ...locate(),
      severity: "warning",
      rule: "utterance-language",
      message,
      hint: `Move it to \`${found}:\`.`,
    },
  ];
}

const names = { zh: "Chinese", en: "English" } as const;

/** One word such as "ok" is typed in both languages; so is pinyin in a Chinese sentence, and what means nothing at all. */
function isTooLittleToTell({ key, language, intent }: WrittenUtterance): boolean {
  if (HAN.test(key)) return language === "zh";
  return intent.name === NONE || (key.match(LATIN_WORD)?.length ?? 0) < 2;
}

function claimed(bot: Bot, { text, key, intent, locate }: WrittenUtterance): readonly Problem[] {
  const dialog = bot.startByPhrase.get(key);
  if (dialog === undefined || dialog === bot.startByIntent.get(intent.name)) return [];
  const name = dialog.startsWith("_") ? `the pattern "${dialog.slice(1)}"` : `the dialog "${dialog}"`;
  return [
    {
      ...locate(),
      severity: "warning",
      rule: "utterance-claimed",
      message: `"${text}" is also a phrase that starts ${name}: the phrase wins, and "${intent.name}" is never asked.`,
      hint: "Delete it here, or the phrase there.",
    },
  ];
}
