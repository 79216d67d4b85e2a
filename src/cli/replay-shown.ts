import { groupBy } from "../content/group-by.ts";
import type { Understand } from "../conversation/listening.ts";
import type { Understanding } from "../kernel/understanding.ts";
import type {
  BehaviourDiff,
  ConversationDifference,
  Counts,
  Group,
  TurnDifference,
} from "../regression/replay/behaviour-diff.ts";
import type { RecordedCause, RecordedTurn } from "../regression/replay/recorded.ts";
import type { ReplayedTurn } from "../regression/replay/replay.ts";
import { maskPersonal } from "../text/mask.ts";

/** A difference as a person reads it: all personal data masked. */
export interface ShownDifference {
  readonly group: Group;
  readonly id: string;
  /** Counted from 1. */
  readonly turn: number;
  /** What was said before, the same in both. */
  readonly before: readonly string[];
  /** The turns that differ, and those between them. */
  readonly pairs: readonly ShownTurn[];
  /** How the customer's text was understood in the record, and how it is now, with what decided it. */
  readonly understood: readonly string[];
  /** In how many conversations the same became of the same answer, this one among them. */
  readonly times: number;
}

export interface ShownTurn {
  readonly said: string;
  /** What it came to then and now, line by line; absent where there is no such line. */
  readonly lines: readonly ShownLine[];
}

interface ShownLine {
  readonly recorded: string | undefined;
  readonly now: string | undefined;
}

/** Enough to see where the conversation stands. */
const TURNS_BEFORE = 2;

/**
 * The differences of a diff, for reading: of those in which the same became of the same answer, the first.
 *
 * @param explain the understanding of a text, with its evidence
 */
export function showDifferences(
  { different }: BehaviourDiff,
  most: number,
  explain: Understand,
): { readonly shown: readonly ShownDifference[]; readonly kinds: number } {
  const kinds = groupBy(different, kindOf);
  const first = [...kinds.values()].slice(0, most);
  return {
    shown: first.flatMap((alike) => alike.slice(0, 1).map((one) => show(one, explain, alike.length))),
    kinds: kinds.size,
  };
}

/** Tells differences apart by what they are, and not by what led to them. */
function kindOf({ group, turns }: ConversationDifference): string {
  const { replayed } = turns.at(-1) ?? turns[0];
  return JSON.stringify([group, linesOf(replayed.recorded), linesNow(replayed)]);
}

export function sumOf(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function show(
  { conversation: { id, turns }, group, turns: differing, replayed }: ConversationDifference,
  explain: Understand,
  times: number,
): ShownDifference {
  const [first] = differing;
  // What a conversation counts as is its last difference: after that it goes another way.
  const last = differing.at(-1) ?? first;
  const from = Math.max(0, first.index - TURNS_BEFORE);
  const lines = turns.slice(from, first.index).flatMap((turn) => [saidIn(turn.cause), ...linesOf(turn)]);
  return {
    group,
    id: maskPersonal(id),
    turn: last.index + 1,
    before: lines.map(maskPersonal),
    pairs: replayed.slice(first.index, last.index + 1).map((now) => ({
      said: maskPersonal(saidIn(now.recorded.cause)),
      lines: besideEachOther(linesOf(now.recorded).map(maskPersonal), linesNow(now).map(maskPersonal)),
    })),
    understood: last.difference === "wording changed" ? [] : understoodLines(last, explain).map(maskPersonal),
    times,
  };
}

function besideEachOther(recorded: readonly string[], now: readonly string[]): readonly ShownLine[] {
  return Array.from({ length: Math.max(recorded.length, now.length) }, (_, index) => ({
    recorded: recorded[index],
    now: now[index],
  }));
}

function saidIn(cause: RecordedCause): string {
  switch (cause.type) {
    case "said":
      return `me: ${cause.text}`;
    case "chose":
      return `me: [${cause.label ?? cause.option}]`;
    case "showed":
      return "me: [image]";
    case "askedForHuman":
      return "me: [a person]";
    case "askedFor":
      return `me: [${cause.intent}]`;
    case "alarm":
      return "(time passes)";
    case "handedBack":
      return "(an agent hands back)";
    case "started":
      return `(starts at ${cause.dialog}${cause.step === undefined ? "" : `#${cause.step}`})`;
  }
}

type Said = RecordedTurn["said"];

function linesOf({ said, handoff, ended }: RecordedTurn): readonly string[] {
  return [...messageLines(said), ...endLines(handoff, ended)];
}

function linesNow({ uncalledFor, said, effects, ended }: ReplayedTurn): readonly string[] {
  const handoff = effects.find((effect) => effect.type === "requestHandoff")?.handoff;
  return [...messageLines(uncalledFor), ...messageLines(said), ...endLines(handoff, ended)];
}

function messageLines(said: Said): readonly string[] {
  return said.map(({ text, buttons, origin: { dialog, step } }) => {
    const labels = buttons.map(({ label }) => `[${label}]`).join(" ");
    return [`bot: ${text}`, labels, `(${dialog}#${step})`].filter((part) => part !== "").join(" ");
  });
}

function endLines(handoff: RecordedTurn["handoff"], ended: RecordedTurn["ended"]): readonly string[] {
  return [
    ...(handoff === undefined ? [] : [`handoff: ${handoff.queue}, ${handoff.reason}`]),
    ...(ended === undefined ? [] : [`ended: ${ended.dialog}, ${ended.outcome}`]),
  ];
}

function understoodLines({ replayed }: TurnDifference, explain: Understand): readonly string[] {
  const { cause, understood } = replayed.recorded;
  if (cause.type !== "said" || replayed.heard === undefined) return [];
  const { understanding, listening } = replayed.heard;
  const before =
    understood === undefined
      ? []
      : [`understood before: ${understood.verdict}${intentOf(understood.intent, understood.confidence)}`];
  const [top] = understanding.intents;
  const now = `understood now: ${understanding.verdict}${intentOf(top?.name, top?.confidence)}`;
  return [...before, now, ...evidenceLines(explain(cause.text, listening))];
}

function intentOf(intent: string | undefined, confidence: number | undefined): string {
  if (intent === undefined) return "";
  return `, ${intent}${confidence === undefined ? "" : ` (${confidence.toFixed(2)})`}`;
}

function evidenceLines({ intents }: Understanding): readonly string[] {
  const evidence = intents[0]?.evidence;
  if (evidence === undefined) return [];
  const { utterance, similarity, matches } = evidence;
  const parts = matches.length === 0 ? "" : `; decided by ${matches.map(({ text }) => text).join(", ")}`;
  return [`nearest utterance: ${utterance} (similarity ${similarity.toFixed(2)})${parts}`];
}
