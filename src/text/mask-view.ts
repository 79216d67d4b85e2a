/** Stands for what nobody sees: it parts no digits. */
const UNSEEN = "\u200b";

const PLAIN = /^[\0-\x40\x5b-\x7f\u4e00-\u9fa5，。？！、；]*$/u;
const FOREIGN = /[^\0-\x7f\p{Script=Han}]/gu;
const INVISIBLE = /^[\p{Cf}\p{Mn}\u20e3]$/u;
const DASH = /^[\p{Pd}\u2212]$/u;
const DOT = /^[\u00b7\u2027\u30fb]$/u;

/**
 * The same text in plain signs, unit by unit, so that what is found in it stands at the same place in the original: digits,
 * letters, marks and spaces of full width are of half width, dashes are "-", middle dots ".", letters small.
 */
export function maskView(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(FOREIGN, plainSign).replace(/[A-Z]+/gu, (letters) => letters.toLowerCase());
}

function plainSign(sign: string): string {
  const rest = UNSEEN.repeat(sign.length - 1);
  if (INVISIBLE.test(sign)) return UNSEEN + rest;
  if (DASH.test(sign)) return `-${rest}`;
  if (DOT.test(sign)) return `.${rest}`;
  const plain = sign.normalize("NFKC");
  // 𝟗 is two units long and becomes one.
  return plain.length === 1 ? plain + rest : sign;
}
