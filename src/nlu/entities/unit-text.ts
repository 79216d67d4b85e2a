import { soundsOf, type TextUnit, tokensOf } from "./text-units.ts";
import { type WordCover, wordCover } from "./word-cover.ts";

/** A normalised text taken apart once for all lists. */
export interface UnitText {
  readonly tokens: readonly TextUnit[];
  /** See `soundsOf`; worked out when first asked for. */
  readonly sounds: () => readonly TextUnit[];
  readonly cover: WordCover;
}

export function unitText(normalized: string): UnitText {
  const tokens = tokensOf(normalized);
  let sounds: readonly TextUnit[] | undefined;
  return {
    tokens,
    sounds() {
      sounds ??= soundsOf(tokens);
      return sounds;
    },
    cover: wordCover(normalized),
  };
}
