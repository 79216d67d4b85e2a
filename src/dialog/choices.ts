import type { Option, Question, SlotQuestion } from "../content/bot.ts";
import type { SlotValue } from "../content/values.ts";
import { phraseKey } from "../content/wording.ts";
import type { Localized } from "../kernel/language.ts";
import { fill } from "./fill.ts";
import { declarationOf, typed } from "./slot-answer.ts";
import { topOf } from "./stack.ts";
import type { Draft, Setting } from "./turn.ts";

/** A question with this many possible answers or fewer shows them all; more would not fit a phone. */
const MAX_CHOICES = 6;

/** A list that an action brought is as long as the customer's history; the newest are what is asked about. */
const MAX_LISTED = 8;

/**
 * Every option of a question: those that were written, those of a short list entity, those that a call brought. Their
 * labels are as the customer sees them, and not to be filled in again: what a call brought may look like a template.
 */
export function choicesOf(setting: Setting, draft: Draft, question: Question): readonly Option[] {
  const written = [...entityOptions(setting, draft, question), ...question.options];
  return [
    ...listedOptions(setting, draft, question),
    ...written.map((option) => ({ ...option, label: shownLabel(setting, draft, option.label) })),
  ];
}

function shownLabel(setting: Setting, draft: Draft, { zh, en }: Localized): Localized {
  const frame = topOf(draft);
  if (frame === undefined) return { zh, en };
  return { zh: fill(setting, draft, frame, zh), en: fill(setting, draft, frame, en) };
}

function listedOptions(setting: Setting, draft: Draft, { listed, slot }: Question): readonly Option[] {
  const frame = topOf(draft);
  if (listed === undefined || slot === undefined || frame === undefined) return [];
  const records = draft.results[listed.name]?.[listed.field];
  if (!Array.isArray(records)) return [];
  return records.slice(0, MAX_LISTED).flatMap((item: Readonly<Record<string, SlotValue>>) => {
    const value = item[listed.value];
    if (value === undefined || value === null) return [];
    const about = (text: string) => fill(setting, draft, frame, text, { item });
    const label = { zh: about(listed.label.zh), en: about(listed.label.en) };
    return [optionFor(value, label, slot)];
  });
}

function entityOptions(setting: Setting, draft: Draft, question: Question): readonly Option[] {
  const { slot, listed, options } = question;
  if (slot === undefined || listed !== undefined || options.some(({ value }) => value !== undefined))
    return [];
  const declared = declarationOf(setting, draft, slot.name);
  const entity = setting.bot.entities.find(({ name }) => name === declared?.entity);
  if (declared === undefined || entity?.type !== "list" || entity.values.length > MAX_CHOICES) return [];
  return entity.values.flatMap(({ value, label }) => {
    const held = typed(value, declared.type);
    return held === undefined || held === null ? [] : [optionFor(held, label, slot)];
  });
}

function optionFor(value: Exclude<SlotValue, null>, label: Localized, slot: SlotQuestion): Option {
  const phrases = [...new Set([label.zh, label.en].map(phraseKey))].filter((key) => key !== "");
  return { id: `value:${value}`, label, phrases, intents: [], go: slot.filled, value };
}
