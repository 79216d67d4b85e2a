import { type Perturbation, pick } from "./perturbation.ts";

/** What keyboards, menus and moods put on a text in any language. */
export const dressing: readonly Perturbation[] = [
  {
    name: "full-width",
    does: "letters, digits and marks in full width: Ａ１？",
    perturb: (text) =>
      text.replace(/[!-~]/gu, (narrow) => String.fromCodePoint((narrow.codePointAt(0) ?? 0) + FULL_WIDTH)),
  },
  {
    name: "menu-debris",
    does: "the number of a menu entry in front: 1:, 3#",
    // A digit after "1:" makes a time of day of it, and after "2、" a list.
    perturb: (text, random) => (/^\d/u.test(text) ? text : (pick(DEBRIS, random) ?? "") + text),
  },
  {
    name: "emoji",
    does: "an emoji at the end",
    // No gestures: a thumb up is an answer of its own.
    perturb: (text, random) => text + (pick(MOODS, random) ?? ""),
  },
];

/** From "!" to its full-width form, and the same for every mark, digit and letter up to "~". */
const FULL_WIDTH = 0xfee0;

const DEBRIS = ["1:", "3#", "2、", "4.", "/"];
const MOODS = ["😊", "🙏", "😭", "😅", "🤔", "😡😡"];
