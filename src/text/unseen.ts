/** What is not seen but changes what is: controls, half characters, turns of direction, spaces without width. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u200b\u2060\ufeff]/gu;

/** A text whose unseen characters are written out, such as [U+202E]; line ends and tabs stay as they are. */
export function showUnseen(text: string): string {
  return text.replace(UNSEEN, (sign) => (sign === "\n" || sign === "\t" ? sign : `[${codePoint(sign)}]`));
}

function codePoint(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
