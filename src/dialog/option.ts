import { inLanguage, type Option, type Question } from "../content/bot.ts";
import { phraseKey } from "../content/wording.ts";
import type { Setting } from "./turn.ts";

/** Characters a customer may put around the words of an option: 好的，…吧. */
const MAX_AROUND = 4;

/** What turns the words around an option into a refusal or a question back. */
const CHANGES_MEANING = /[不没别未無吗嘛么呢怎咋何哪啥谁几]|\b(?:no|not|how|why|what|when|where|who)\b|n't/u;

/** Of all the options of a question the one that a text names, word for word: by its label as the customer sees it, or by one of its phrases. */
export function namedOption(
  setting: Setting,
  question: Question,
  options: readonly Option[],
  text: string,
): Option | undefined {
  const key = phraseKey(text);
  if (key === "" || asksBack(question, text)) return undefined;
  return options.find(
    (option) => option.phrases.includes(key) || phraseKey(inLanguage(option.label, setting.language)) === key,
  );
}

/** Of all the options of a question the one whose words stand in the text with little around them that could change their meaning. */
export function optionAround(
  question: Question,
  options: readonly Option[],
  text: string,
): Option | undefined {
  if (asksBack(question, text)) return undefined;
  const key = phraseKey(text);
  const fitting = options.filter((option) =>
    option.phrases.some((phrase) => {
      if (phrase.length < 2 || !holdsWords(key, phrase)) return false;
      const around = key.replace(phrase, "");
      return around.length <= MAX_AROUND && !CHANGES_MEANING.test(around);
    }),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** "Solved?" asks back; it does not say that it is. */
function asksBack(question: Question, text: string): boolean {
  return question.yesno !== undefined && /[?？]\s*$/u.test(text);
}

/** Whether a phrase stands in a text; in Latin letters, as whole words. */
function holdsWords(key: string, phrase: string): boolean {
  const at = key.indexOf(phrase);
  if (at < 0) return false;
  const isLetter = (character: string | undefined) => character !== undefined && /[a-z]/u.test(character);
  const cutsWord =
    (isLetter(phrase[0]) && isLetter(key[at - 1])) ||
    (isLetter(phrase.at(-1)) && isLetter(key[at + phrase.length]));
  return !cutsWord;
}
