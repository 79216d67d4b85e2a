import * as z from "zod";
import type { ForeignPlace } from "../../regression/draft/findings.ts";
import type { Project } from "./project.ts";
import { type DraftTurn, expectedText } from "./said-in-tests.ts";
import { expectedValue } from "./story-cases.ts";
import { slotsSet } from "./story-steps.ts";

/** What assertions are translated with. */
export interface Assertions {
  readonly project: Project;
  /** The slots, by Rasa's names, that some dialog has. */
  readonly declared: ReadonlySet<string>;
  /** The dialog of ours that a flow has become. */
  readonly dialogOf: (flow: string) => { readonly id: string; readonly title: string } | undefined;
}

const uttered = z.looseObject({
  utter_name: z.string().optional(),
  text_matches: z.string().optional(),
  buttons: z.array(z.looseObject({ title: z.string().optional() })).optional(),
});
const flowName = z.union([
  z.string(),
  z.looseObject({ flow_id: z.string() }).transform(({ flow_id: flow }) => flow),
  z.array(z.string()).transform(([first = ""]) => first),
]);

/** The assertions of one step, in their order; what ends a flow comes after what is said. */
export function assertedTurns(
  assertions: readonly Readonly<Record<string, unknown>>[],
  what: string,
  at: ForeignPlace,
  about: Assertions,
): readonly DraftTurn[] {
  const said: DraftTurn[] = [];
  const after: DraftTurn[] = [];
  const calls: { action: string }[] = [];
  for (const [key, value] of assertions.flatMap((one) => Object.entries(one))) {
    const leave = (why: string): void => about.project.findings.note(at, `${key} of the ${what}`, why);
    if (key === "action_executed") said.push(...executed(value, calls, about, leave));
    else if (key === "flow_completed" || key === "flow_cancelled")
      after.push(...ended(key, value, about, leave));
    else said.push(...asserted(key, value, about, leave));
  }
  return [...merged(said), ...(calls.length === 0 ? [] : [{ calls }]), ...after];
}

/** The first message of a dialog that began is the one whose words are asserted next. */
function merged(turns: readonly DraftTurn[]): readonly DraftTurn[] {
  const begun = turns.findIndex(isBeginning);
  const spoken = turns.findIndex((turn, index) => index > begun && "bot" in turn && !isBeginning(turn));
  const one = turns[begun];
  const other = turns[spoken];
  if (begun < 0 || one === undefined || !("bot" in one) || typeof one.bot === "string") return turns;
  if (other === undefined || !("bot" in other) || typeof other.bot === "string") return turns;
  const both = { bot: { ...one.bot, ...other.bot } };
  return turns.flatMap((turn, index) => (index === begun ? [] : index === spoken ? [both] : [turn]));
}

function isBeginning(turn: DraftTurn): boolean {
  return "bot" in turn && typeof turn.bot === "object" && Object.keys(turn.bot).join("") === "dialog";
}

type Leave = (why: string) => void;

function asserted(key: string, value: unknown, about: Assertions, leave: Leave): readonly DraftTurn[] {
  switch (key) {
    case "flow_started": {
      const flow = flowName.safeParse(value);
      const dialog = flow.success ? about.dialogOf(flow.data) : undefined;
      if (dialog === undefined) leave("no dialog came of this flow");
      return dialog === undefined ? [] : [{ bot: { dialog: dialog.id } }];
    }
    case "bot_uttered":
      return botExpected(value, about, leave).map((bot) => ({ bot }));
    case "bot_did_not_utter":
      return botExpected(value, about, leave).map((never) => ({ never }));
    case "pattern_clarification_contains": {
      const names = z.array(z.string()).safeParse(value);
      const titles = (names.success ? names.data : []).flatMap((flow) => about.dialogOf(flow)?.title ?? []);
      return [{ bot: { pattern: "clarify", ...(titles.length === 0 ? {} : { buttons: titles }) } }];
    }
    case "slot_was_set":
      return slotsExpected(value, about, leave);
    case "slot_was_not_set":
      return slotsExpected(value, about, leave, null);
    default:
      leave("cannot be asked of this program's tests");
      return [];
  }
}

function ended(key: string, value: unknown, about: Assertions, leave: Leave): readonly DraftTurn[] {
  const flow = flowName.safeParse(value);
  const dialog = flow.success ? about.dialogOf(flow.data) : undefined;
  if (dialog === undefined) {
    leave("no dialog came of this flow");
    return [];
  }
  return [
    { end: { dialog: dialog.id, ...(key === "flow_cancelled" ? { outcome: "cancelled" as const } : {}) } },
  ];
}

function executed(
  value: unknown,
  calls: { action: string }[],
  { project }: Assertions,
  leave: Leave,
): readonly DraftTurn[] {
  const name = String(value);
  if (name.startsWith("utter_")) {
    const said = project.responses.isUsed(name) ? project.responses.get(name) : undefined;
    if (said === undefined) leave(`nothing that came over says "${name}"`);
    return said === undefined ? [] : [{ bot: { text: expectedText(said) } }];
  }
  if (project.actions.isKnown(name)) calls.push({ action: project.actions.get(name).id });
  else leave(`"${name}" is done by Rasa's engine`);
  return [];
}

type Message = Exclude<Extract<DraftTurn, { never: unknown }>["never"], string>;

function botExpected(value: unknown, { project }: Assertions, leave: Leave): readonly Message[] {
  const read = uttered.safeParse(value);
  if (!read.success) {
    leave("its shape is not known");
    return [];
  }
  const { utter_name: name, text_matches: pattern, buttons = [] } = read.data;
  const labels = buttons.flatMap(({ title }) => title ?? []);
  const said =
    name === undefined || !project.responses.isUsed(name) ? undefined : project.responses.get(name);
  if (name !== undefined && said === undefined) {
    leave(`nothing that came over says "${name}"`);
    return [];
  }
  const text =
    pattern === undefined ? (said === undefined ? undefined : expectedText(said)) : likePattern(pattern);
  if (text === undefined && labels.length === 0) return [];
  return [{ ...(text === undefined ? {} : { text }), ...(labels.length === 0 ? {} : { buttons: labels }) }];
}

/** A regular expression where it is one; else a part of the text. */
function likePattern(pattern: string): { matches: string } | { contains: string } {
  try {
    return new RegExp(pattern, "u") instanceof RegExp ? { matches: pattern } : { contains: pattern };
  } catch {
    return { contains: pattern };
  }
}

const slotEvents = z.union([
  z.array(z.union([z.string(), z.record(z.string(), z.unknown())])),
  z.record(z.string(), z.unknown()),
]);

function slotsExpected(
  value: unknown,
  { project, declared }: Assertions,
  leave: Leave,
  always?: null,
): readonly DraftTurn[] {
  const read = slotEvents.safeParse(value);
  if (!read.success) leave("its shape is not known");
  return (read.success ? slotsSet(read.data) : []).flatMap(([slot, written]): readonly DraftTurn[] => {
    if (!declared.has(slot)) {
      leave(`no dialog fills the slot "${slot}"`);
      return [];
    }
    const held = always === null ? null : expectedValue(slot, written, project);
    return [{ slots: { [project.vocabulary.nameOf("slot", slot)]: held } }];
  });
}
