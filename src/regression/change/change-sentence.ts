import type { Language } from "../../kernel/language.ts";

/** What a sentence is about, in the order in which they are told. */
export const changeGroups = [
  "dialogs",
  "answers",
  "intents",
  "utterances",
  "facts",
  "articles",
  "bot",
  "patterns",
  "rest",
] as const;
export type ChangeGroup = (typeof changeGroups)[number];

/** One thing that another content does otherwise, for a person who reads no YAML. */
export interface ChangeSentence {
  readonly group: ChangeGroup;
  readonly text: string;
  /** The dialog or pattern it is about, by its id: the new one, where it has another now. */
  readonly dialog?: string;
  /** How many conversations a week come through what changed, where that is known. */
  readonly weekly?: number;
}

/** How a change is to be told. */
export interface ChangeOptions {
  readonly language: Language;
  /** Conversations a week, by `dialog#step`. */
  readonly touched?: ReadonlyMap<string, number>;
  /** An ISO 8601 day. With it, facts and articles that a change has expire are told as such. */
  readonly today?: string;
}

/** The headings of the groups. */
export const groupTitles: Readonly<Record<ChangeGroup, Readonly<Record<Language, string>>>> = {
  dialogs: { zh: "对话的增减", en: "Dialogs" },
  answers: { zh: "对话里的变化", en: "Inside dialogs" },
  intents: { zh: "客户会问的问题", en: "Questions that customers ask" },
  utterances: { zh: "客户的问法", en: "The ways they ask them" },
  facts: { zh: "回答的依据", en: "Facts" },
  articles: { zh: "知识文章", en: "Articles" },
  bot: { zh: "欢迎语、推荐问题与服务时间", en: "Greeting, suggestions and hours" },
  patterns: { zh: "通用应答", en: "What holds everywhere" },
  rest: { zh: "其他", en: "Everything else" },
};
