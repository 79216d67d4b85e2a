import type { Language } from "../kernel/language.ts";
import { courtesyStripper } from "../text/courtesies.ts";
import type { Lexicon } from "../text/lexicon.ts";
import { bareText } from "../text/normalize.ts";
import { mergedSyllable, pinyinReader } from "../text/pinyin.ts";

/** How an author's text and a customer's are found to be the same. Works on normalised texts. */
export interface ExactKeys {
  /** Under which keys an author's text is filed. */
  readonly filed: (normalized: string) => readonly string[];
  /** Under which keys a customer's text is looked up, the closest first. */
  readonly lookedUp: (normalized: string) => readonly string[];
}

const HAN = /\p{Script=Han}/u;

/**
 * Texts are the same when their letters are, marks and courtesies around them aside; and a text typed in pinyin is
 * the same as one that sounds like it.
 */
export function exactKeys(lexicon: Lexicon, language: Language): ExactKeys {
  const strip = courtesyStripper(lexicon.polite[language], language);
  const readAloud = pinyinReader(lexicon.polyphones);
  const soundOf = (bare: string) => {
    const syllables = language === "zh" ? readAloud(bare) : [];
    return syllables.length > 1 ? [`~${syllables.map(mergedSyllable).join(" ")}`] : [];
  };

  return {
    filed(normalized) {
      const bare = bareText(normalized);
      return bare === "" ? [] : [bare, ...soundOf(bare)];
    },
    lookedUp(normalized) {
      const bare = bareText(normalized);
      const short = strip(bare);
      const sound = HAN.test(bare) ? [] : soundOf(bare);
      return [bare, short, ...sound].filter((key) => key !== "");
    },
  };
}
