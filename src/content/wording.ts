import type { Localized } from "../kernel/language.ts";
import { bareText, normalize } from "../text/normalize.ts";
import { rememberLast } from "../text/remember-last.ts";
import type { Card, Display, Image, Wording } from "./bot.ts";
import type { AskBodySource, SayBodySource } from "./schema/step-schema.ts";
import type { LocalizedSource, WordingSource } from "./schema/text-schema.ts";

/** A written text in every language. */
export function localize(source: LocalizedSource): Localized {
  return typeof source === "string" ? { zh: source, en: source } : source;
}

/** What `say`, `ask` and `check` show, without buttons. */
export function displayOf(source: SayBodySource | AskBodySource): Display {
  if (typeof source !== "object" || !("text" in source)) return { text: wordingOf(source) };
  return {
    text: wordingOf(source.text),
    ...(source.steps === undefined ? {} : { steps: source.steps }),
    ...(source.current === undefined ? {} : { current: source.current }),
    ...(source.card === undefined ? {} : { card: cardOf(source.card) }),
    ...(source.image === undefined ? {} : { image: imageOf(source.image) }),
  };
}

type DisplaySource = Extract<AskBodySource, { text: unknown }>;

function cardOf({ title, lines, image }: NonNullable<DisplaySource["card"]>): Card {
  return {
    title: localize(title),
    lines: lines.map(({ label, value }) => ({ label: localize(label), value: localize(value) })),
    ...(image === undefined ? {} : { image: imageOf(image) }),
  };
}

function imageOf({ url, alt }: NonNullable<DisplaySource["image"]>): Image {
  return { url, alt: localize(alt) };
}

/** The form in which typed words and the phrases of options are compared: normalised, without marks and spaces. */
export const phraseKey: (text: string) => string = rememberLast((text) => bareText(normalize(text)));

function wordingOf(source: WordingSource): Wording {
  return Array.isArray(source) ? source.map(localize) : [localize(source)];
}
