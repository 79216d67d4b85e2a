import { type Language, languages } from "../kernel/language.ts";
import { NONE } from "../kernel/understanding.ts";
import type { Bot, Intent } from "./bot.ts";
import type { Problem } from "./source.ts";

/** Below this the classifier sees too little of an intent; see docs/nlu.md. */
const MIN_UTTERANCES = { zh: 30, en: 12 } as const;

/** Beyond this many times the usual size, an intent draws doubtful questions to itself. */
const MANY_TIMES = 3;

/** What the bot does not serve is more varied than any one thing it does. */
const NONE_TIMES = 3;

/** Intents with too few utterances, or with far more than the others. */
export function lintSizes({ intents }: Pick<Bot, "intents">): readonly Problem[] {
  const served = intents.filter(({ name }) => name !== NONE);
  return languages.flatMap((language) => {
    const usual = median(served.map((intent) => intent.utterances[language].length));
    if (usual === 0) return [];
    return intents.flatMap((intent) =>
      intent.name === NONE ? fewInNone(intent, language, usual) : unusual(intent, language, usual),
    );
  });
}

function unusual(intent: Intent, language: Language, usual: number): readonly Problem[] {
  const { length } = intent.utterances[language];
  if (length < MIN_UTTERANCES[language]) {
    const message = `"${intent.name}" has ${length} utterances in ${language}; ${MIN_UTTERANCES[language]} is the least.`;
    return [{ ...intent.at, severity: "warning", rule: "utterances-few", message }];
  }
  if (length <= usual * MANY_TIMES) return [];
  return [
    {
      ...intent.at,
      severity: "warning",
      rule: "utterances-many",
      message: `"${intent.name}" has ${length} utterances in ${language}; an intent usually has ${usual}.`,
      hint: "It will draw doubtful questions to itself: split it in two, or write more for the others.",
    },
  ];
}

function fewInNone(none: Intent, language: Language, usual: number): readonly Problem[] {
  const { length } = none.utterances[language];
  const least = Math.max(MIN_UTTERANCES[language], usual * NONE_TIMES);
  if (length >= least) return [];
  return [
    {
      ...none.at,
      severity: "warning",
      rule: "none-few",
      message: `"${NONE}" has ${length} utterances in ${language}; ${least} is the least beside intents of ${usual}.`,
      hint: "Too few of them, and questions the bot does not serve are taken for ones it does.",
    },
  ];
}

function median(sizes: readonly number[]): number {
  const inOrder = [...sizes].sort((one, other) => one - other);
  return inOrder[Math.floor(inOrder.length / 2)] ?? 0;
}
