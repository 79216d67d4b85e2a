import { inLanguage } from "../content/bot.ts";
import { hoursText } from "../content/hours-text.ts";
import { render } from "../content/template.ts";
import type { Setting } from "./turn.ts";

/** What the texts of the pattern `article` may name, in the customer's language; the date is an ISO 8601 day. */
export interface ShownArticle {
  readonly title: string;
  readonly text: string;
  readonly source: string;
  readonly date: string;
}

/** An article as it is shown, whole; `undefined` when the content has none of that name any more. */
export function articleOf({ bot, language }: Setting, name: string): ShownArticle | undefined {
  const article = bot.articles.get(name);
  if (article === undefined) return undefined;
  const { title, body, source, date } = article;
  const names = {
    brand: inLanguage(bot.brand, language),
    name: inLanguage(bot.name, language),
    language,
    hours: bot.hours === undefined ? undefined : hoursText(bot.hours, language),
  };
  return {
    title: inLanguage(title, language),
    text: render(inLanguage(body, language), names),
    source,
    date,
  };
}
