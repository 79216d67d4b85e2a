import type { Question, SlotDeclaration } from "../../content/bot.ts";
import type { ConversationState } from "../../conversation/state.ts";
import { topOf } from "../../dialog/stack.ts";
import type { Frame } from "../../dialog/state.ts";
import type { Language } from "../../kernel/language.ts";
import type { Timestamp } from "../../kernel/time.ts";
import type { Understanding } from "../../kernel/understanding.ts";
import type { Sample } from "./entity-sample.ts";
import type { Happening } from "./path.ts";
import { said, unknown } from "./synthetic.ts";
import type { World } from "./world.ts";

/** Words by which an answer is taken back. */
const TAKEN_BACK: Readonly<Record<Language, string>> = { zh: "不对，是", en: "sorry, I meant " };

/** Values that customers write in answer to the question for a slot: of each condition on it, both sides. */
export function answersWithValues(
  { bot, samples, surroundings: { language } }: World,
  { dialog }: ConversationState,
  { slot, options, listed }: Question,
  at: Timestamp,
): readonly Happening[] {
  const declared = bot.dialogs.get(topOf(dialog)?.dialog ?? "")?.slots[slot?.name ?? ""];
  if (slot === undefined || declared === undefined) return [];
  // Without an entity only a free question takes words.
  if (declared.entity === undefined && (options.length > 0 || listed !== undefined)) return [];
  return samples.ofSlot(slot.name, declared).map(
    (sample): Happening => ({
      kind: "value",
      event: said(sample.text, naming(sample, declared, language), at),
      value: sample.value,
    }),
  );
}

/** Answers of the dialog on top, and of those that run it, taken back for other ones. */
export function corrections(
  { bot, samples, surroundings: { language } }: World,
  { dialog }: ConversationState,
  at: Timestamp,
): readonly Happening[] {
  return framesInReach(dialog.stack).flatMap((frame) =>
    Object.keys(frame.filled).flatMap((slot): readonly Happening[] => {
      const declared = bot.dialogs.get(frame.dialog)?.slots[slot];
      if (declared?.entity === undefined) return [];
      const before = TAKEN_BACK[language];
      const others = samples
        .ofSlot(slot, declared)
        .filter(({ value }) => String(value) !== String(dialog.slots[slot] ?? ""));
      return others.map((other): Happening => {
        const understanding = naming(other, declared, language, before.length);
        return { kind: "correction", event: said(before + other.text, understanding, at) };
      });
    }),
  );
}

function framesInReach(stack: readonly Frame[]): readonly Frame[] {
  const dialogs = stack.filter(({ via }) => via !== "pattern").reverse();
  const notRun = dialogs.findIndex(({ via }) => via !== "run");
  return notRun < 0 ? dialogs : dialogs.slice(0, notRun + 1);
}

function naming(
  { text, value }: Sample,
  { entity }: SlotDeclaration,
  language: Language,
  start = 0,
): Understanding {
  if (entity === undefined) return unknown(language);
  const found = { name: entity, value: String(value), start, end: start + text.length };
  return { ...unknown(language), entities: [found] };
}
