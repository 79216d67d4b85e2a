import type { Bot } from "../../content/bot.ts";
import type { AuthoredEntity } from "../../kernel/entities.ts";
import type { Language } from "../../kernel/language.ts";
import { listed, reworded } from "./quote.ts";
import { differingProperties, same } from "./same.ts";
import { compareByKey } from "./tell.ts";

/** What is told of one part of a bot; `undefined` where it is told elsewhere, or made of what is. */
type Teller = ((before: Bot, after: Bot, language: Language) => readonly string[]) | undefined;

/** Every part of a bot is here, so that one that is new cannot be left out. */
const parts: { readonly [Part in keyof Required<Bot>]: Teller } = {
  name: undefined,
  brand: undefined,
  greeting: undefined,
  suggestions: undefined,
  pages: undefined,
  hours: undefined,
  queues: undefined,
  facts: undefined,
  articles: undefined,
  intents: undefined,
  dialogs: undefined,
  startByIntent: undefined,
  startByPhrase: undefined,
  color: (_before, { color }, language) => [
    color === undefined
      ? { zh: "不再指定主题色", en: "There is no colour any more" }[language]
      : { zh: `主题色改为 ${color}`, en: `The colour is ${color} now` }[language],
  ],
  labels: (before, after, language) => {
    const former = new Map(Object.entries(before.labels));
    return Object.entries(after.labels).flatMap(([name, label]) => {
      const old = former.get(name);
      if (old === undefined || same(old, label)) return [];
      const change = reworded(old, label, language);
      return [{ zh: `通用按钮${change}`, en: `A button that is everywhere changes ${change}` }[language]];
    });
  },
  actions: (before, after, language) =>
    keyed(
      before.actions,
      after.actions,
      { zh: "可查询的系统接口", en: "what is asked of the shop's systems" },
      language,
    ),
  entities: (before, after, language) =>
    keyed(
      entitiesByName(before),
      entitiesByName(after),
      { zh: "能识别的信息", en: "what is recognised in texts" },
      language,
    ),
  lexicon: (before, after, language) => {
    const differing = new Set(differingProperties(before.lexicon, after.lexicon));
    const changed = Object.entries(lexiconParts).flatMap(([name, title]) =>
      differing.has(name) ? [title[language]] : [],
    );
    return [
      {
        zh: `词库有变化：${listed(changed, language)}`,
        en: `The lexicon has changed: ${listed(changed, language)}`,
      }[language],
    ];
  },
  care: (_before, _after, language) => [
    {
      zh: "需要特别关照的客户的判断方式有变化",
      en: "How customers who need care are told has changed",
    }[language],
  ],
  silenceMs: (before, after, language) => [
    {
      zh: `客户沉默多久后再问一声：由 ${minutes(before)} 分钟改为 ${minutes(after)} 分钟`,
      en: `The bot asks after ${minutes(after)} min of silence, before ${minutes(before)} min`,
    }[language],
  ],
  replayLimits: (_before, _after, language) => [
    { zh: "回放时允许的变化上限有变化", en: "How much a replay may find has changed" }[language],
  ],
};

/** What became of everything that has no group of its own. */
export function otherChanges(before: Bot, after: Bot, language: Language): readonly string[] {
  const differing = new Set(differingProperties(before, after));
  return Object.entries(parts).flatMap(([part, teller]) =>
    differing.has(part) ? (teller?.(before, after, language) ?? []) : [],
  );
}

const lexiconParts: Readonly<Record<keyof Bot["lexicon"], Readonly<Record<Language, string>>>> = {
  words: { zh: "专有词", en: "words" },
  synonyms: { zh: "同义词", en: "synonyms" },
  confusables: { zh: "易错字", en: "confusables" },
  polyphones: { zh: "多音字", en: "polyphones" },
  polite: { zh: "客套话", en: "courtesies" },
};

function entitiesByName({ entities }: Bot): ReadonlyMap<string, AuthoredEntity> {
  return new Map(entities.map((entity) => [entity.name, entity]));
}

function keyed<Thing>(
  before: ReadonlyMap<string, Thing>,
  after: ReadonlyMap<string, Thing>,
  what: Readonly<Record<Language, string>>,
  language: Language,
): readonly string[] {
  const { added, removed, kept } = compareByKey(before, after);
  const changed = kept.filter(([, old, now]) => !same(old, now));
  const sentence = (names: readonly (readonly [string, ...unknown[]])[], zh: string, en: string) =>
    names.length === 0
      ? []
      : [
          {
            zh: `${what.zh}${zh}：${listed(
              names.map(([name]) => name),
              language,
            )}`,
            en: `${en} in ${what.en}: ${listed(
              names.map(([name]) => name),
              language,
            )}`,
          }[language],
        ];
  const sentences = [
    ...sentence(added, "新增", "New"),
    ...sentence(removed, "减少", "Gone"),
    ...sentence(changed, "有变化", "Changed"),
  ];
  return sentences.length > 0
    ? sentences
    : [{ zh: `${what.zh}换了顺序`, en: `Another order in ${what.en}` }[language]];
}

function minutes({ silenceMs }: Bot): number {
  return silenceMs / 60_000;
}
