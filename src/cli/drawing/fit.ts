/** Han characters are square; Latin letters are half as wide and a bit, in the widest of the usual fonts. */
const SQUARE = 12;
const LATIN = 6.9;

/** The beginning of a text, in two lines at most, each of which takes no more than this room. In pixels. */
export function wrapped(text: string, most: number): readonly string[] {
  if (text === "") return [];
  // A line never begins with a full stop or a closing bracket: there is room for one more.
  const room = most - SQUARE;
  if (widthOf(text) <= most) return [text];
  let first = "";
  let width = 0;
  for (const character of text) {
    width += widthOf(character);
    if (width > (CLOSING.test(character) ? most : room)) break;
    first += character;
  }
  const cut = breakBefore(text, first);
  const line = cut > 0 ? first.slice(0, cut) : first;
  return [line.trimEnd(), fitted(text.slice(line.length).trimStart(), most)];
}

/** Where a line is cut, so that no Latin word is cut in two and no second mark begins the next line. */
function breakBefore(text: string, first: string): number {
  const rest = text.slice(first.length);
  if (/^[\x21-\x7e]/u.test(rest)) return first.search(/[\x21-\x7e]*$/u);
  return CLOSING.test(rest) ? first.search(/.[，。、；：！？」』）》]*$/u) : first.length;
}

const CLOSING = /^[，。、；：！？」』）》]/u;

/** A text that takes no more than this room, cut where it would. */
export function fitted(text: string, room: number): string {
  if (widthOf(text) <= room) return text;
  let width = widthOf("…");
  let shown = "";
  for (const character of text) {
    width += widthOf(character);
    if (width > room) break;
    shown += character;
  }
  return `${shown.trimEnd()}…`;
}

/** About how wide a text is, in a sans serif at 12 pixels. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text)
    width += /[\u1100-\uffef]/u.test(character) || character.length > 1 ? SQUARE : LATIN;
  return width;
}
