/** A text being written, and where the caret stands in it. */
export interface Written {
  readonly text: string;
  readonly caret: number;
}

/** The text with a piece where the caret is, or in place of what is chosen; in place of all of it when it is blank. */
export function inserted(text: string, chosen: readonly [from: number, to: number], piece: string): Written {
  if (text.trim() === "") return { text: piece, caret: piece.length };
  const [from, to] = chosen;
  return { text: text.slice(0, from) + piece + text.slice(to), caret: from + piece.length };
}
