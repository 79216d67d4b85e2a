import { languages } from "../kernel/language.ts";
import { NONE } from "../kernel/understanding.ts";
import type { Bot } from "./bot.ts";
import type { Problem } from "./source.ts";
import { deniedKeys, nameUtterance, type WrittenUtterance } from "./written-utterance.ts";

type Utterances = readonly WrittenUtterance[];

/**
 * The mistakes in utterances that keep a bot from loading: what contradicts itself cannot be learned.
 *
 * @param paths the files there are; a broken intents/none.yaml is told of elsewhere and not missing as well
 */
export function lintUtterances(
  bot: Pick<Bot, "intents">,
  utterances: Utterances,
  paths: readonly string[],
): readonly Problem[] {
  return [...shared(utterances), ...denied(bot, utterances), ...withoutNone(bot, paths)];
}

function shared(utterances: Utterances): readonly Problem[] {
  const owners = new Map<string, WrittenUtterance>();
  return utterances.flatMap((utterance): readonly Problem[] => {
    const { intent, key, text, locate } = utterance;
    const owner = owners.get(key);
    if (owner === undefined && key !== "") owners.set(key, utterance);
    if (owner === undefined || owner.intent.name === intent.name) return [];
    return [
      {
        ...locate(),
        severity: "error",
        rule: "utterance-shared",
        message: `"${text}" stands in "${intent.name}", and ${nameUtterance(owner)}.`,
        hint: "A question can mean one intent only; keep it where most customers mean it.",
      },
    ];
  });
}

function denied(bot: Pick<Bot, "intents">, utterances: Utterances): readonly Problem[] {
  const keys = deniedKeys(bot);
  return utterances
    .filter(({ intent, key }) => keys.get(intent.name)?.has(key))
    .map(({ intent, text, locate }) => ({
      ...locate(),
      severity: "error",
      rule: "utterance-denied",
      message: `"${text}" is an utterance of "${intent.name}" and stands under its \`not:\` as well.`,
      hint: "Keep it in one of them.",
    }));
}

function withoutNone({ intents }: Pick<Bot, "intents">, paths: readonly string[]): readonly Problem[] {
  const file = `intents/${NONE}.yaml`;
  const none = intents.find(({ name }) => name === NONE);
  if (none === undefined && paths.includes(file)) return [];
  return languages
    .filter((language) => intents.some(({ utterances }) => utterances[language].length > 0))
    .filter((language) => (none?.utterances[language].length ?? 0) === 0)
    .map((language) => ({
      ...(none?.at ?? { file, line: 1, column: 1 }),
      severity: "error",
      rule: "none-missing",
      message: `The intent "${NONE}" has no utterances in ${language}: every question would be taken for one the bot serves.`,
      hint: "Write down what customers ask that the bot does not serve.",
    }));
}
