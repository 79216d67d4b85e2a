import type { Bot, Button, Option } from "../../content/bot.ts";
import type { Language } from "../../kernel/language.ts";
import { listed, quote, reworded } from "./quote.ts";
import { differingProperties } from "./same.ts";
import { intentWords, targetWords } from "./step-words.ts";
import { compareLists, tellProperties } from "./tell.ts";

/** What the words of a dialog are about. */
export interface Place {
  readonly bot: Bot;
  /** The dialog by its id now. */
  readonly dialog: string;
  readonly language: Language;
}

/** What became of the buttons under a message, or of the answers to a question. */
export function optionChanges<Of extends Button | Option>(
  before: readonly Of[],
  after: readonly Of[],
  place: Place,
): readonly string[] {
  const pairs = pairsOf(before, after);
  const found = new Set(pairs.flat());
  const added = after.filter((option) => !found.has(option));
  const removed = before.filter((option) => !found.has(option));
  return [
    ...added.map((option) => addedWords(option, place)),
    ...removed.map((option) => {
      const label = labelOf(option, place);
      return { zh: `去掉按钮${label}`, en: `the button ${label} is gone` }[place.language];
    }),
    ...pairs.flatMap(([old, now]) => changesOf(old, now, place)),
    ...orderWords(before, pairs, after, place),
  ];
}

function labelOf({ label }: Button | Option, { language }: Place): string {
  return quote(label[language], language);
}

function addedWords(option: Button | Option, place: Place): string {
  const label = labelOf(option, place);
  const target = targetWords(place.bot, option.go, place.dialog, place.language);
  return { zh: `新增按钮${label}，通向${target}`, en: `new button ${label}, which leads to ${target}` }[
    place.language
  ];
}

/** By what they say, and else by id: ids that are only numbers say little. */
function pairsOf<Of extends Button | Option>(
  before: readonly Of[],
  after: readonly Of[],
): readonly (readonly [Of, Of])[] {
  const pairs: (readonly [Of, Of])[] = [];
  const found = new Set<Of>();
  const match = (isPair: (old: Of, now: Of) => boolean): void => {
    for (const old of before.filter((option) => !found.has(option))) {
      const now = after.find((option) => !found.has(option) && isPair(old, option));
      if (now === undefined) continue;
      pairs.push([old, now]);
      found.add(old).add(now);
    }
  };
  match((old, now) => old.label.zh === now.label.zh && old.label.en === now.label.en);
  match((old, now) => old.id === now.id);
  return pairs;
}

function changesOf(before: Button | Option, after: Button | Option, place: Place): readonly string[] {
  const { language } = place;
  const label = labelOf(after, place);
  const isRenamed = differingProperties(before.label, after.label).length > 0;
  return tellProperties<Button | Option>(
    before,
    after,
    {
      // A number that moved is told by what was put in or taken out.
      id: (old, now) => (/^[ob]\d+$/u.test(old.id) && /^[ob]\d+$/u.test(now.id) ? undefined : []),
      label: (old, now) => {
        const change = reworded(old.label, now.label, language);
        return [{ zh: `按钮${change}`, en: `a button is renamed ${change}` }[language]];
      },
      go: (_old, now) => {
        const target = targetWords(place.bot, now.go, place.dialog, language);
        return [
          { zh: `按钮${label}改为通向${target}`, en: `the button ${label} now leads to ${target}` }[language],
        ];
      },
      phrases: (old, now) => (isRenamed ? undefined : phraseWords(old, now, label, language)),
      intents: (_old, now) => {
        if (!("intents" in now)) return [];
        const names = listed(
          now.intents.map((name) => intentWords(place.bot, name, language)),
          language,
        );
        return [
          now.intents.length === 0
            ? { zh: `按钮${label}不再对应任何客户问题`, en: `no question stands for ${label} any more` }[
                language
              ]
            : { zh: `按钮${label}改为对应客户问题${names}`, en: `what stands for ${label} is now ${names}` }[
                language
              ],
        ];
      },
    },
    () => ({ zh: `按钮${label}的设置有变化`, en: `other settings of the button ${label}` })[language],
  );
}

function phraseWords(
  before: Button | Option,
  after: Button | Option,
  label: string,
  language: Language,
): readonly string[] {
  if (!("phrases" in before) || !("phrases" in after)) return [];
  const { added, removed } = compareLists(before.phrases, after.phrases);
  const quoted = (phrases: readonly string[]): string =>
    listed(
      phrases.map((phrase) => quote(phrase, language)),
      language,
    );
  return [
    ...(added.length === 0
      ? []
      : [{ zh: `说${quoted(added)}也算${label}`, en: `${quoted(added)} now means ${label}` }[language]]),
    ...(removed.length === 0
      ? []
      : [
          {
            zh: `说${quoted(removed)}不再算${label}`,
            en: `${quoted(removed)} does not mean ${label} any more`,
          }[language],
        ]),
  ];
}

function orderWords<Of extends Button | Option>(
  before: readonly Of[],
  pairs: readonly (readonly [Of, Of])[],
  after: readonly Of[],
  { language }: Place,
): readonly string[] {
  const places = before.flatMap((option) => {
    const pair = pairs.find(([old]) => old === option);
    return pair === undefined ? [] : [after.indexOf(pair[1])];
  });
  const isKept = places.every((at, index) => index === 0 || at > (places[index - 1] ?? 0));
  return isKept ? [] : [{ zh: "按钮的顺序有变化", en: "the buttons come in another order" }[language]];
}
