import { type Command, Option } from "commander";
import { type Language, languages } from "../kernel/language.ts";
import type { Understanding } from "../kernel/understanding.ts";
import { understand } from "../nlu/index.ts";
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
      const { model } = await publication();
      const understanding = understand(model, text, lang === undefined ? {} : { language: lang });
      if (json) printJson(understanding);
      else print(describeUnderstanding(understanding).join("\n"));
    });
}

/** An understanding as lines for a terminal, evidence under the intents that have it. */
export function describeUnderstanding(understanding: Understanding): readonly string[] {
  const { verdict, language, normalized, yesno, intents } = understanding;
  const answer = yesno === undefined ? "" : `, as an answer: ${yesno}`;
  return [
    `${verdict} (${language}${answer}) ${normalized}`,
    ...intents.slice(0, MOST_INTENTS).flatMap(({ name, confidence, evidence }) => {
      const line = `  ${confidence.toFixed(3)} ${name}`;
      if (evidence === undefined) return [line];
      const { utterance, similarity, features } = evidence;
      return [line, `        like "${utterance}" (${similarity.toFixed(2)}), by ${features.join(" ")}`];
    }),
  ];
}

const MOST_INTENTS = 5;
