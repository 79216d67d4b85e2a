import { NONE } from "../kernel/understanding.ts";
import { normalize } from "../text/normalize.ts";
import { readYesNo } from "../text/yesno.ts";
import { type Bot, patternId, type Question } from "./bot.ts";
import type { Places } from "./lint-places.ts";
import type { Place, Problem } from "./source.ts";
import { phraseKey } from "./wording.ts";

/** Words under options that no customer can reach them by, whatever they write. */
export function deadOptions(bot: Bot, places: Places): readonly Problem[] {
  const questions = [...bot.dialogs.values()].flatMap((dialog) =>
    [...dialog.steps.values()].flatMap((step) => (step.verb === "ask" ? [step] : [])),
  );
  return questions.flatMap((question) => [
    ...deadIntents(bot, question, places),
    ...opposites(question, places),
    ...withoutLetters(question, places),
  ]);
}

function deadIntents(bot: Bot, question: Question, places: Places): readonly Problem[] {
  const written = places.under(question.at, "phrases");
  const owners = new Map<string, string>();
  const counts = new Map<string, number>();
  return question.options.flatMap((option) =>
    option.intents.flatMap((intent): readonly Problem[] => {
      const nth = counts.get(intent) ?? 0;
      counts.set(intent, nth + 1);
      const owner = owners.get(intent) ?? option.id;
      owners.set(intent, owner);
      const reason = whyDead(bot, question, option, intent, owner);
      if (reason === undefined) return [];
      const leaf = written.filter(({ value }) => value === `intent:${intent}`)[nth];
      const place = leaf === undefined ? question.at : places.at(question.at.file, leaf.path);
      return [dead(place, `"intent:${intent}" can never lead to the option "${option.id}": ${reason}`)];
    }),
  );
}

function whyDead(
  bot: Bot,
  question: Question,
  { id, go }: Question["options"][number],
  intent: string,
  owner: string,
): string | undefined {
  if (owner !== id) return `the option "${owner}" of this question has it, too, and comes first.`;
  if (intent === NONE) return "what the bot does not serve is never taken for an answer.";
  if (bot.startByIntent.get(intent) !== patternId("human")) return undefined;
  const target = go.to === "step" ? bot.dialogs.get(go.dialog)?.steps.get(go.step) : undefined;
  const isWayToPerson = go.to === "human" || target?.verb === "human";
  if (isWayToPerson && question.remedy === undefined) return undefined;
  return "a wish for a person is met before the options are tried.";
}

/** A plain yes that is written under no, or the other way round. */
function opposites(question: Question, places: Places): readonly Problem[] {
  const { yesno, options, at } = question;
  if (yesno === undefined) return [];
  const strings = [...places.under(at, "yesno")];
  return options.flatMap((option) => {
    const side = option.id === yesno.yes ? "yes" : "no";
    const opposite = side === "yes" ? "no" : "yes";
    return option.phrases
      .filter((phrase) => readYesNo(normalize(phrase), { answering: false }) === opposite)
      .flatMap((phrase): readonly Problem[] => {
        const leaf = strings.find(({ path, value }) => path.includes(side) && phraseKey(value) === phrase);
        if (leaf === undefined) return [];
        const { path, value } = leaf;
        return [
          {
            ...dead(places.at(at.file, path), `"${value}" says ${opposite}, and stands under ${side}.`),
            hint: `Move it to the other answer, or delete it.`,
          },
        ];
      });
  });
}

function withoutLetters({ at, remedy }: Question, places: Places): readonly Problem[] {
  // A check has no phrases of its own; its parts share its place.
  if (remedy !== undefined) return [];
  return places
    .under(at, "phrases")
    .filter(({ value }) => phraseKey(value) === "")
    .map(({ path, value }) =>
      dead(
        places.at(at.file, path),
        `"${value}" can never match: phrases are compared by their letters and digits.`,
      ),
    );
}

function dead(place: Place, message: string): Problem {
  return { ...place, severity: "warning", rule: "option-dead", message, hint: "Delete it." };
}
