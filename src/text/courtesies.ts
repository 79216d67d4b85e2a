import type { Language } from "../kernel/language.ts";
import { bareText } from "./normalize.ts";

/**
 * Takes the courtesies off both ends of a bare text: 你好请问怎么还款谢谢 becomes 怎么还款. A text that consists of
 * nothing else becomes empty.
 *
 * @param courtesies as the lexicon's `polite` lists them for the language
 */
export function courtesyStripper(
  courtesies: readonly string[],
  language: Language,
): (bare: string) => string {
  const forms = courtesies.map(bareText).filter((form) => form !== "");
  if (forms.length === 0) return (bare) => bare;
  forms.sort((one, other) => other.length - one.length || (one < other ? -1 : 1));
  // Bare text has no characters that a regular expression would take for its own.
  const any = `(?:${forms.join("|")})`;
  const [wordEnd, wordStart] = language === "en" ? ["(?![a-z])", "(?<![a-z])"] : ["", ""];
  const before = new RegExp(`^(?:${any}${wordEnd}\\s*)+`, "u");
  const after = new RegExp(`(?:\\s*${wordStart}${any})+$`, "u");
  return (bare) => bare.replace(before, "").replace(after, "").trim();
}
