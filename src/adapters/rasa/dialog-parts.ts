import type { SlotValue } from "../../content/values.ts";
import type { DraftDialog, DraftStep } from "../../regression/draft/draft.ts";
import type { ForeignPlace } from "../../regression/draft/findings.ts";
import { namesOf } from "../../regression/draft/names.ts";
import { END, type Link } from "../../regression/draft/step-chain.ts";
import { translateCondition } from "./condition.ts";
import type { Project } from "./project.ts";
import { type SaidResponse, sayBodyOf } from "./responses.ts";

/** What the steps of one dialog have in common: their ids, and the slots that they use. */
export interface DialogParts {
  readonly project: Project;
  readonly idOf: (original: string) => string;
  /** Remembers that the dialog uses a slot, and says what it is called here. */
  readonly use: (slot: string) => string;
  readonly used: () => ReadonlySet<string>;
  readonly slots: () => DraftDialog["slots"];
}

export function dialogParts(project: Project): DialogParts {
  const { vocabulary } = project;
  const ids = namesOf("step");
  const used = new Set<string>();
  return {
    project,
    idOf: ids.nameOf,
    use: (slot) => {
      used.add(slot);
      return vocabulary.nameOf("slot", slot);
    },
    used: () => used,
    slots: () => {
      const declared = [...used].flatMap((slot) => {
        const declaration = vocabulary.declarationOf(slot);
        return declaration === undefined ? [] : [[vocabulary.nameOf("slot", slot), declaration] as const];
      });
      return declared.length === 0 ? undefined : Object.fromEntries(declared);
    },
  };
}

/** A response as a step; `undefined` where there is none, which is listed. */
export function sayStep(parts: DialogParts, name: string, at: ForeignPlace): DraftStep | undefined {
  const { project } = parts;
  const said = project.responses.get(name);
  if (said === undefined) {
    project.findings.note(
      at,
      `action "${name}"`,
      "there is no such response, or nothing of it could be said",
    );
    return undefined;
  }
  return { say: sayBody(parts, said, at) };
}

function sayBody(
  parts: DialogParts,
  said: SaidResponse,
  at: ForeignPlace,
): Extract<DraftStep, { say: unknown }>["say"] {
  const { starts, vocabulary, findings } = parts.project;
  for (const slot of said.slots) parts.use(slot);
  return sayBodyOf(said, starts, vocabulary, (what, why) => findings.note(at, what, why));
}

const HANDOFF: ReadonlySet<string> = new Set([
  "action_human_handoff",
  "action_handoff",
  "pattern_human_handoff",
]);

export const humanStep: DraftStep = {
  human: { reason: { zh: "机器人请求转人工", en: "The bot asked for a person" } },
};

/** What an action comes to as steps; the last leads to `next`. None, where it has no place here, which is listed. */
export function actionLinks(
  parts: DialogParts,
  name: string,
  id: string,
  next: string,
  at: ForeignPlace,
): readonly Link[] {
  const { actions, findings, vocabulary } = parts.project;
  if (name === "action_listen") return [];
  if (HANDOFF.has(name)) return [{ id, next, step: humanStep }];
  if (name === "action_hangup") return [{ id, next: END, step: { end: { outcome: "solved" } } }];
  if (name.startsWith("utter_")) {
    const step = sayStep(parts, name, at);
    return step === undefined ? [] : [{ id, next, step }];
  }
  if (!actions.isKnown(name)) {
    findings.note(
      at,
      `action "${name}"`,
      "one of Rasa's own, which the engine here does by itself or not at all",
    );
    return [];
  }
  const { id: action, as, fills } = actions.get(name);
  const noted = parts.idOf(`${id}.noted`);
  const set = Object.fromEntries(
    fills.map((slot) => [parts.use(slot), { cel: `${as}.${vocabulary.nameOf("slot", slot)}` }]),
  );
  const call = (to: string): DraftStep => ({
    call: action,
    as,
    outcomes: { ok: to, error: "human", timeout: "human" },
  });
  if (fills.length === 0) return [{ id, next, branch: call, targets: [] }];
  return [
    { id, next: noted, branch: call, targets: [] },
    { id: noted, next, step: { set } },
  ];
}

/** Slots set to values. */
export function setStep(
  parts: DialogParts,
  values: Readonly<Record<string, SlotValue>>,
  at: ForeignPlace,
): DraftStep | undefined {
  const { domain, findings, vocabulary } = parts.project;
  const known = Object.entries(values).filter(([slot]) => {
    if (domain.slots.has(slot)) return true;
    findings.note(at, `set_slots "${slot}"`, "the domain has no such slot");
    return false;
  });
  if (known.length === 0) return undefined;
  return {
    set: Object.fromEntries(known.map(([slot, value]) => [parts.use(slot), vocabulary.value(slot, value)])),
  };
}

/** A condition in CEL; `undefined` where it cannot be said, which is listed. */
export function conditionOf(parts: DialogParts, source: string, at: ForeignPlace): string | undefined {
  const { findings, vocabulary } = parts.project;
  const translated = translateCondition(source, {
    slot: (name) => {
      const known = vocabulary.slot(name);
      if (known !== undefined) parts.use(name);
      return known;
    },
    value: vocabulary.value,
  });
  if ("cel" in translated) return translated.cel;
  findings.note(at, `condition "${source}"`, translated.why);
  return undefined;
}
