import { languages } from "../kernel/language.ts";
import type { Bot } from "./bot.ts";
import { figuresIn } from "./lint-figures.ts";
import { type CustomerText, eachLanguage, withoutTemplates } from "./lint-texts.ts";
import type { Problem } from "./source.ts";

/** Amounts, rates, dates and times written into what customers read, where no fact that the step names states them. */
export function literalFigures(
  { facts }: Pick<Bot, "facts">,
  texts: readonly CustomerText[],
): readonly Problem[] {
  const stated = new Map(
    Object.entries(facts).map(([id, { statement }]) => [
      id,
      languages.flatMap((language) => figuresIn(statement[language]).map(({ key }) => key)),
    ]),
  );
  return texts.flatMap(eachLanguage).flatMap(({ text, facts: named, locate }) => {
    const known = new Set(named.flatMap((id) => stated.get(id) ?? []));
    const unstated = figuresIn(withoutTemplates(text)).filter(({ key }) => !known.has(key));
    const once = [...new Map(unstated.map((figure) => [figure.key, figure])).values()];
    return once.map((figure): Problem => {
      const names = named.map((id) => `"${id}"`).join(", ");
      const missing = named.length === 0 ? "no fact is named that states it" : `${names} does not state it`;
      return {
        ...locate(figure.index),
        severity: "warning",
        rule: "text-literal",
        message: `"${figure.text}" is written into the text, and ${missing}.`,
        hint: "Write it into a fact of bot.yaml and name that under `facts:`, or fill it in from a slot or a call.",
      };
    });
  });
}
