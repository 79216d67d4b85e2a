/**
 * The language of a text, where it is another one than that around it: a screen reader must not read English by the
 * rules of Chinese. Undefined where it is the same, or cannot be told.
 */
export function languageOf(text: string, locale: string): string | undefined {
  const isChinese = /\p{Script=Han}/u.test(text);
  if (isChinese === locale.startsWith("zh") || !/\p{L}{2}/u.test(text)) return undefined;
  return isChinese ? "zh" : "en";
}
