import type { Language } from "../kernel/language.ts";
import type { Lexicon } from "../text/lexicon.ts";
import { bareText } from "../text/normalize.ts";

/** The forms under which a normalised text is looked up: its bare letters, and those without courtesies around. */
export type ExactKeys = (normalized: string) => readonly string[];

export function exactKeys(lexicon: Lexicon, language: Language): ExactKeys {
  const strip = courtesyStripper(lexicon.polite[language], language);
  return (normalized) => {
    const bare = bareText(normalized);
    const short = strip(bare);
    return short === "" || short === bare ? [bare] : [bare, short];
  };
}

function courtesyStripper(courtesies: readonly string[], language: Language): (bare: string) => string {
  if (courtesies.length === 0) return (bare) => bare;
  const any = courtesies
    .map(bareText)
    .sort((one, other) => other.length - one.length || (one < other ? -1 : 1))
    .map((courtesy) => courtesy.replace(/[^\p{L}\p{N}\s]/gu, ""))
    .join("|");
  const edge = language === "en" ? "(?![a-z])" : "";
  const before = new RegExp(`^(?:(?:${any})${edge}\\s*)+`, "u");
  const after = new RegExp(`(?:\\s*${language === "en" ? "(?<![a-z])" : ""}(?:${any}))+$`, "u");
  return (bare) => bare.replace(before, "").replace(after, "");
}
