import type { Language } from "../kernel/language.ts";
import type { ConversationEvent } from "./event.ts";

/**
 * The language to answer in after a text: the customer's, once they have written enough of it to be sure.
 *
 * "ok" or "iPhone" in a Chinese conversation is not a wish for English; one Chinese character is a wish for Chinese.
 */
export function spokenLanguage(
  current: Language,
  event: Extract<ConversationEvent, { type: "said" }>,
): Language {
  const { language, verdict } = event.understanding;
  if (language === current) return current;
  if (/\p{Script=Han}/u.test(event.text)) return "zh";
  const words = event.text.match(/[a-z']{2,}/giu)?.length ?? 0;
  return words >= 3 || (words >= 2 && verdict !== "unknown") ? language : current;
}
