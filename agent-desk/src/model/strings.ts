import en from "../strings/en.json" with { type: "json" };
import zh from "../strings/zh.json" with { type: "json" };
import type { Locale } from "./locale.ts";

/** The desk's words in one language. */
export type Strings = typeof zh;

export const stringsIn: { readonly [L in Locale]: Strings } = { zh, en };
