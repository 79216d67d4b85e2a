import type { Language } from "../../kernel/language.ts";
import type { DraftSuite } from "../../regression/draft/draft.ts";
import { namesOf } from "../../regression/draft/names.ts";
import type { BotpressBot } from "./bot-files.ts";
import type { Elements } from "./elements.ts";
import type { Findings } from "./findings.ts";
import { languageOfText } from "./languages.ts";

type Case = DraftSuite["cases"][number];
type Turn = Case["talk"][number];

/** The recorded conversations of the testing module as one suite of dialog tests. */
export function translateScenarios(
  { scenarios }: BotpressBot,
  elements: Elements,
  findings: Findings,
): readonly DraftSuite[] {
  const cases = scenarios.flatMap((scenario): readonly Case[] => {
    const [first] = scenario.value.steps;
    if (first === undefined) {
      findings.add(scenario, [], `scenario "${scenario.name}"`, "has no steps; left out");
      return [];
    }
    const language = languageOfText(textOf(first.userMessage));
    const talk = scenario.value.steps.flatMap(({ userMessage, botReplies }, index): readonly Turn[] => [
      { me: textOf(userMessage) },
      ...botReplies.flatMap(({ botResponse }, at): readonly Turn[] => {
        const expected = expectedText(botResponse, language, elements);
        if (expected !== undefined)
          return [{ bot: typeof expected === "string" ? expected : { text: expected } }];
        const what = `expected reply of scenario "${scenario.name}"`;
        findings.add(
          scenario,
          ["steps", index, "botReplies", at],
          what,
          "its content element has no text; not expected here",
        );
        return [];
      }),
    ]);
    return [{ name: scenario.name, ...(language === "en" && { language }), talk }];
  });
  if (cases.length === 0) return [];
  const file = namesOf("dialog").nameOf("scenarios");
  return [{ file, suite: "Scenarios", cases }];
}

type Said = BotpressBot["scenarios"][number]["value"]["steps"][number]["userMessage"];

function textOf(said: Said): string {
  return typeof said === "string" ? said : said.text;
}

function expectedText(said: Said, language: Language, elements: Elements) {
  const text = textOf(said);
  if (!text.startsWith("#!")) return literalPart(text);
  const message = elements.byId(text);
  if (message === undefined) return undefined;
  const wordings = message.texts.map((wording) =>
    literalPart(typeof wording === "string" ? wording : wording[language]),
  );
  const [only] = wordings;
  return wordings.length === 1 ? only : { any: wordings };
}

/** Of a text with variables, the longest part that stands there whatever they hold. */
function literalPart(text: string): string {
  const parts = text.split(/\{\{.*?\}\}/su).map((part) => part.trim());
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), "") || text;
}
