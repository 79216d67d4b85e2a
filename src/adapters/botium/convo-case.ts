import type { DraftSuite } from "../../regression/draft/draft.ts";
import type { Findings } from "../../regression/draft/findings.ts";
import { unreadable } from "../../regression/draft/foreign-document.ts";
import type { Convo, ConvoStep, Material } from "./convo.ts";
import { type Expansion, expansionOf } from "./expansion.ts";
import { type DraftTurn, expectedOf } from "./expectations.ts";

type Case = DraftSuite["cases"][number];

/**
 * A convo as a case of ours; `undefined` when it cannot be had here, which is listed.
 *
 * @param used is told the partial convos, utterances and memories that it uses
 * @throws FILE_UNREADABLE when partial convos include one another without end
 */
export function caseOf(
  convo: Convo,
  material: Material,
  used: Set<unknown>,
  findings: Findings,
): Case | undefined {
  const leave = (why: string): undefined => {
    findings.leave("convos", convo.at, `convo "${convo.name}"`, why);
    return undefined;
  };
  if (convo.description !== undefined)
    findings.note(convo.at, `description of the convo "${convo.name}"`, "put it into the case as a comment");
  const { steps, missing } = withIncludes(convo, material.partials, used);
  if (missing !== undefined) return leave(`there is no partial convo "${missing}"`);
  const expansion = expansionOf(convo, material, used, findings);
  const talk: DraftTurn[] = [];
  let pauseMs = 0;
  for (const step of steps) {
    const note = (what: string, why: string): void =>
      findings.note(step.at, `${what} in the convo "${convo.name}"`, why);
    if (step.sender === "me") {
      if (pauseMs > 0) talk.push({ clock: `+${pauseMs}ms` });
      pauseMs = 0;
      const me = spoken(step, expansion, note);
      if (me === undefined)
        return leave(`line ${step.at.line ?? 0}: what the customer says is only known while Botium runs`);
      if (me !== null) talk.push({ me });
    } else if (step.sender === "bot") {
      if (talk.some((turn) => "me" in turn)) listen(step, expansion, talk, note);
      else note("a message before the customer's first", "the chat shows the greeting, and no test sees it");
    } else listAround(step, note);
    pauseMs += pauseOf(step, expansion);
  }
  if (!talk.some((turn) => "me" in turn)) return leave("no customer says anything in it");
  if (pauseMs > 0) talk.push({ clock: `+${pauseMs}ms` });
  const each = expansion.rows();
  return { name: convo.name, ...(each === undefined ? {} : { each }), talk };
}

type Note = (what: string, why: string) => void;
type Me = Extract<DraftTurn, { me: unknown }>["me"];

/** `null` when nothing is said; `undefined` when it cannot be known what. */
function spoken({ text, instructions }: ConvoStep, expansion: Expansion, note: Note): Me | null | undefined {
  for (const { name, args } of instructions) {
    if (name === "BUTTON") {
      const label = expansion.said(args[1] ?? args[0] ?? "");
      return label === undefined || label === "" ? undefined : { tap: label };
    }
    if (name === "MEDIA") return { image: true };
    if (!["PAUSE", "INCLUDE", "SET_SCRIPTING_MEMORY"].includes(name))
      note(`${name} ${args.join("|")}`.trim(), "a customer cannot do that here");
  }
  return text === undefined ? null : expansion.said(text);
}

/** Adds what a `#bot` block asks; how a text was understood is asked where the text stands. */
function listen(step: ConvoStep, expansion: Expansion, talk: DraftTurn[], note: Note): void {
  const { turns, understood } = expectedOf(step, { wordings: expansion.expected, leave: note });
  talk.push(...turns);
  if (Object.keys(understood).length === 0) return;
  const at = talk.findLastIndex((turn) => "me" in turn);
  const turn = talk[at];
  if (turn === undefined || !("me" in turn)) return;
  if (typeof turn.me === "string") talk[at] = { ...turn, nlu: { ...turn.nlu, ...understood } };
  else note("INTENT", "a button is not understood, it is pressed");
}

function pauseOf({ instructions }: ConvoStep, expansion: Expansion): number {
  let pause = 0;
  for (const { name, args } of instructions) {
    if (name === "PAUSE") pause += Math.max(0, Math.round(Number(args[0]) || 0));
    if (name === "SET_SCRIPTING_MEMORY") expansion.set(args[0] ?? "", args[1] ?? "");
  }
  return pause;
}

function listAround({ sender, instructions, text }: ConvoStep, note: Note): void {
  for (const { name, args } of instructions)
    if (!["PAUSE", "INCLUDE", "SET_SCRIPTING_MEMORY"].includes(name))
      note(`${name} ${args.join("|")}`.trim(), `what is done at the ${sender} has no place here`);
  if (text !== undefined) note(`"${text.slice(0, 40)}" at the ${sender}`, "no instruction that is known");
}

/** The steps with those of the partial convos that they include in their place. */
function withIncludes(
  convo: Convo,
  partials: readonly Convo[],
  used: Set<unknown>,
  above: readonly Convo[] = [],
): { readonly steps: readonly ConvoStep[]; readonly missing?: string } {
  if (above.includes(convo)) {
    const way = [...above, convo].map(({ name }) => name).join(" → ");
    throw unreadable(convo.at.file, convo.at.line ?? 1, `partial convos include one another: ${way}`);
  }
  const steps: ConvoStep[] = [];
  for (const step of convo.steps) {
    if (step.sender !== "include") steps.push(step);
    for (const name of includedBy(step)) {
      const partial = partials.find((one) => one.name === name);
      if (partial === undefined) return { steps, missing: name };
      used.add(partial);
      const inner = withIncludes(partial, partials, used, [...above, convo]);
      if (inner.missing !== undefined) return inner;
      steps.push(...inner.steps);
    }
  }
  return { steps };
}

function includedBy({ sender, text = "", instructions }: ConvoStep): readonly string[] {
  const named = instructions.flatMap(({ name, args }) => (name === "INCLUDE" ? args : []));
  const lines = sender === "include" ? text.split("\n").map((line) => line.trim()) : [];
  return [...lines, ...named].filter((name) => name !== "");
}
