import { Converter } from "opencc-js/cn2t";

const toTraditional = Converter({ from: "cn", to: "tw" });

/** Simplified Chinese as it is written in Taiwan, character by character; any other text as it is. */
export function traditional(text: string): string {
  return toTraditional(text);
}
