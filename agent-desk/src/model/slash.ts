/** A slash that asks for canned replies, and what was typed after it. */
export interface Slash {
  /** Where the slash stands in the text. */
  readonly from: number;
  readonly to: number;
  readonly typed: string;
}

/** The slash that the caret is at the end of, if any: at the beginning of the text or after a space. */
export function slashBefore(text: string, caret: number): Slash | undefined {
  const match = /(?:^|\s)\/([\p{L}\p{N}_-]*)$/u.exec(text.slice(0, caret));
  const typed = match?.[1];
  return typed === undefined ? undefined : { from: caret - typed.length - 1, to: caret, typed };
}

/** The text with a reply in place of the slash. */
export function withReply(text: string, { from, to }: Slash, reply: string): string {
  return text.slice(0, from) + reply + text.slice(to);
}
