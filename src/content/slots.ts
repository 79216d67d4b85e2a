import type * as z from "zod";
import { languages } from "../kernel/language.ts";
import { readMarkup } from "../text/slot-markup.ts";
import type { Intent } from "./bot.ts";
import type { ContentDocument, Path } from "./document.ts";
import { nearest } from "./nearest.ts";
import type { intentSchema } from "./schema/intent-schema.ts";
import type { Problem } from "./source.ts";
import type { UtteranceMark } from "./utterance-mark.ts";

/** The slots of an intent, where its utterances mark them, and everything wrong with either. */
export interface ParsedSlots extends Pick<Intent, "slots" | "marks"> {
  readonly problems: readonly Problem[];
}

/** @param entities the names of the entities that slots may ask for */
export function slotsOf(
  document: ContentDocument,
  { slots: declared = {}, utterances, not = {} }: z.infer<typeof intentSchema>,
  entities: readonly string[],
): ParsedSlots {
  const slots = Object.fromEntries(Object.entries(declared).map(([slot, { entity }]) => [slot, entity]));
  const problems: Problem[] = [];
  for (const [slot, entity] of Object.entries(slots)) {
    if (entities.includes(entity)) continue;
    const guess = nearest(entity, entities);
    problems.push({
      ...document.locate(["slots", slot, "entity"]),
      severity: "error",
      rule: "entity-missing",
      message: `There is no entity "${entity}".`,
      hint: guess === undefined ? `Known entities: ${entities.join(", ")}.` : `Did you mean "${guess}"?`,
    });
  }
  const texts = languages.flatMap((language) => [
    ...utterances[language].map((text, at) => ({ text, path: ["utterances", language, at] })),
    ...(not[language] ?? []).map((text, at) => ({ text, path: ["not", language, at] })),
  ]);
  const read = texts.map(({ text, path }) => marksOf(document, text, path, Object.keys(slots)));
  const marks = read.flatMap((found) => found.marks);
  return {
    slots,
    marks,
    problems: [
      ...problems,
      ...read.flatMap((found) => found.problems),
      ...unmarkedProblems(document, slots, marks),
    ],
  };
}

function marksOf(
  document: ContentDocument,
  utterance: string,
  path: Path,
  slots: readonly string[],
): Omit<ParsedSlots, "slots"> {
  const { text, marks, mistakes } = readMarkup(utterance);
  const malformed = mistakes.map(
    ({ at, message }): Problem => ({
      ...document.locateIn(path, at),
      severity: "error",
      rule: "slot-markup",
      message,
      hint: "Write [the words](slot), with half-width brackets and nothing between them.",
    }),
  );
  const undeclared = marks
    .filter(({ slot }) => !slots.includes(slot))
    .map(({ slot, at }): Problem => {
      const guess = nearest(slot, slots);
      return {
        ...document.locateIn(path, at),
        severity: "error",
        rule: "slot-missing",
        message: `The slot "${slot}" is not declared in this intent.`,
        hint: guess === undefined ? `Add it under "slots:".` : `Did you mean "${guess}"?`,
      };
    });
  return {
    marks: marks.map(({ at, ...mark }) => ({ ...mark, text, at: document.locateIn(path, at) })),
    problems: [...malformed, ...undeclared],
  };
}

/** Slots of one entity can only be told apart by utterances that mark each of them. */
function unmarkedProblems(
  document: ContentDocument,
  slots: Readonly<Record<string, string>>,
  marks: readonly UtteranceMark[],
): readonly Problem[] {
  return Object.entries(slots)
    .filter(([slot, entity]) => {
      const isShared = Object.values(slots).filter((other) => other === entity).length > 1;
      return isShared && !marks.some((mark) => mark.slot === slot);
    })
    .map(([slot, entity]) => ({
      ...document.locateKey(["slots", slot]),
      severity: "warning",
      rule: "slot-unmarked",
      message: `No utterance marks "${slot}", and another slot takes "${entity}" as well: it stays empty.`,
      hint: `Mark it where customers say it: [the words](${slot}).`,
    }));
}
