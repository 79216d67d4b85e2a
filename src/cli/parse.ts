import { type Command, Option } from "commander";
import { type Language, languages } from "../kernel/language.ts";
import type { Evidence, Stage, Understanding } from "../kernel/understanding.ts";
import { understand, withArticle } from "../nlu/index.ts";
import { print, printJson } from "./print.ts";
import { publication } from "./workspace.ts";

interface ParseOptions {
  readonly lang?: Language;
  readonly json?: true;
}

/** `fenqi parse "text"`: what the NLU makes of it, and why. */
export function registerParse(program: Command): void {
  program
    .command("parse")
    .argument("<text>", "what a customer wrote")
    .description("show how a text is understood, with the evidence")
    .addOption(new Option("--lang <language>", "take the text as this language").choices([...languages]))
    .option("--json", "print one JSON document")
    .action(async (text: string, { lang, json }: ParseOptions) => {
      const { model, findArticle } = await publication();
      const found = understand(model, text, lang === undefined ? {} : { override: lang });
      const understanding = withArticle(findArticle, found);
      if (json) printJson(understanding);
      else
        print([...describeUnderstanding(understanding), ...describeEntities(understanding, text)].join("\n"));
    });
}

/** An understanding as lines for a terminal, evidence under the intents that have it. */
export function describeUnderstanding(understanding: Understanding): readonly string[] {
  const { verdict, decidedBy, language, normalized, yesno, intents, article } = understanding;
  const answer = yesno === undefined ? "" : `, as an answer: ${yesno}`;
  return [
    `${verdict}: ${reasons[decidedBy]} (${language}${answer}) ${normalized}`,
    ...(article === undefined ? [] : [`  ${article.score.toFixed(3)} article ${article.name}`]),
    ...intents.flatMap(({ name, confidence, evidence }) => {
      const line = `  ${confidence.toFixed(3)} ${name}`;
      if (evidence === undefined) return [line];
      const { utterance, similarity, uncalibrated } = evidence;
      return [
        `${line}  (before calibration ${uncalibrated.toFixed(3)})`,
        `        like "${utterance}" (similarity ${similarity.toFixed(2)})`,
        ...describeMatches(evidence.matches),
      ];
    }),
  ];
}

const reasons = {
  blank: "there is nothing to read",
  pasted: "longer than a message",
  none: "the likeliest is none, what the bot does not serve",
  exact: "an utterance, word for word or sound for sound",
  unfamiliar: "hardly anything of it occurs in any utterance",
  unlikely: "no intent is likely enough",
  weak: "the likeliest intent is too unlikely to act on without asking",
  close: "two intents are close",
  clear: "the first intent leads",
} as const satisfies Record<Stage, string>;

function describeMatches(matches: Evidence["matches"]): readonly string[] {
  const views = [...new Set(matches.map(({ view }) => view))];
  const lines = views.map((view) => {
    const texts = matches.filter((match) => match.view === view).map(({ text }) => text);
    return `${view} ${texts.join(", ")}`;
  });
  return lines.length === 0 ? [] : [`        by ${lines.join("; ")}`];
}

/** The entities of a text with the words they stand in, and the slots they fill. */
function describeEntities({ entities, slots }: Understanding, text: string): readonly string[] {
  return [
    ...entities.map(({ name, value, start, end, sensitive }) => {
      const secret = sensitive ? ", sensitive" : "";
      return `  entity ${name} = ${value}  ("${text.slice(start, end)}" at ${start}–${end}${secret})`;
    }),
    ...Object.entries(slots).map(([slot, value]) => `  slot ${slot} = ${value}`),
  ];
}
