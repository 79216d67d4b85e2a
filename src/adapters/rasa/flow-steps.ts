import * as z from "zod";
import type { SlotValue } from "../../content/values.ts";
import type { ForeignPath } from "../../regression/draft/foreign-document.ts";
import { END, type Link } from "../../regression/draft/step-chain.ts";
import { collectLinks } from "./collect-step.ts";
import { actionLinks, conditionOf, type DialogParts, humanStep, setStep } from "./dialog-parts.ts";
import { listStrays, placeIn, type Section } from "./sections.ts";

const slotValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** A step of a flow; `next` may hold steps in its turn. */
export interface RasaStep {
  readonly id?: string | undefined;
  readonly collect?: string | undefined;
  readonly action?: string | undefined;
  readonly set_slots?: readonly Readonly<Record<string, SlotValue>>[] | undefined;
  readonly call?: string | undefined;
  readonly link?: string | undefined;
  readonly noop?: unknown;
  readonly utter?: string | undefined;
  readonly ask_before_filling?: boolean | undefined;
  readonly reset_after_flow_ends?: boolean | undefined;
  readonly rejections?: readonly { readonly if: string; readonly utter?: string | undefined }[] | undefined;
  readonly next?: string | readonly RasaBranch[] | undefined;
}

interface RasaBranch {
  readonly if?: string | undefined;
  readonly then?: string | readonly RasaStep[] | undefined;
  readonly else?: string | readonly RasaStep[] | undefined;
}

const branch: z.ZodType<RasaBranch> = z.looseObject({
  if: z.coerce.string().optional(),
  // oxlint-disable-next-line unicorn/no-thenable -- the key is Rasa's, and nobody awaits a branch.
  get then() {
    return z.union([z.string(), flowStepsSchema]).optional();
  },
  get else() {
    return z.union([z.string(), flowStepsSchema]).optional();
  },
});

const flowStep: z.ZodType<RasaStep> = z.looseObject({
  id: z.coerce.string().optional(),
  collect: z.string().optional(),
  action: z.string().optional(),
  set_slots: z.array(z.record(z.string(), slotValue)).optional(),
  call: z.string().optional(),
  link: z.string().optional(),
  utter: z.string().optional(),
  ask_before_filling: z.boolean().optional(),
  reset_after_flow_ends: z.boolean().optional(),
  rejections: z.array(z.looseObject({ if: z.coerce.string(), utter: z.string().optional() })).optional(),
  next: z.union([z.string(), z.array(branch)]).optional(),
});

/** Steps one below the other. */
export const flowStepsSchema: z.ZodType<readonly RasaStep[]> = z.array(flowStep);

/** What the steps of one flow are read with. */
export interface FlowReading {
  readonly parts: DialogParts;
  readonly section: Section;
  readonly flow: string;
  /** The flows that become dialogs. */
  readonly flows: ReadonlySet<string>;
}

const KNOWN = [
  "id",
  "collect",
  "action",
  "set_slots",
  "call",
  "link",
  "noop",
  "utter",
  "next",
  "description",
];
const OF_COLLECT = ["ask_before_filling", "reset_after_flow_ends", "rejections"];

/** The steps of a flow as a chain; blocks inside a `next` stand below what leads to them. */
export function flowLinks(
  steps: readonly RasaStep[],
  reading: FlowReading,
): { readonly links: readonly Link[]; readonly kept: readonly string[] } {
  const { parts } = reading;
  const own = [...allSteps(steps)].flatMap(({ id }) => (id === undefined ? [] : [id]));
  // Written ids come first, so that they keep their names and the made-up ones give way.
  const kept = own.map(parts.idOf);
  const ids = new Map<RasaStep, string>();
  let number = 0;
  for (const step of allSteps(steps)) ids.set(step, parts.idOf(step.id ?? `${verbOf(step)}.${++number}`));
  const path: ForeignPath = [reading.flow, "steps"];
  return { links: sequence(steps, path, true, { ...reading, ids, own: new Set(own) }), kept };
}

interface Walk extends FlowReading {
  readonly ids: ReadonlyMap<RasaStep, string>;
  /** The ids that the author wrote. */
  readonly own: ReadonlySet<string>;
}

function* allSteps(steps: readonly RasaStep[]): Generator<RasaStep> {
  for (const step of steps) {
    yield step;
    if (typeof step.next === "string" || step.next === undefined) continue;
    for (const { then, else: otherwise } of step.next)
      for (const block of [then, otherwise]) if (typeof block === "object") yield* allSteps(block);
  }
}

function verbOf(step: RasaStep): string {
  if (step.collect !== undefined) return step.collect;
  if (step.action !== undefined) return step.action.replace(/^(?:utter|action)_/u, "");
  return step.call ?? step.link ?? (step.set_slots === undefined ? "when" : "set");
}

function sequence(
  steps: readonly RasaStep[],
  path: ForeignPath,
  isRoot: boolean,
  walk: Walk,
): readonly Link[] {
  const blocks: Link[] = [];
  const links = steps.flatMap((step, index) => {
    const here = [...path, index];
    const id = walk.ids.get(step) ?? "";
    const below = steps[index + 1];
    const after = below === undefined ? END : (walk.ids.get(below) ?? END);
    const at = placeIn(walk.section, here);
    const { findings } = walk.parts.project;
    const known = step.collect === undefined ? KNOWN : [...KNOWN, ...OF_COLLECT];
    listStrays(walk.section, step, here, known, `the flow "${walk.flow}"`, findings);
    if (step.next === undefined && below === undefined && !isRoot && step.link === undefined)
      findings.note(
        at,
        `the last step of a branch in "${walk.flow}"`,
        "it has no `next`; the dialog ends there",
      );
    if (typeof step.next !== "object") {
      const next = step.next === undefined ? after : target(step.next, at, walk);
      return orJump(verbLinks(step, id, next, here, walk), id, next);
    }
    const fork = step.collect === undefined && step.action === undefined && verbless(step);
    const forkId = fork ? id : walk.parts.idOf(`${id}.then`);
    const verb = fork ? [] : orJump(verbLinks(step, id, forkId, here, walk), id, forkId);
    return [...verb, forkLink(step.next, forkId, after, [...here, "next"], walk, blocks)];
  });
  return [...links, ...blocks];
}

function verbless({ set_slots: set, call, link }: RasaStep): boolean {
  return set === undefined && call === undefined && link === undefined;
}

/** A step that left nothing is still a place that something may lead to. */
function orJump(links: readonly Link[], id: string, next: string): readonly Link[] {
  if (links.length > 0) return links;
  return [{ id, next, branch: (to) => ({ go: to }), targets: [] }];
}

function verbLinks(step: RasaStep, id: string, next: string, path: ForeignPath, walk: Walk): readonly Link[] {
  const { parts, section, flow, flows } = walk;
  const { findings, vocabulary, domain } = parts.project;
  const at = placeIn(section, path);
  if (step.collect !== undefined) {
    const { collect: slot, utter, rejections = [], ask_before_filling: always = false } = step;
    const validation = domain.slots.get(slot)?.validation?.rejections ?? [];
    const utters = [...(utter === undefined ? [] : [utter]), `utter_ask_${slot}`];
    const about = { slot, utters, rejections: [...rejections, ...validation], always, at };
    return collectLinks(parts, about, id, next);
  }
  if (step.action !== undefined) return actionLinks(parts, step.action, id, next, at);
  if (step.set_slots !== undefined) {
    const set = setStep(parts, Object.assign({}, ...step.set_slots), at);
    return set === undefined ? [] : [{ id, next, step: set }];
  }
  const other = step.call ?? step.link;
  if (other === undefined) return [];
  if (other === "pattern_human_handoff") return [{ id, next, step: humanStep }];
  if (!flows.has(other)) {
    findings.note(
      at,
      `${step.call === undefined ? "link" : "call"} to "${other}" in "${flow}"`,
      "there is no such flow here",
    );
    return [];
  }
  const dialog = vocabulary.nameOf("dialog", other);
  if (step.call !== undefined) return [{ id, next, step: { run: dialog } }];
  return [{ id, next: END, branch: () => ({ go: dialog }), targets: [] }];
}

/** The ways that a `next` leads; blocks of steps go below. */
function forkLink(
  branches: readonly RasaBranch[],
  id: string,
  after: string,
  path: ForeignPath,
  walk: Walk,
  blocks: Link[],
): Link {
  const { findings } = walk.parts.project;
  const ways: { if: string; go: string }[] = [];
  let rest = after;
  const leadTo = (to: string | readonly RasaStep[] | undefined, place: ForeignPath): string => {
    const at = placeIn(walk.section, place);
    if (typeof to === "string") return target(to, at, walk);
    const [first] = to ?? [];
    if (to === undefined || first === undefined) return after;
    blocks.push(...sequence(to, place, false, walk));
    return walk.ids.get(first) ?? after;
  };
  for (const [index, way] of branches.entries()) {
    if (way.else !== undefined) rest = leadTo(way.else, [...path, index, "else"]);
    if (way.if === undefined) continue;
    const cel = conditionOf(walk.parts, way.if, placeIn(walk.section, [...path, index, "if"]));
    const go = leadTo(way.then, [...path, index, "then"]);
    if (cel !== undefined) ways.push({ if: cel, go });
  }
  if (branches.every((way) => way.else === undefined))
    findings.note(
      placeIn(walk.section, path),
      `\`next\` without an else in "${walk.flow}"`,
      "goes on with the step below",
    );
  const asTarget = (to: string): string => (to === END ? "end" : to);
  return {
    id,
    next: rest,
    branch: (to) =>
      ways.length === 0
        ? { go: to }
        : { when: [...ways.map((way) => ({ if: way.if, go: asTarget(way.go) })), { else: to }] },
    targets: ways.map(({ go }) => go).filter((go) => go !== END),
  };
}

function target(written: string, at: ReturnType<typeof placeIn>, { own, parts, flow }: Walk): string {
  if (written === END) return END;
  if (own.has(written)) return parts.idOf(written);
  parts.project.findings.note(
    at,
    `next "${written}" in the flow "${flow}"`,
    "there is no such step; the dialog ends there",
  );
  return END;
}
