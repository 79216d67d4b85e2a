import type { Bot } from "../../content/bot.ts";
import { languages } from "../../kernel/language.ts";

/** Utterances that stand under another intent than they did. */
export interface Move {
  readonly from: string;
  readonly to: string;
  readonly texts: readonly string[];
}

/** The utterances that left one intent for another, by the two. */
export function movedUtterances(before: Bot, after: Bot): readonly Move[] {
  const [had, has] = [ownersOf(before), ownersOf(after)];
  const moves = new Map<string, { from: string; to: string; texts: string[] }>();
  for (const [text, owners] of had) {
    const now = has.get(text) ?? new Set();
    const from = [...owners].find((intent) => !now.has(intent));
    const to = [...now].find((intent) => !owners.has(intent));
    if (from === undefined || to === undefined) continue;
    const key = JSON.stringify([from, to]);
    const move = moves.get(key) ?? { from, to, texts: [] };
    move.texts.push(text);
    moves.set(key, move);
  }
  return [...moves.values()];
}

function ownersOf({ intents }: Bot): ReadonlyMap<string, ReadonlySet<string>> {
  const owners = new Map<string, Set<string>>();
  for (const { name, utterances } of intents) {
    for (const text of languages.flatMap((language) => utterances[language])) {
      const known = owners.get(text);
      if (known === undefined) owners.set(text, new Set([name]));
      else known.add(name);
    }
  }
  return owners;
}
