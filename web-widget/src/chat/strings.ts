import en from "../strings/en.json";
import zh from "../strings/zh.json";

/** The widget's own words in one language. */
export type Strings = typeof zh;

export type Locale = "zh" | "en";

export const stringsIn: { readonly [L in Locale]: Strings } = { zh, en };
