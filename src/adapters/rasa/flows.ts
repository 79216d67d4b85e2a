import * as z from "zod";
import type { DraftDialog } from "../../regression/draft/draft.ts";
import { shaped } from "../../regression/draft/foreign-document.ts";
import { chained } from "../../regression/draft/step-chain.ts";
import { dialogParts } from "./dialog-parts.ts";
import { flowLinks, flowStepsSchema } from "./flow-steps.ts";
import type { Project } from "./project.ts";
import { listStrays, placeIn, type RasaFiles, type Section, sectionsNamed } from "./sections.ts";
import { OUT_OF_SCOPE } from "./vocabulary.ts";

const trigger = z.looseObject({
  intent: z.union([
    z.string().transform((name) => ({ name })),
    z.looseObject({ name: z.string(), confidence_threshold: z.unknown().optional() }),
  ]),
});

const flow = z.looseObject({
  name: z.string().optional(),
  description: z.string().optional(),
  if: z.union([z.boolean(), z.string()]).optional(),
  nlu_trigger: z.array(trigger).optional(),
  steps: flowStepsSchema,
});

/** A flow of Rasa's CALM, as it was read. */
export interface RasaFlow extends z.infer<typeof flow> {
  readonly id: string;
  readonly section: Section;
}

/** @throws FILE_UNREADABLE when a flow does not have the shape that Rasa documents */
export function readFlows(files: RasaFiles): readonly RasaFlow[] {
  return sectionsNamed(files, "flows").flatMap((section) => {
    const { document, key, value } = section;
    const flows = shaped(z.record(z.string(), z.unknown()), document, value, [key]);
    return Object.entries(flows).map(([id, item]) => ({
      ...shaped(flow, document, item, [key, id]),
      id,
      section,
    }));
  });
}

/** The intents, by Rasa's names, that start a flow. */
export function triggersOf({ nlu_trigger: triggers = [] }: RasaFlow): readonly string[] {
  return triggers.map(({ intent }) => intent.name);
}

/** Patterns are flows of reserved names, which Rasa's engine starts by itself. */
export function isPattern({ id }: RasaFlow): boolean {
  return id.startsWith("pattern_");
}

/** Each flow as a dialog. Patterns are listed: those of this program are taken. */
export function flowDialogs(flows: readonly RasaFlow[], project: Project): readonly DraftDialog[] {
  const { findings } = project;
  return flows.flatMap((read): readonly DraftDialog[] => {
    const at = placeIn(read.section, [read.id]);
    if (isPattern(read)) {
      const why = "a pattern of Rasa's engine; put its words under dialogs/_patterns.yaml";
      findings.leave("flows", at, `flow "${read.id}"`, why);
      return [];
    }
    const dialog = dialogOf(read, flows, project);
    if (dialog === undefined) findings.leave("flows", at, `flow "${read.id}"`, "no step of it could be said");
    else findings.take("flows");
    return dialog === undefined ? [] : [dialog];
  });
}

function dialogOf(read: RasaFlow, flows: readonly RasaFlow[], project: Project): DraftDialog | undefined {
  const { id, name, description, section, steps } = read;
  const parts = dialogParts(project);
  const others = new Set(flows.filter((other) => !isPattern(other)).map((other) => other.id));
  const { links, kept } = flowLinks(steps, { parts, section, flow: id, flows: others });
  const [first, ...rest] = chained(links, kept);
  if (first === undefined) return undefined;
  listAround(read, parts.used(), flows, project);
  const slots = parts.slots();
  const start = startOf(read, project);
  return {
    dialog: project.vocabulary.nameOf("dialog", id),
    title: name ?? id.replaceAll("_", " "),
    ...(start === undefined ? {} : { start }),
    ...(slots === undefined ? {} : { slots }),
    steps: [description === undefined ? first : { ...first, note: description.trim() }, ...rest],
  };
}

/** By its intents; a flow that a language model would have started has its name as a phrase. */
function startOf(read: RasaFlow, project: Project): DraftDialog["start"] {
  const { findings, vocabulary, data } = project;
  const at = placeIn(read.section, [read.id]);
  if (read.if === false || String(read.if).toLowerCase() === "false") return undefined;
  const wanted = triggersOf(read);
  const intents = wanted.filter(
    (intent) => (data.intents.get(intent)?.length ?? 0) > 0 && !OUT_OF_SCOPE.has(intent),
  );
  for (const intent of wanted)
    if (!intents.includes(intent))
      findings.note(at, `nlu_trigger "${intent}"`, "no intent that has examples");
  if (intents.length > 0)
    return { intents: [...new Set(intents.map((intent) => vocabulary.nameOf("intent", intent)))] };
  const why = "a language model would start it by its description; write an intent for it into intents/";
  findings.note(at, `start of the flow "${read.id}"`, why);
  return { phrases: [...new Set([read.name ?? read.id.replaceAll("_", " "), read.id.replaceAll("_", " ")])] };
}

function listAround(
  read: RasaFlow,
  used: ReadonlySet<string>,
  flows: readonly RasaFlow[],
  { findings }: Project,
): void {
  const { id, section } = read;
  const known = ["name", "description", "if", "nlu_trigger", "steps"];
  listStrays(section, read, [id], [...known, "id", "section"], `the flow "${id}"`, findings);
  if (typeof read.if === "string" && read.if.toLowerCase() !== "false")
    findings.note(
      placeIn(section, [id, "if"]),
      `guard "${read.if}" of the flow "${id}"`,
      "put a `when` at its beginning",
    );
  for (const [index, { intent }] of (read.nlu_trigger ?? []).entries())
    if ("confidence_threshold" in intent)
      findings.note(
        placeIn(section, [id, "nlu_trigger", index]),
        `confidence_threshold of "${intent.name}"`,
        "the threshold is the model's here",
      );
  for (const called of flows) {
    const calls = JSON.stringify(read.steps).includes(`"call":${JSON.stringify(called.id)}`);
    if (!calls || called.id === id) continue;
    const shared = [...used].filter((slot) => JSON.stringify(called.steps).includes(JSON.stringify(slot)));
    for (const slot of shared)
      findings.note(
        placeIn(section, [id]),
        `slot "${slot}" between "${id}" and "${called.id}"`,
        "a dialog that is run has slots of its own: what it fills does not come back",
      );
  }
}
