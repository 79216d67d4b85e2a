/** The text with `{name}` replaced by its value. A name without a value stays, so that it is seen. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/gu, (whole, name: string) => String(values[name] ?? whole));
}

/** Whether there is a text of this name: servers and clients are not renewed in the same moment. */
export function isNamed<Texts extends object>(texts: Texts, name: string): name is keyof Texts & string {
  return Object.hasOwn(texts, name);
}
