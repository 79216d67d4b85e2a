import { type Language, languages } from "../kernel/language.ts";
import { withoutMarkup } from "../text/slot-markup.ts";
import type { Bot, Intent } from "./bot.ts";
import { type ContentDocument, parseContent } from "./document.ts";
import type { Place, SourceFile } from "./source.ts";
import { phraseKey } from "./wording.ts";

/** An utterance together with where it stands. */
export interface WrittenUtterance {
  readonly intent: Intent;
  readonly language: Language;
  /** As a customer would type it. */
  readonly text: string;
  /** The letters and digits alone, normalised: what width, script, case and marks leave as it is. May be empty. */
  readonly key: string;
  readonly locate: () => Place;
}

/** Where the utterance at an index of an intent's list stands. */
export type LocateUtterance = (intent: Intent, language: Language, index: number) => Place;

/** Looks places up in the files, which are parsed again for it: a bot keeps none of utterances nobody complains of. */
export function utteranceLocator(files: readonly SourceFile[]): LocateUtterance {
  const documents = new Map<string, ContentDocument | undefined>();
  const documentAt = (path: string): ContentDocument | undefined => {
    const source = files.find((file) => file.path === path);
    const parsed = source === undefined ? [] : parseContent(source);
    return "value" in parsed ? parsed : undefined;
  };
  return (intent, language, index) => {
    const { file } = intent.at;
    if (!documents.has(file)) documents.set(file, documentAt(file));
    return documents.get(file)?.locate(["utterances", language, index]) ?? intent.at;
  };
}

/** All utterances of a bot in the order of its files. */
export function writtenUtterances(
  { intents }: Pick<Bot, "intents">,
  locate: LocateUtterance,
): readonly WrittenUtterance[] {
  return intents.flatMap((intent) =>
    languages.flatMap((language) =>
      intent.utterances[language].map((utterance, index) => {
        const text = withoutMarkup(utterance);
        return {
          intent,
          language,
          text,
          key: phraseKey(text),
          locate: () => locate(intent, language, index),
        };
      }),
    ),
  );
}

/** The keys of the texts under an intent's `not:`, for each intent by name. */
export function deniedKeys({ intents }: Pick<Bot, "intents">): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    intents.map(({ name, not }) => [
      name,
      new Set([...not.zh, ...not.en].map((text) => phraseKey(withoutMarkup(text)))),
    ]),
  );
}

/** An utterance as messages name it: its words, its intent and its line. */
export function nameUtterance({ text, intent, locate }: WrittenUtterance): string {
  return `"${text}" in "${intent.name}" (${placeName(locate())})`;
}

/** `intents/refund.yaml:12` */
export function placeName({ file, line }: Place): string {
  return `${file}:${line}`;
}
