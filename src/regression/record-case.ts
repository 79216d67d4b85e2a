import type { Fields, SlotValue } from "../content/values.ts";
import type { HandoffRequest } from "../conversation/effect.ts";
import type { Language } from "../kernel/language.ts";
import type { Answer } from "./conversation-run.ts";
import type { Spoken } from "./expect.ts";
import type { CaseResult } from "./run-case.ts";
import { flowText, scalarText } from "./yaml-text.ts";

/** What a case says of itself before its talk; what is left out, the suite decides. */
export interface CaseHead {
  readonly name: string;
  readonly language?: Language;
  readonly customer?: { readonly identified: boolean };
  readonly start?: string;
  /** ISO 8601. */
  readonly now?: string;
  readonly context?: { readonly page?: string; readonly order?: string };
  readonly slots?: Readonly<Record<string, SlotValue>>;
  readonly colleagues?: "in" | "out" | "away";
  /** By action, what it comes to, one call after the other: the outcome with its fields. */
  readonly stubs?: Readonly<Record<string, readonly Readonly<Record<string, Fields>>[]>>;
}

/** The YAML of one case without a talk worth its name: a place to record in. */
export function emptyCase(head: CaseHead): string {
  return caseOf(head, ["- silent: true"]);
}

/** The YAML of a case that expects of a conversation what came of it, as the item of a list that begins in column 1. */
export function recordedCase(head: CaseHead, { case: { talk }, answers }: CaseResult): string {
  const turns = [-1, ...talk.keys()].flatMap((index) => [
    ...(talk[index] === undefined ? [] : [`- ${bare(flowText(talk[index].turn))}`]),
    ...answers.filter((answer) => answer.turn === index).flatMap(expectations),
  ]);
  return caseOf(head, turns);
}

function caseOf({ name, ...rest }: CaseHead, turns: readonly string[]): string {
  const settings = Object.entries(rest).flatMap(([key, value]) =>
    value === undefined ? [] : [`  ${key}: ${flowText(value)}`],
  );
  return [`- name: ${scalarText(name)}`, ...settings, "  talk:", ...turns.map((turn) => `    ${turn}`)]
    .join("\n")
    .concat("\n");
}

function expectations({ effects, said, ended }: Answer): readonly string[] {
  const handoff = effects.find((effect) => effect.type === "requestHandoff")?.handoff;
  const turns: readonly unknown[] = [
    ...(effects.some((effect) => effect.type === "returnToBot") ? [{ returned: true }] : []),
    ...(handoff === undefined ? [] : [{ handoff: handoffExpected(handoff) }]),
    ...said.map((spoken) => ({ bot: messageExpected(spoken) })),
    ...(said.length === 0 && handoff === undefined ? [{ silent: true }] : []),
    ...(ended === undefined ? [] : [{ end: { outcome: ended.outcome, dialog: ended.dialog } }]),
  ];
  return turns.map((turn) => `- ${bare(flowText(turn))}`);
}

/** The step or pattern, the first line and the buttons: the list under a text is the step's own affair. */
function messageExpected({ text, buttons, origin: { dialog, step } }: Spoken): unknown {
  const [line = ""] = text.split("\n");
  const place = dialog.startsWith("_")
    ? { pattern: dialog.slice(1) }
    : // A number changes whenever a step is put in above it.
      /^s\d+$/u.test(step)
      ? { dialog }
      : { step: `${dialog}#${step}` };
  return {
    ...place,
    ...(line === "" ? {} : { text: line }),
    ...(buttons.length === 0 ? {} : { buttons: buttons.map(({ label }) => label) }),
  };
}

function handoffExpected({ queue, reason, brief }: HandoffRequest): unknown {
  return { queue, reason, ...(Object.keys(brief).length === 0 ? {} : { brief }) };
}

/** The pairs of a map without the braces around them, where there is only one: `- me: 好`. */
function bare(flow: string): string {
  return flow.slice(2, -2);
}
