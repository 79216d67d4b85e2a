import { languageOf } from "../model/language.ts";

/** The attributes of whatever shows what somebody wrote: its own language and direction, not the desk's. */
export function inItsLanguage(text: string): { readonly lang: string | undefined; readonly dir: "auto" } {
  return { lang: languageOf(text), dir: "auto" };
}
