import type { Bot } from "../../content/bot.ts";
import { readsOf } from "../../content/reads.ts";
import type { ConversationState } from "../../conversation/state.ts";
import { stepOf } from "../../dialog/stack.ts";
import type { DialogState, Frame } from "../../dialog/state.ts";
import type { CallRequest } from "../../dialog/turn.ts";
import { DialogNames, type NamesRead } from "./dialog-names.ts";

/** A question comes to its end the same way from here on, however often it was asked. */
const MAX_ASKED = 4;

/** Texts in a row that were not understood: the third is treated like every later one. */
const MAX_MISSES = 3;

/** Tells apart the states that conversations can go on differently from. */
export type KeyOf = (state: ConversationState, call: CallRequest | undefined) => string;

/**
 * Makes keys of states. Two states with one key go on in the same way, as far as the walk looks.
 *
 * A state is known by what lies on top of its stack, and of what lies below by as much as the way back to it depends on:
 * the step that a pattern has come up at, the dialogs that run the one on top, and of a dialog that was interrupted, how
 * it will be taken up again. That one's step is known, too, where what lies on top could change what it reads, and
 * below one short dialog of every bot, so that the way back to each question is walked.
 *
 * @param depth how many interrupted dialogs inside one another are told apart
 */
export function stateKeys(bot: Bot, depth: number): KeyOf {
  const names = new DialogNames(bot);
  const shortest = shortestDialogs(bot);
  return ({ phase, dialog }, call) => {
    const { stack, misses, noted, care, calls } = dialog;
    const deep = stack.reduce((count, { via }) => (via === "pattern" ? count : count + 1), 0);
    const [top, ...below] = stack.toReversed();
    const head = `${phase} ${Math.min(misses, MAX_MISSES)} ${Math.min(deep, depth)}`;
    if (top === undefined) return `${head} ${careKey(care, names.readByAny())}`;
    const [next] = below;
    const state = `${head} ${frameKey(top)} ${call === undefined ? "" : calls}`;
    if (top.via === "pattern") {
      const place = next === undefined ? "" : placeOf(next);
      return `${state}|${place}|${next?.via === "pattern" && deep > 0}`;
    }
    const isNoted = deep === 1 && noted.length > 0;
    const own = [top, ...below].findIndex(({ via }) => via !== "run") + 1;
    const runners = below.slice(0, own - 1);
    const read = names.readFrom([top, ...runners].flatMap((frame) => placesToGo(bot, frame)));
    const start = below[runners.length];
    const under = start === undefined ? "" : underKey(top, start);
    return `${state} ${isNoted} ${careKey(care, read)}|${runners.map(placeOf).join()}|${valuesKey(dialog, read)}|${under}`;
  };

  function underKey(top: Frame, start: Frame): string {
    const isProbe = shortest.find((id) => id !== start.dialog) === top.dialog;
    if (isProbe || names.clash(top.dialog, start.dialog)) return placeOf(start);
    return `${bot.dialogs.get(start.dialog)?.resume ?? ""} ${stepOf(bot, start)?.verb ?? ""}`;
  }
}

function placeOf({ dialog, step, via }: Frame): string {
  return `${dialog}#${step} ${via}`;
}

function frameKey(frame: Frame): string {
  const { step, entry, candidates, filled, attempts, asked, until } = frame;
  const times = Math.min(asked[step] ?? 0, MAX_ASKED);
  const offered = Math.min(candidates.length, 2);
  return `${placeOf(frame)} ${entry} ${questionBefore(frame) ?? ""} ${offered} ${attempts} ${times} ${Object.keys(filled).sort().join()} ${until === undefined ? "" : "until"}`;
}

/** The steps that a frame may go on from: where it stands, where its stretch began, one back, and after a correction. */
function placesToGo(bot: Bot, frame: Frame): readonly string[] {
  const { dialog, step, entry, filled, path } = frame;
  const steps = bot.dialogs.get(dialog)?.steps;
  const corrected = Object.entries(filled).flatMap(([slot, question]) => {
    const passed = path.slice(path.lastIndexOf(question) + 1);
    const reader = passed.find((id) => {
      const found = steps?.get(id);
      return found !== undefined && readsOf(found).has(`slots.${slot}`);
    });
    return reader ?? [];
  });
  return [...new Set([step, entry, questionBefore(frame) ?? entry, ...corrected])]
    .sort()
    .map((id) => `${dialog}#${id}`);
}

/** Where 上一步 leads from the stretch that a frame is in; the trail ends with that stretch once its question was put. */
function questionBefore({ entry, trail }: Frame): string | undefined {
  return trail.at(trail.at(-1) === entry ? -2 : -1);
}

function careKey(care: string, { cares }: NamesRead): string {
  return cares.has(care) ? care : "";
}

/** The values that something may depend on, and of the others whether they are there. */
function valuesKey(dialog: DialogState, { byValue, byPresence }: NamesRead): string {
  const values = byValue.map((name) => JSON.stringify(valueOf(dialog, name) ?? null));
  const presence = byPresence.map((name) => presenceOf(valueOf(dialog, name)));
  return `${values.join()} ${presence.join("")}`;
}

/** A list without anything in it leaves a gap where its first record is named. */
function presenceOf(value: unknown): string {
  if (value === undefined || value === null) return "-";
  return Array.isArray(value) && value.length === 0 ? "0" : "+";
}

function valueOf({ slots, results }: DialogState, name: string): unknown {
  const [first = "", field = ""] = name.split(".");
  return first === "slots" ? slots[field] : results[first]?.[field];
}

/** The two dialogs that customers begin and that have the fewest places to wait at. */
function shortestDialogs(bot: Bot): readonly string[] {
  const begun = [...bot.dialogs.values()].filter(
    ({ kind, intents, phrases }) => kind === "dialog" && intents.length + phrases.length > 0,
  );
  const waits = new Map(
    begun.map(({ id, steps }) => [
      id,
      [...steps.values()].filter(({ verb }) => verb === "ask" || verb === "wait" || verb === "human").length,
    ]),
  );
  const sorted = begun.map(({ id }) => id).sort((a, b) => (waits.get(a) ?? 0) - (waits.get(b) ?? 0));
  return sorted.slice(0, 2);
}
