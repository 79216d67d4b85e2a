import type { Bot } from "../content/bot.ts";
import type { Problem } from "../content/source.ts";
import { entityFinder } from "../nlu/entities/entity-finder.ts";
import { alignText } from "../text/align-text.ts";

/** Warnings for marks in utterances where the slot's entity is not found: a customer who says so fills no slot. */
export function unfoundMarks({ intents, entities, lexicon }: Bot): readonly Problem[] {
  const finder = entityFinder(entities, lexicon);
  return intents.flatMap(({ slots, marks }) =>
    marks.flatMap(({ slot, text, start, end, at }): readonly Problem[] => {
      const { normalized, originOf } = alignText(text);
      const isFound = finder.find(normalized).some((found) => {
        const origin = originOf(found);
        return found.name === slots[slot] && origin.start < end && start < origin.end;
      });
      if (isFound) return [];
      return [
        {
          ...at,
          severity: "warning",
          rule: "slot-unfound",
          message: `No ${slots[slot]} is found in "${text.slice(start, end)}".`,
          hint: "Mark words that are one, or add them to the entity.",
        },
      ];
    }),
  );
}
