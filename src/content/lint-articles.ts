import { languages } from "../kernel/language.ts";
import { NONE } from "../kernel/understanding.ts";
import type { Article } from "./article.ts";
import type { Bot } from "./bot.ts";
import type { Places } from "./lint-places.ts";
import type { Place, Problem } from "./source.ts";
import { phraseKey } from "./wording.ts";
import { placeName, type WrittenUtterance } from "./written-utterance.ts";

/** What is doubtful in articles, beside their words: out of date, never found, or asked for like something else. */
export function lintArticles(
  bot: Pick<Bot, "articles">,
  places: Places,
  utterances: readonly WrittenUtterance[],
  today: string,
): readonly Problem[] {
  const articles = [...bot.articles.values()];
  return [
    ...articles.flatMap((article) => expired(article, today)),
    ...articles.flatMap((article) => unasked(article, places)),
    ...sharedQuestions(articles, places, utterances),
    ...sharedMentions(articles, places),
  ];
}

function expired({ name, source, date, expires, at }: Article, today: string): readonly Problem[] {
  if (expires === undefined || expires > today) return [];
  const message = `The article "${name}" of ${date} was to be reviewed by ${expires}.`;
  return [warning(at, "article-expired", message, `Check it against "${source}" and set new dates.`)];
}

/** An article is found by its questions in a language, or by its words, which stand for both. */
function unasked({ name, at, questions, mentions }: Article, places: Places): readonly Problem[] {
  if (mentions.zh.length + mentions.en.length > 0) return [];
  return languages.flatMap((language): readonly Problem[] => {
    if (questions[language].length > 0) return [];
    const place = places.at(at.file, ["questions", language]);
    const message = `"${name}" has no questions in ${language}: hardly anybody will find it.`;
    return [
      warning(place, "article-unasked", message, "Write under `questions:` how customers would ask for it."),
    ];
  });
}

function sharedQuestions(
  articles: readonly Article[],
  places: Places,
  utterances: readonly WrittenUtterance[],
): readonly Problem[] {
  const taken = new Map<string, string>();
  for (const { key, text, intent, locate } of utterances)
    if (key !== "" && intent.name !== NONE)
      taken.set(key, `"${text}" in "${intent.name}" (${placeName(locate())})`);
  return articles.flatMap((article) =>
    writtenIn(article, "questions").flatMap(({ text, path }): readonly Problem[] => {
      const key = phraseKey(text);
      const place = places.at(article.at.file, path);
      const other = taken.get(key);
      if (other === undefined) taken.set(key, `"${text}" in "${article.name}" (${placeName(place)})`);
      if (other === undefined || key === "") return [];
      const message = `"${text}" is asked already: ${other}.`;
      return [
        warning(
          place,
          "article-shared",
          message,
          "Keep it where most customers mean it; an intent goes first.",
        ),
      ];
    }),
  );
}

function sharedMentions(articles: readonly Article[], places: Places): readonly Problem[] {
  const taken = new Map<string, string>();
  return articles.flatMap((article) =>
    writtenIn(article, "mentions").flatMap(({ text, path }): readonly Problem[] => {
      const key = phraseKey(text);
      const place = places.at(article.at.file, path);
      const other = taken.get(key);
      // A name that is the same in both languages may stand under both.
      if (other === undefined) taken.set(key, article.name);
      if (other === undefined || other === article.name) return [];
      const message = `"${text}" leads to "${other}" already.`;
      return [warning(place, "article-shared", message, "Keep it in one of them.")];
    }),
  );
}

interface Written {
  readonly text: string;
  readonly path: readonly (string | number)[];
}

function writtenIn(article: Article, list: "questions" | "mentions"): readonly Written[] {
  return languages.flatMap((language) =>
    article[list][language].map((text, index) => ({ text, path: [list, language, index] })),
  );
}

function warning(place: Place, rule: string, message: string, hint: string): Problem {
  return { ...place, severity: "warning", rule, message, hint };
}
