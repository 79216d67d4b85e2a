import type { Bot, Intent } from "../../content/bot.ts";
import { type Language, languages } from "../../kernel/language.ts";
import type { ChangeSentence } from "./change-sentence.ts";
import { examples, quote, reworded, several } from "./quote.ts";
import { same } from "./same.ts";
import { compareByKey, compareLists, tellProperties } from "./tell.ts";
import { type Move, movedUtterances } from "./utterance-moves.ts";

type Told = Pick<ChangeSentence, "group" | "text"> & {
  /** The intent that it is about, by its name. */
  readonly intent: string;
};

/** What became of the questions that customers ask, and of the ways they ask them. */
export function intentChanges(before: Bot, after: Bot, language: Language): readonly Told[] {
  const { added, removed, kept } = compareByKey(byName(before), byName(after));
  const changed = kept.filter(([, old, now]) => !same(old, now));
  const moves = movedUtterances(before, after);
  return [
    ...added.map(([intent, { title, utterances }]): Told => {
      const count = utterances[language].length;
      const name = quote(title[language], language);
      const shown = examples(utterances[language], language);
      const text = {
        zh: `新增客户问题${name}，有 ${count} 种问法：${shown}`,
        en: `New question ${name}, asked in ${several(count, "way")}: ${shown}`,
      }[language];
      return { group: "intents", intent, text };
    }),
    ...removed.map(([intent, { title }]): Told => {
      const name = quote(title[language], language);
      const text = { zh: `不再识别客户问题${name}`, en: `The question ${name} is gone` }[language];
      return { group: "intents", intent, text };
    }),
    ...changed.flatMap(([intent, old, now]) =>
      titleAndSettings(old, now, language).map((text): Told => ({ group: "intents", intent, text })),
    ),
    ...moves.map((move) => moveTold(move, before, after, language)),
    ...changed.flatMap(([intent, old, now]) =>
      utteranceChanges(old, now, moves, language).map(
        (text): Told => ({ group: "utterances", intent, text }),
      ),
    ),
  ];
}

function byName({ intents }: Bot): ReadonlyMap<string, Intent> {
  return new Map(intents.map((intent) => [intent.name, intent]));
}

function titleAndSettings(before: Intent, after: Intent, language: Language): readonly string[] {
  const name = quote(after.title[language], language);
  return tellProperties(
    before,
    after,
    {
      title: (old, now) => {
        const change = reworded(old.title, now.title, language);
        return [{ zh: `客户问题的标题${change}`, en: `The title of a question changes ${change}` }[language]];
      },
      contexts: () => [
        { zh: `${name}适用的场合有变化`, en: `Where ${name} is expected has changed` }[language],
      ],
      slots: () => [
        { zh: `从${name}里读取的信息有变化`, en: `What is read from ${name} has changed` }[language],
      ],
      utterances: () => undefined,
      not: () => undefined,
      marks: () => undefined,
    },
    () => ({ zh: `${name}的其他设置有变化`, en: `Other settings of ${name} have changed` })[language],
  );
}

function moveTold({ from, to, texts }: Move, before: Bot, after: Bot, language: Language): Told {
  const title = (bot: Bot, intent: string): string =>
    quote(byName(bot).get(intent)?.title[language] ?? intent, language);
  const [old, now] = [title(before, from), title(after, to)];
  const text = {
    zh: `${texts.length} 种问法由${old}改归${now}：${examples(texts, language)}`,
    en: `${several(texts.length, "way")} of asking ${texts.length === 1 ? "moves" : "move"} from ${old} to ${now}: ${examples(texts, language)}`,
  }[language];
  return { group: "utterances", intent: to, text };
}

function utteranceChanges(
  before: Intent,
  after: Intent,
  moves: readonly Move[],
  language: Language,
): readonly string[] {
  const name = quote(after.title[language], language);
  const came = new Set(moves.filter(({ to }) => to === after.name).flatMap(({ texts }) => texts));
  const went = new Set(moves.filter(({ from }) => from === after.name).flatMap(({ texts }) => texts));
  const { added, removed } = compareLists(
    textsOf(before.utterances, language),
    textsOf(after.utterances, language),
  );
  const fresh = added.filter((text) => !came.has(text));
  const lost = removed.filter((text) => !went.has(text));
  const isElsewhere = added.length + removed.length > 0;
  const sentences = [
    ...counted(fresh, `${name}新增 # 种问法`, (ways) => `${ways} of asking ${name} added`, "way", language),
    ...counted(
      lost,
      `${name}去掉 # 种问法`,
      (ways) => `${ways} of asking ${name} taken out`,
      "way",
      language,
    ),
  ];
  return [
    ...sentences,
    ...(JSON.stringify(before.utterances) !== JSON.stringify(after.utterances) && !isElsewhere
      ? [{ zh: `${name}的问法换了顺序`, en: `The ways of asking ${name} stand in another order` }[language]]
      : []),
    ...notChanges(before, after, name, language),
    ...marksChanged(before, after, name, language),
  ];
}

function notChanges(before: Intent, after: Intent, name: string, language: Language): readonly string[] {
  const { added, removed } = compareLists(textsOf(before.not, language), textsOf(after.not, language));
  const sentences = [
    ...counted(
      added,
      `# 种说法不再算作${name}`,
      (ways) => `${ways} not to be taken for ${name} added`,
      "text",
      language,
    ),
    ...counted(
      removed,
      `${name}去掉 # 种排除的说法`,
      (ways) => `${ways} not to be taken for ${name} taken out`,
      "text",
      language,
    ),
  ];
  const isReordered = sentences.length === 0 && JSON.stringify(before.not) !== JSON.stringify(after.not);
  return isReordered
    ? [
        {
          zh: `${name}排除的说法换了顺序`,
          en: `What is not to be taken for ${name} stands in another order`,
        }[language],
      ]
    : sentences;
}

/** Of utterances that are in both; of the others, what they mark is told with them. */
function marksChanged(before: Intent, after: Intent, name: string, language: Language): readonly string[] {
  const marksOf = ({ marks }: Intent, other: Intent): string => {
    const texts = new Set(textsOf(other.utterances, language).concat(textsOf(other.not, language)));
    return JSON.stringify(
      marks
        .filter(({ text }) => texts.has(text))
        .map(({ slot, text, start, end }) => [slot, text, start, end]),
    );
  };
  if (marksOf(before, after) === marksOf(after, before)) return [];
  return [
    { zh: `${name}的问法里标出的信息有变化`, en: `What is marked in the ways of asking ${name} has changed` }[
      language
    ],
  ];
}

/** Texts of the wanted language first: examples are taken from the beginning. */
function textsOf(texts: Intent["utterances"], language: Language): readonly string[] {
  return languages.toSorted((one) => (one === language ? -1 : 1)).flatMap((one) => texts[one]);
}

function counted(
  texts: readonly string[],
  zh: string,
  en: (counted: string) => string,
  noun: string,
  language: Language,
): readonly string[] {
  if (texts.length === 0) return [];
  const shown = examples(texts, language);
  return [
    {
      zh: `${zh.replace("#", String(texts.length))}：${shown}`,
      en: `${en(several(texts.length, noun))}: ${shown}`,
    }[language],
  ];
}
