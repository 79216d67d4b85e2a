import type { Dialog, Step } from "../../content/bot.ts";
import { same } from "./same.ts";

/** Steps without a name of their own are numbered; what a `check` makes of one carries its number, too. */
export const isNumbered = (id: string): boolean => /^s\d+(?:\.|$)/u.test(id);

/** Steps less alike than this are not one step in other words. */
const LEAST_LIKENESS = 0.3;

/**
 * Which step of a dialog became which: by name, by former name, by what it does, and else by how alike they are. Numbers
 * say little, as a step put in moves all below it.
 *
 * @returns former id -> id now
 */
export function alignSteps(before: Dialog, after: Dialog): ReadonlyMap<string, string> {
  // Most dialogs of a change are as they were.
  if (same(before.steps, after.steps)) return new Map([...before.steps.keys()].map((id) => [id, id]));
  const found = new Map<string, string>();
  const taken = new Set<string>();
  const left = (): readonly Step[] => [...before.steps.values()].filter(({ id }) => !found.has(id));
  const free = (): readonly Step[] => [...after.steps.values()].filter(({ id }) => !taken.has(id));
  const pair = (old: Step, now: Step | undefined): void => {
    if (now === undefined) return;
    found.set(old.id, now.id);
    taken.add(now.id);
  };
  for (const old of left())
    if (!isNumbered(old.id))
      pair(
        old,
        free().find(({ id }) => id === old.id),
      );
  for (const old of left())
    pair(
      old,
      free().find(({ was }) => was.includes(old.id)),
    );
  for (const old of left())
    pair(
      old,
      free().find((now) => contentOf(now) === contentOf(old)),
    );
  for (const { old, now } of likeliest(left(), free()))
    if (!found.has(old.id) && !taken.has(now.id)) pair(old, now);
  for (const old of left())
    pair(
      old,
      free().find(({ id, verb }) => id === old.id && verb === old.verb),
    );
  return found;
}

interface Candidate {
  readonly old: Step;
  readonly now: Step;
  readonly likeness: number;
}

function likeliest(left: readonly Step[], free: readonly Step[]): readonly Candidate[] {
  return left
    .flatMap((old) =>
      free
        .filter(({ verb }) => verb === old.verb)
        .map((now) => ({ old, now, likeness: likeness(wordsOf(old), wordsOf(now)) })),
    )
    .filter((candidate) => candidate.likeness >= LEAST_LIKENESS)
    .sort((one, other) => other.likeness - one.likeness);
}

function wordsOf(step: Step): string {
  return step.verb === "say" || step.verb === "ask" ? JSON.stringify(step.display.text) : contentOf(step);
}

/** What a step does, apart from its name, its place, and where it leads. */
function contentOf(step: Step): string {
  const { id: _id, was: _was, at: _at, ...content } = step;
  return JSON.stringify(content, (_key, value: unknown) =>
    typeof value === "object" && value !== null && "to" in value && value.to === "step" ? "step" : value,
  );
}

/** How many pairs of characters two texts share, 0 to 1 (Dice's coefficient). */
function likeness(one: string, other: string): number {
  const [mine, others] = [pairsOf(one), pairsOf(other)];
  let shared = 0;
  for (const pair of mine) if (others.has(pair)) shared += 1;
  return (2 * shared) / (mine.size + others.size);
}

function pairsOf(text: string): ReadonlySet<string> {
  const characters = [...text];
  return new Set(characters.map((character, index) => character + (characters[index + 1] ?? "")));
}
