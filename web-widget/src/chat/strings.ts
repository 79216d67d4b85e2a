import en from "../strings/en.json";
import zh from "../strings/zh.json";

/** The widget's own words in one language. */
export type Strings = typeof zh;

export type Locale = "zh" | "en";

/** Puts values where a text names them in braces. */
export function fill(text: string, values: object): string {
  return text.replace(/\{(\w+)\}/gu, (_, name: string) => String(Reflect.get(values, name)));
}

export const stringsIn: { readonly [L in Locale]: Strings } = { zh, en };
