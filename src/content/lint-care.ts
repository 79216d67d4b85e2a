import type { Bot, CareCue } from "./bot.ts";
import { holdsCareWord } from "./care-word.ts";
import type { Places } from "./lint-places.ts";
import type { Problem } from "./source.ts";

const FILE = "dialogs/_patterns.yaml";

/** Signs of trouble that are no words, or that a more urgent kind always takes for itself. */
export function lintCare(bot: Pick<Bot, "care">, places: Places): readonly Problem[] {
  return bot.care.flatMap((cue, index) => {
    const before = bot.care.slice(0, index);
    return [...withoutLetters(cue, places), ...shadowed(cue, before, places)];
  });
}

function withoutLetters({ kind, words }: CareCue, places: Places): readonly Problem[] {
  return words.flatMap((word, index): readonly Problem[] =>
    word === ""
      ? [
          {
            ...places.at(FILE, ["care", kind, "words", index]),
            severity: "warning",
            rule: "care-empty",
            message: "This has no letter or digit, and is never found.",
            hint: "Delete it.",
          },
        ]
      : [],
  );
}

function shadowed(
  { kind, words, intents }: CareCue,
  before: readonly CareCue[],
  places: Places,
): readonly Problem[] {
  const tell = (key: "words" | "intents", index: number, message: string): Problem => ({
    ...places.at(FILE, ["care", kind, key, index]),
    severity: "warning",
    rule: "care-shadowed",
    message,
    hint: "Delete it, or the other one, or move this kind up.",
  });
  return [
    ...words.flatMap((word, index) => {
      for (const other of before) {
        const inside = other.words.find((short) => holdsCareWord(word, short));
        if (inside !== undefined)
          return [
            tell("words", index, `Whoever writes this is met as "${other.kind}": "${inside}" is in it.`),
          ];
      }
      return [];
    }),
    ...intents.flatMap((intent, index) => {
      const owner = before.find((other) => other.intents.includes(intent));
      if (owner === undefined) return [];
      return [
        tell("intents", index, `"${intent}" is a sign of "${owner.kind}" already, which is more urgent.`),
      ];
    }),
  ];
}
