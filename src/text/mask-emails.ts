import type { Mask } from "./mask-numbers.ts";

const LOCAL = /[a-z\d._%+-]+$/u;
const DOMAIN = /^[a-z\d](?:[a-z\d-]{0,62}\.)*[a-z\d-]{1,62}\.[a-z]{2,24}/u;
/** RFC 5321, 4.5.3.1. */
const LONGEST_LOCAL = 64;
const LONGEST_DOMAIN = 255;

/** E-mail addresses in what `maskView` makes of a text: their first letter and the domain stay. */
export function maskEmails(view: string): readonly Mask[] {
  const masks: Mask[] = [];
  for (let at = view.indexOf("@"); at >= 0; at = view.indexOf("@", at + 1)) {
    const local = LOCAL.exec(view.slice(Math.max(0, at - LONGEST_LOCAL), at))?.[0];
    if (local === undefined || !DOMAIN.test(view.slice(at + 1, at + 1 + LONGEST_DOMAIN))) continue;
    masks.push({ start: at - local.length, end: at, by: `${local[0]}•••` });
  }
  return masks;
}
