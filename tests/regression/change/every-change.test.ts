import fc from "fast-check";
import { expect, test } from "vitest";
import type { Bot, Target } from "../../../src/content/bot.ts";
import { type Language, languages } from "../../../src/kernel/language.ts";
import { summarizeChange } from "../../../src/regression/change/summarize-change.ts";
import { type Chance, chance } from "../../support/chance.ts";
import { realContent } from "../../support/real-content.ts";

const real = await realContent();

/** Places in files, which no customer notices. */
const PLACES = new Set(["at", "bodyAt"]);

/** Made of what dialogs say. */
const DERIVED = new Set(["startByIntent", "startByPhrase"]);

/** Names that things are kept under, and words of which there are only a few. */
const KEPT = new Set(["id", "name", "verb", "to", "kind", "outcome", "text"]);

/** What can be told of two bots by looking at all of them. */
function jsonOf(bot: Bot): string {
  return JSON.stringify(bot, (key, value: unknown) => {
    if (PLACES.has(key)) return undefined;
    return value instanceof Map ? [...value] : value;
  });
}

const realJson = jsonOf(real);

type Edit = () => void;

/** Every edit of one value that leaves a bot a bot: rewording, redirecting, taking out, putting in, swapping. */
function editsIn(value: unknown, draw: Chance, found: Edit[] = []): readonly Edit[] {
  if (value instanceof Map) {
    for (const [key, item] of value) {
      found.push(() => value.delete(key));
      editsIn(item, draw, found);
    }
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      found.push(() => value.splice(index, 1));
      if (typeof item === "string") found.push(() => (value[index] = `${item}吗`));
      else editsIn(item, draw, found);
    }
    if (typeof value[0] === "string") found.push(() => value.push("再加一个"));
    if (value.length > 1) found.push(() => value.reverse());
  } else if (typeof value === "object" && value !== null) editsInRecord(value as Fields, draw, found);
  return found;
}

type Fields = Record<string, unknown>;

function editsInRecord(fields: Fields, draw: Chance, found: Edit[]): void {
  for (const [key, item] of Object.entries(fields)) {
    if (PLACES.has(key) || DERIVED.has(key)) continue;
    if (isTarget(item)) found.push(() => (fields[key] = elsewhere(item, draw)));
    else if (typeof item === "number") found.push(() => (fields[key] = item + 60_000));
    else if (typeof item === "boolean") found.push(() => (fields[key] = !item));
    else if (typeof item !== "string") editsIn(item, draw, found);
    else if (!KEPT.has(key)) found.push(() => (fields[key] = `${item}呢`));
  }
}

function isTarget(value: unknown): value is Target {
  return typeof value === "object" && value !== null && "to" in value;
}

function elsewhere(target: Target, draw: Chance): Target {
  const dialogs = [...real.dialogs.values()];
  const { id, first } = dialogs[draw.whole(0, dialogs.length - 1)] ?? { id: "", first: "" };
  const other = draw.isLucky(0.5)
    ? ({ to: "human" } as const)
    : ({ to: "step", dialog: id, step: first } as const);
  return JSON.stringify(other) === JSON.stringify(target) ? { to: "end", outcome: "cancelled" } : other;
}

/** An utterance goes from one intent to another. */
function moveUtterance(bot: Bot, draw: Chance): void {
  const language: Language = draw.oneOf(languages);
  const lists = bot.intents.map(({ utterances }) => utterances[language] as string[]);
  const from = lists[draw.whole(0, lists.length - 1)];
  const to = lists[draw.whole(0, lists.length - 1)];
  const [moved] = from?.splice(0, 1) ?? [];
  if (moved !== undefined) to?.push(moved);
}

/** The bot with up to three things in it changed. */
function edited(draw: Chance): Bot {
  const bot = structuredClone(real);
  for (let times = draw.whole(1, 3); times > 0; times--) {
    if (draw.isLucky(0.1)) moveUtterance(bot, draw);
    else {
      // A part that is small is drawn as often as one that is large.
      const parts = Object.entries(bot).filter(([name]) => !DERIVED.has(name));
      const part = parts[draw.whole(0, parts.length - 1)];
      const edits = editsIn(part?.[1], draw);
      edits[draw.whole(0, edits.length - 1)]?.();
    }
  }
  return bot;
}

test("the project's bot and itself have nothing to tell", () => {
  expect(summarizeChange(real, structuredClone(real), { language: "zh" })).toEqual([]);
});

test("whatever is edited in the project's bot is told, there and back, in both languages", {
  timeout: 120_000,
}, () => {
  let changed = 0;
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom(...languages), (seed, language) => {
      const other = edited(chance(seed));
      const differs = jsonOf(other) !== realJson;
      if (differs) changed += 1;
      for (const [before, after] of [
        [real, other],
        [other, real],
      ] as const) {
        const sentences = summarizeChange(before, after, { language, today: "2026-11-23" });
        expect(sentences.length > 0).toBe(differs);
        for (const { text } of sentences) expect(text).not.toMatch(/undefined|\[object|NaN|^\s*$/u);
      }
    }),
    { numRuns: 60 },
  );
  expect(changed).toBeGreaterThan(40);
});
