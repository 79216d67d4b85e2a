import { begin } from "./begin.ts";
import { proceed } from "./proceed.ts";
import { topOf } from "./stack.ts";
import type { DialogState } from "./state.ts";
import { draftOf, type Say, type Setting } from "./turn.ts";

/**
 * What the bot would say to a customer who asks for this now, out of nothing that is going on, with what is known of them.
 *
 * @returns its words as plain text, numbered steps as "1. …", questions without their buttons; `undefined` when the intent
 *   leads to no dialog, when a person is asked for, and when nothing is said before the shop's systems are
 */
export function previewAnswer(setting: Setting, state: DialogState, intent: string): string | undefined {
  const { dialogs } = setting.bot;
  const begun = begin(setting, { ...draftOf(state), stack: [], noted: [], misses: 0 }, intent);
  if (begun === undefined || dialogs.get(topOf(begun)?.dialog ?? "")?.kind !== "dialog") return undefined;
  // A dialog begins with empty slots; what the customer has said already is known here all the same.
  const turn = proceed(setting, { ...begun, slots: state.slots });
  if (turn.handoff !== undefined) return undefined;
  // How it was, whether there is more: what is said around dialogs is the bot's own affair.
  const own = turn.says.filter(({ origin }) => dialogs.get(origin.dialog)?.kind === "dialog");
  const lines = own.flatMap(linesOf).filter((line) => line !== "");
  return lines.length === 0 ? undefined : lines.join("\n");
}

function linesOf({ text, steps, card }: Say): readonly string[] {
  const numbered = (steps?.items ?? []).map((item, index) => `${index + 1}. ${item}`);
  const shown =
    card === undefined ? [] : [card.title, ...card.lines.map(({ label, value }) => `${label}: ${value}`)];
  return [text, ...numbered, ...shown];
}
