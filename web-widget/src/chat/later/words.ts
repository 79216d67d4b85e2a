import { useEffect, useState } from "preact/hooks";
import type words from "./words.zh-CN.json";

/** The words of what is fetched later, in one language. */
export type LaterWords = typeof words;

const FILES: Readonly<Record<string, () => Promise<{ readonly default: LaterWords }>>> = {
  "zh-CN": () => import("./words.zh-CN.json"),
  "zh-TW": () => import("./words.zh-TW.json"),
  en: () => import("./words.en.json"),
};

/** @param locale one that the widget has words for */
export async function fetchWords(locale: string): Promise<LaterWords> {
  const file = FILES[locale];
  if (file === undefined) throw new Error(`There are no later words in ${locale}; add them to words.ts.`);
  return (await file()).default;
}

/** The words in this language, once they are there. */
export function useWords(locale: string): LaterWords | undefined {
  const [known, setKnown] = useState<readonly [locale: string, words: LaterWords]>();
  useEffect(() => {
    let isWanted = true;
    fetchWords(locale).then(
      (fetched) => isWanted && setKnown([locale, fetched]),
      // Without words nothing is shown; the next time it is they are fetched again.
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [locale]);
  return known?.[0] === locale ? known[1] : undefined;
}
