/** The language that a text is in, for whatever reads it out or breaks its lines. A text without words has none. */
export function languageOf(text: string): "zh-CN" | "en" | undefined {
  if (/\p{Script=Han}/u.test(text)) return "zh-CN";
  return /\p{Script=Latin}{2}/u.test(text) ? "en" : undefined;
}
