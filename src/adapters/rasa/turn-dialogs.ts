import type { DraftDialog, DraftPattern } from "../../regression/draft/draft.ts";
import { chained, END, type Link } from "../../regression/draft/step-chain.ts";
import { collectLinks } from "./collect-step.ts";
import { actionLinks, type DialogParts, dialogParts, sayStep } from "./dialog-parts.ts";
import { titleOf } from "./intents.ts";
import type { Project } from "./project.ts";
import type { SingleTurn, SingleTurns } from "./single-turns.ts";

/** A dialog for each single turn; the questions of a form stand where the form is begun. */
export function turnDialogs(
  turns: readonly SingleTurn[],
  submits: SingleTurns["submits"],
  taken: ReadonlySet<string>,
  project: Project,
): readonly DraftDialog[] {
  return turns.flatMap((turn) => {
    const { findings, vocabulary } = project;
    const [first = turn.name] = turn.intents;
    const parts = dialogParts(project);
    const steps = chained(linksOf(turn, submits, parts));
    const intents = turn.intents.filter((intent) => (project.data.intents.get(intent)?.length ?? 0) > 0);
    for (const intent of turn.intents)
      if (!intents.includes(intent)) findings.note(turn.at, `intent "${intent}"`, "it has no examples");
    if (steps.length === 0 || intents.length === 0) {
      findings.note(
        turn.at,
        `rule "${turn.name}"`,
        "nothing of it could be said, or nothing starts it; left out",
      );
      return [];
    }
    const slots = parts.slots();
    const original = taken.has(first) ? `${first} turn` : first;
    return [
      {
        dialog: vocabulary.nameOf("dialog", original),
        title: titleOf(first, project),
        start: { intents: [...new Set(intents.map((intent) => vocabulary.nameOf("intent", intent)))] },
        ...(slots === undefined ? {} : { slots }),
        steps,
      },
    ];
  });
}

function linksOf(turn: SingleTurn, submits: SingleTurns["submits"], parts: DialogParts): readonly Link[] {
  const { domain } = parts.project;
  const ahead = turn.actions.flatMap((action): readonly Planned[] => {
    const form = domain.forms.get(action);
    if (form === undefined) return [{ action }];
    const after = submits.get(action) ?? [];
    return [
      ...form.slots.map((slot) => ({ form: action, slot })),
      ...after.map((done) => ({ action: done })),
    ];
  });
  const named = ahead.map((planned) => ({ planned, id: parts.idOf(planned.slot ?? planned.action ?? "") }));
  return named.flatMap(({ planned, id }, index) => {
    const next = named[index + 1]?.id ?? END;
    const links =
      planned.slot === undefined
        ? actionLinks(parts, planned.action ?? "", id, next, turn.at)
        : collectLinks(parts, questionOf(planned, turn, parts), id, next);
    return links.length > 0 ? links : [{ id, next, branch: (to: string) => ({ go: to }), targets: [] }];
  });
}

interface Planned {
  readonly action?: string;
  readonly form?: string;
  readonly slot?: string;
}

function questionOf({ form = "", slot = "" }: Planned, { at }: SingleTurn, { project }: DialogParts) {
  const rejections = project.domain.slots.get(slot)?.validation?.rejections ?? [];
  return { slot, utters: [`utter_ask_${form}_${slot}`, `utter_ask_${slot}`], rejections, always: false, at };
}

/** What is said when nothing was understood, in place of the common words. */
export function fallbackPattern(
  { fallback }: SingleTurns,
  project: Project,
): Readonly<Record<string, DraftPattern>> | undefined {
  if (fallback === undefined) return undefined;
  const step = sayStep(dialogParts(project), fallback.action, fallback.at);
  return step === undefined ? undefined : { "unclear-1": { steps: [step] } };
}

/** Retrieval intents: `faq/limit` is answered by `utter_faq/limit`. */
export function retrievalTurns(project: Pick<Project, "data" | "domain">): readonly SingleTurn[] {
  return [...project.data.intents.keys()].flatMap((intent): readonly SingleTurn[] => {
    const response = project.domain.responses.get(`utter_${intent}`);
    if (!intent.includes("/") || response === undefined) return [];
    return [{ name: intent, intents: [intent], actions: [response.name], at: response.at }];
  });
}
