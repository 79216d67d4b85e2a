import type { Bot } from "../content/bot.ts";
import type { Problem } from "../content/source.ts";
import type { DialogCase } from "./suite.ts";

/** Warnings for articles that no dialog test expects a question to be answered by. */
export function untestedArticles(
  { articles }: Pick<Bot, "articles">,
  cases: readonly DialogCase[],
): readonly Problem[] {
  const tested = new Set(
    cases.flatMap(({ talk }) => talk.map(({ turn }) => ("nlu" in turn ? turn.nlu?.article : undefined))),
  );
  return [...articles.values()]
    .filter(({ name }) => !tested.has(name))
    .map(({ name, at }) => ({
      ...at,
      severity: "warning",
      rule: "article-untested",
      message: `No dialog test asks for "${name}".`,
      hint: `Write down in tests/dialogs a question that it answers: \`nlu: { article: ${name} }\`.`,
    }));
}
