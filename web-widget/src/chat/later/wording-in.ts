import type { Strings, Wording } from "../strings.ts";

const STRINGS: Readonly<Record<string, () => Promise<{ readonly default: Strings }>>> = {
  "zh-CN": () => import("../../strings/zh-CN.json"),
  "zh-TW": () => import("../../strings/zh-TW.json"),
  en: () => import("../../strings/en.json"),
};

/** What the widget says in this language; nothing, where it does not speak it. */
export async function wordingIn(locale: string): Promise<Wording | undefined> {
  const file = STRINGS[locale];
  return file && { locale, strings: (await file()).default };
}
