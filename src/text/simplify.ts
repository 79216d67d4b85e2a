import { Converter } from "opencc-js/t2cn";

const toSimplified = Converter({ from: "t", to: "cn" });

const HAN = /\p{Script=Han}/u;

/** Traditional Chinese as Simplified Chinese; any other text as it is. */
export function simplify(text: string): string {
  return HAN.test(text) ? toSimplified(text) : text;
}
