import type { DraftSuite } from "../../regression/draft/draft.ts";
import { isPlainAnswer, type Project } from "./project.ts";
import { type DraftTurn, exampleOf, expectedText, stubsFor } from "./said-in-tests.ts";
import { intentsOf, type RasaStory, type StoryStep, slotsSet } from "./story-steps.ts";

type Case = DraftSuite["cases"][number];

/** Stories as dialog tests: a story is one path through what rules, flows and forms say. */
export function storySuites(
  stories: readonly RasaStory[],
  project: Project,
  declared: ReadonlySet<string>,
): readonly DraftSuite[] {
  const cases = stories.flatMap((story) => {
    const made = caseOf(story, project, declared);
    if (made !== undefined) project.findings.take("stories");
    return made === undefined ? [] : [made];
  });
  if (cases.length === 0) return [];
  const stubs = stubsFor([], project.actions, project.vocabulary, { others: true });
  return [
    {
      file: "stories",
      suite: "Rasa stories",
      ...(Object.keys(stubs).length === 0 ? {} : { defaults: { stubs } }),
      cases,
    },
  ];
}

function caseOf(story: RasaStory, project: Project, declared: ReadonlySet<string>): Case | undefined {
  const { findings } = project;
  const { story: name, steps, at } = story;
  const leave = (why: string): undefined => {
    findings.leave("stories", at, `story "${name}"`, why);
    return undefined;
  };
  if (steps.some(({ checkpoint }) => checkpoint !== undefined))
    return leave("parts that are joined by checkpoints are no conversation by themselves");
  const talk: DraftTurn[] = [];
  let calls: string[] = [];
  const endTurn = (): void => {
    if (calls.length > 0) talk.push({ calls: calls.map((action) => ({ action })) });
    calls = [];
  };
  for (const step of steps) {
    const intents = intentsOf(step);
    if (intents.length > 0 || step.user !== undefined) {
      endTurn();
      const said = spoken(step, intents, project);
      if (said === undefined) return leave(`the intent "${intents[0] ?? ""}" has no examples`);
      if (intents.length > 1)
        findings.note(at, `story "${name}"`, `of its alternatives, "${intents[0] ?? ""}" is tested`);
      talk.push(said);
      continue;
    }
    const { action } = step;
    if (action !== undefined && project.actions.isKnown(action)) calls.push(project.actions.get(action).id);
    talk.push(...expectationsOf(step, story, project, declared));
  }
  endTurn();
  return talk.some((turn) => "me" in turn) ? { name, talk } : leave("no customer says anything in it");
}

function spoken(step: StoryStep, intents: readonly string[], project: Project): DraftTurn | undefined {
  const [intent] = intents;
  if (intent === undefined) return step.user === undefined ? undefined : { me: step.user };
  const [first] = step.or ?? [];
  const entities = ((step.intent === undefined ? first?.entities : step.entities) ?? []).flatMap((entity) =>
    typeof entity === "string" ? [entity] : Object.keys(entity).slice(0, 1),
  );
  const me = step.user ?? exampleOf(intent, entities, project);
  if (me === undefined) return undefined;
  if (isPlainAnswer(intent, project)) return { me };
  return { me, nlu: { intent: project.vocabulary.nameOf("intent", intent) } };
}

function expectationsOf(
  step: StoryStep,
  { story, at }: RasaStory,
  project: Project,
  declared: ReadonlySet<string>,
): readonly DraftTurn[] {
  const { findings, responses, vocabulary, domain } = project;
  const what = `story "${story}"`;
  const found: DraftTurn[] = [];
  const { action, bot } = step;
  if (bot !== undefined) found.push({ bot });
  if (action?.startsWith("utter_") === true) {
    const said = responses.isUsed(action) ? responses.get(action) : undefined;
    if (said === undefined) findings.note(at, what, `nothing that came over says "${action}"; not expected`);
    else found.push({ bot: { text: expectedText(said) } });
  } else if (action !== undefined && !project.actions.isKnown(action) && !domain.forms.has(action)) {
    findings.note(at, what, `"${action}" is done by Rasa's engine; not expected`);
  }
  for (const [slot, value] of step.slot_was_set === undefined ? [] : slotsSet(step.slot_was_set)) {
    if (slot === "requested_slot") continue;
    if (!declared.has(slot)) findings.note(at, what, `no dialog fills the slot "${slot}"; not expected`);
    else found.push({ slots: { [vocabulary.nameOf("slot", slot)]: expectedValue(slot, value, project) } });
  }
  return found;
}

/** A value, or, where only a name is written, anything at all. */
export function expectedValue(
  slot: string,
  value: unknown,
  { vocabulary }: Project,
): string | number | boolean | null | { matches: string } {
  if (value === null) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return vocabulary.value(slot, value);
  return { matches: "." };
}
