/** An utterance without its markup, where its slots stand in it, and what is wrong with the markup. */
export interface MarkedText {
  readonly text: string;
  readonly marks: readonly SlotMark[];
  readonly mistakes: readonly MarkupMistake[];
}

/** "[招行](from)": a part of the text and the slot it fills. */
export interface SlotMark {
  readonly slot: string;
  /** Where the part stands in the text without markup, in UTF-16 units: [start, end). */
  readonly start: number;
  readonly end: number;
  /** Where the markup begins in the utterance as it was written. */
  readonly at: number;
}

export interface MarkupMistake {
  readonly message: string;
  /** Where it stands in the utterance as it was written. */
  readonly at: number;
}

const MARK = /\[([^[\]]*)\]\(([^()]*)\)/gu;
/** What only resembles a mark; "[图片]" alone is what a customer may type. */
const NEARLY = /\]\s*[(（【]|【[^】]*】\s*[(（]|\[[^\]]*$/u;

/** Takes the slot markup out of an utterance: "把[招行](from)换掉" is 把招行换掉, with 招行 as `from`. */
export function readMarkup(utterance: string): MarkedText {
  const marks: SlotMark[] = [];
  const mistakes: MarkupMistake[] = [];
  let text = "";
  let readTo = 0;
  const pass = (to: number): void => {
    const plain = utterance.slice(readTo, to);
    const nearly = NEARLY.exec(plain);
    if (nearly !== null) {
      mistakes.push({ at: readTo + nearly.index, message: "This looks like a slot and is none." });
    }
    text += plain;
  };
  for (const { 0: whole, 1: part = "", 2: slot = "", index } of utterance.matchAll(MARK)) {
    pass(index);
    if (part.trim() === "") mistakes.push({ at: index, message: "Nothing is marked here." });
    else if (slot.trim() === "") mistakes.push({ at: index, message: `"${part}" is marked without a slot.` });
    else marks.push({ slot, start: text.length, end: text.length + part.length, at: index });
    text += part;
    readTo = index + whole.length;
  }
  pass(utterance.length);
  return { text, marks, mistakes };
}

/** The utterance as a customer would type it: "[这个月](period)的账单" becomes "这个月的账单". */
export function withoutMarkup(utterance: string): string {
  return utterance.includes("](") ? readMarkup(utterance).text : utterance;
}
