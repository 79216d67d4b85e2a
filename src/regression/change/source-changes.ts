import type { Article } from "../../content/article.ts";
import type { Bot, Fact } from "../../content/bot.ts";
import type { Language } from "../../kernel/language.ts";
import type { ChangeOptions } from "./change-sentence.ts";
import { quote, reworded } from "./quote.ts";
import { compareByKey, tellProperties } from "./tell.ts";

/** What became of the facts that answers state. */
export function factChanges(before: Bot, after: Bot, { language, today }: ChangeOptions): readonly string[] {
  const { added, removed, kept } = compareByKey(
    new Map(Object.entries(before.facts)),
    new Map(Object.entries(after.facts)),
  );
  const nameOf = ({ statement }: Fact): string => quote(statement[language], language);
  return [
    ...added.map(([, fact]) => ({ zh: `新增依据${nameOf(fact)}`, en: `New fact ${nameOf(fact)}` })[language]),
    ...removed.map(
      ([, fact]) => ({ zh: `去掉依据${nameOf(fact)}`, en: `The fact ${nameOf(fact)} is gone` })[language],
    ),
    ...kept.flatMap(([, old, now]) =>
      tellProperties(
        old,
        now,
        {
          statement: (former, fact) => {
            const change = reworded(former.statement, fact.statement, language);
            return [{ zh: `依据的内容${change}`, en: `What a fact says changes ${change}` }[language]];
          },
          ...datedTellers<Fact>(`依据${nameOf(now)}`, `The fact ${nameOf(now)}`, language, today),
        },
        () => ({ zh: `依据${nameOf(now)}有变化`, en: `The fact ${nameOf(now)} has changed` })[language],
      ),
    ),
  ];
}

/** What became of the articles. */
export function articleChanges(
  before: Bot,
  after: Bot,
  { language, today }: ChangeOptions,
): readonly string[] {
  const { added, removed, kept } = compareByKey(before.articles, after.articles);
  const nameOf = ({ title }: Article): string => quote(title[language], language);
  return [
    ...added.map(
      ([, article]) => ({ zh: `新增文章${nameOf(article)}`, en: `New article ${nameOf(article)}` })[language],
    ),
    ...removed.map(
      ([, article]) =>
        ({ zh: `删除文章${nameOf(article)}`, en: `The article ${nameOf(article)} is gone` })[language],
    ),
    ...kept.flatMap(([, old, now]) => {
      const name = nameOf(now);
      return tellProperties(
        old,
        now,
        {
          title: (former, article) => {
            const change = reworded(former.title, article.title, language);
            return [{ zh: `文章的标题${change}`, en: `The title of an article changes ${change}` }[language]];
          },
          body: (former, article) => {
            const change = reworded(former.body, article.body, language);
            return [
              { zh: `文章${name}的正文${change}`, en: `The text of ${name} changes ${change}` }[language],
            ];
          },
          questions: () => [
            { zh: `能找到文章${name}的问法有变化`, en: `The questions that find ${name} have changed` }[
              language
            ],
          ],
          mentions: () => [
            { zh: `文章${name}要求提到的词有变化`, en: `The words that ${name} asks for have changed` }[
              language
            ],
          ],
          facts: () => [
            { zh: `文章${name}所依据的内容有增减`, en: `The article ${name} rests on other facts` }[language],
          ],
          ...datedTellers<Article>(`文章${name}`, `The article ${name}`, language, today),
        },
        () => ({ zh: `文章${name}有变化`, en: `The article ${name} has changed` })[language],
      );
    }),
  ];
}

interface Dated {
  readonly source: string;
  readonly date: string;
  readonly expires?: string;
}

function datedTellers<Of extends Dated>(
  zh: string,
  en: string,
  language: Language,
  today: string | undefined,
) {
  return {
    source: (_old: Of, { source }: Of) => [
      { zh: `${zh}的来源改为「${source}」`, en: `${en} has another source: "${source}"` }[language],
    ],
    date: (old: Of, now: Of) => [
      { zh: `${zh}的日期由 ${old.date} 改为 ${now.date}`, en: `${en} is of ${now.date}, not of ${old.date}` }[
        language
      ],
    ],
    expires: (old: Of, now: Of) => {
      if (now.expires === undefined)
        return [{ zh: `${zh}不再有有效期`, en: `${en} does not expire any more` }[language]];
      const isOver = ({ expires }: Of): boolean =>
        today !== undefined && expires !== undefined && expires < today;
      return [
        isOver(now) && !isOver(old)
          ? { zh: `${zh}已于 ${now.expires} 过期`, en: `${en} has expired on ${now.expires}` }[language]
          : { zh: `${zh}的有效期改为到 ${now.expires}`, en: `${en} now expires on ${now.expires}` }[language],
      ];
    },
  };
}
