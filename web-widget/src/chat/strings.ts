import type words from "../strings/zh-CN.json";

/** The widget's own words in one language. */
export type Strings = Omit<typeof words, "tags">;

/** A language the widget speaks, with its words. */
export interface Wording {
  /** BCP 47. */
  readonly locale: string;
  readonly strings: Strings;
}

/** Puts values where a text names them in braces. */
export function fill(text: string, values: object): string {
  return text.replace(/\{(\w+)\}/gu, (_, name: string) => String(Reflect.get(values, name)));
}
