import { inLanguage, type Question, type SlotDeclaration, type SlotQuestion } from "../content/bot.ts";
import { holds } from "../content/condition.ts";
import type { SlotValue } from "../content/values.ts";
import type { SystemEntityName } from "../kernel/entities.ts";
import type { Localized } from "../kernel/language.ts";
import type { Entity, Understanding } from "../kernel/understanding.ts";
import { fill } from "./fill.ts";
import { answer } from "./leaving.ts";
import { scopeOf } from "./scope.ts";
import { replaceTop, topOf } from "./stack.ts";
import type { Draft, Setting } from "./turn.ts";

/** A text longer than this around a value says more than the value. In UTF-16 units. */
const MAX_AROUND = { zh: 8, en: 24 } as const;

/** Longer than any value a customer is asked to type. In UTF-16 units. */
const MAX_VALUE = 200;

/** What a slot is declared as in the dialog on top. */
export function declarationOf(setting: Setting, draft: Draft, slot: string): SlotDeclaration | undefined {
  return setting.bot.dialogs.get(topOf(draft)?.dialog ?? "")?.slots[slot];
}

/** Whether a question need not be put, because its slot holds a good value. */
export function slotIsFilled(setting: Setting, draft: Draft, slot: SlotQuestion): boolean {
  const value = draft.slots[slot.name];
  return value !== undefined && value !== null && refusalOf(setting, draft, slot, value) === undefined;
}

/** What a text says in answer to a slot's question; `undefined` when it says nothing of the kind. */
export function valueIn(
  setting: Setting,
  draft: Draft,
  question: Question,
  text: string,
  understanding: Understanding,
): SlotValue | undefined {
  const { slot } = question;
  const declared = slot === undefined ? undefined : declarationOf(setting, draft, slot.name);
  if (declared === undefined) return undefined;
  const { entity, type } = declared;
  const isAnotherQuestion = understanding.verdict === "sure";
  if (entity === undefined) {
    const takesWords = question.options.length === 0 && question.listed === undefined && type !== "boolean";
    const words = text.trim();
    if (!takesWords || isAnotherQuestion || words === "" || words.length > MAX_VALUE) return undefined;
    return typed(words, type);
  }
  const found = entityFor(entity, understanding);
  if (found === undefined) return undefined;
  const around = text.trim().length - (found.end - found.start);
  if (isAnotherQuestion && around > MAX_AROUND[understanding.language]) return undefined;
  return typed(found.value, type);
}

/** What of a text fills a slot. Of several, the last one: 「不是6期，是12期」. A bare number will do where one is asked for. */
export function entityFor(entity: string, { entities }: Understanding): Entity | undefined {
  const named = entities.findLast(({ name }) => name === entity);
  return named ?? (isCounted.has(entity) ? entities.findLast(({ name }) => name === "number") : undefined);
}

const isCounted: ReadonlySet<string> = new Set<SystemEntityName>(["money", "period", "percentage"]);

/** An entity's value as a slot of a type holds it; `undefined` when it cannot. */
export function typed(value: string, type: SlotDeclaration["type"]): SlotValue | undefined {
  if (type === "text") return value;
  if (type === "boolean") return undefined;
  const number = Number(value);
  return value.trim() !== "" && Number.isFinite(number) ? number : undefined;
}

/** Goes on with a value for the open question's slot, or says why it is none. */
export function fillSlot(setting: Setting, draft: Draft, slot: SlotQuestion, value: SlotValue): Draft {
  const frame = topOf(draft);
  if (frame === undefined) return draft;
  const refusal = refusalOf(setting, draft, slot, value);
  if (refusal !== undefined) {
    const tried = { ...draft, slots: { ...draft.slots, [slot.name]: value } };
    const text = fill(setting, tried, frame, inLanguage(refusal, setting.language));
    const said = { text, buttons: [], origin: { dialog: frame.dialog, step: frame.step } };
    return failSlot(setting, { ...draft, says: [...draft.says, said] }, slot);
  }
  const filled = { ...frame.filled, [slot.name]: frame.step };
  const held = replaceTop(draft, { ...frame, filled, attempts: 0 });
  return answer(setting, { ...held, slots: { ...draft.slots, [slot.name]: value } }, "filled", slot.filled);
}

/** Counts an answer without a good value; after too many of them the other way is taken. */
export function failSlot(setting: Setting, draft: Draft, slot: SlotQuestion): Draft {
  const frame = topOf(draft);
  if (frame === undefined) return draft;
  if (frame.attempts >= slot.retries) {
    const calm = replaceTop({ ...draft, misses: 0 }, { ...frame, attempts: 0 });
    return answer(setting, calm, "otherwise", slot.otherwise);
  }
  return replaceTop(draft, { ...frame, attempts: frame.attempts + 1 });
}

/** The words against a value, by the first rule that it breaks. */
export function refusalOf(
  setting: Setting,
  draft: Draft,
  slot: SlotQuestion,
  value: SlotValue,
): Localized | undefined {
  const scope = scopeOf(setting, { ...draft, slots: { ...draft.slots, [slot.name]: value } });
  return slot.rules.find((rule) => !holds(rule.test, scope))?.text;
}

/** Puts what a customer's first words already said into the slots of the dialog that they begin. */
export function prefill(setting: Setting, draft: Draft, understanding: Understanding): Draft {
  const frame = topOf(draft);
  const declared = setting.bot.dialogs.get(frame?.dialog ?? "")?.slots;
  if (frame === undefined || declared === undefined) return draft;
  const said = Object.entries(understanding.slots).flatMap(([name, value]) => {
    const slot = Object.hasOwn(declared, name) ? declared[name] : undefined;
    const held = slot?.entity === undefined ? undefined : typed(value, slot.type);
    return held === undefined ? [] : [[name, held] as const];
  });
  if (said.length === 0) return draft;
  const filled = { ...frame.filled, ...Object.fromEntries(said.map(([name]) => [name, ""])) };
  return {
    ...replaceTop(draft, { ...frame, filled }),
    slots: { ...draft.slots, ...Object.fromEntries(said) },
  };
}
