import en from "../strings/reports.en.json" with { type: "json" };
import zh from "../strings/reports.zh.json" with { type: "json" };
import type { Locale } from "./locale.ts";

/** The words of the reports in one language. */
export type ReportStrings = typeof zh;

export const reportStringsIn: { readonly [L in Locale]: ReportStrings } = { zh, en };
