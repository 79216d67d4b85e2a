import { type Language, languages } from "../../kernel/language.ts";
import type { Draft, DraftDialog, ForeignFile } from "../../regression/draft/draft.ts";
import { newFindings } from "../../regression/draft/findings.ts";
import type { Assertions } from "./assertions.ts";
import { customActions } from "./custom-actions.ts";
import { readDomain } from "./domain.ts";
import { endToEndSuites } from "./end-to-end.ts";
import { planEntities } from "./entities.ts";
import { flowDialogs, isPattern, readFlows, triggersOf } from "./flows.ts";
import { draftIntents } from "./intents.ts";
import type { Project } from "./project.ts";
import { responsesOf } from "./responses.ts";
import { type RasaFiles, rasaFiles, sectionsNamed } from "./sections.ts";
import { turnsOfRules, turnsOfStories } from "./single-turns.ts";
import { storySuites } from "./story-cases.ts";
import { readRules, readStories } from "./story-steps.ts";
import { readTrainingData } from "./training-data.ts";
import { fallbackPattern, retrievalTurns, turnDialogs } from "./turn-dialogs.ts";
import { vocabularyOf } from "./vocabulary.ts";

/**
 * A Rasa project as a bot of ours: training data and domain, rules and CALM's flows as dialogs, stories and end-to-end
 * tests as dialog tests.
 *
 * @throws FILE_UNREADABLE with file and line, when a file is broken or does not have Rasa's shape
 */
export function importRasa(foreign: readonly ForeignFile[]): Draft {
  const findings = newFindings();
  const files = rasaFiles(foreign, findings);
  const domain = readDomain(files, findings);
  const data = readTrainingData(files, findings);
  const vocabulary = vocabularyOf(domain, planEntities(domain, data, findings), findings);
  const flows = readFlows(files);
  const stories = readStories(files);
  const rules = turnsOfRules(readRules(files), domain, findings);
  const triggers = flows.filter((flow) => !isPattern(flow)).flatMap(triggersOf);
  const ruled = rules.turns.flatMap(({ intents }) => intents);
  const known = new Set([...triggers, ...ruled]);
  const retrieved = retrievalTurns({ data, domain }).filter(({ name }) => !known.has(name));
  const answered = new Set([...known, ...retrieved.map(({ name }) => name)]);
  const told = turnsOfStories(stories, answered, data, findings);
  const turns = [...rules.turns, ...retrieved, ...told];
  const starting = new Set([...triggers, ...turns.flatMap(({ intents }) => intents)]);
  const project: Project = {
    domain,
    data,
    vocabulary,
    findings,
    responses: responsesOf(domain, vocabulary, findings),
    actions: customActions(files, domain, vocabulary, findings),
    starts: (intent) => starting.has(intent) && (data.intents.get(intent)?.length ?? 0) > 0,
  };
  // Flows first: a name that a flow and an intent share is the flow's.
  const ofFlows = flowDialogs(flows, project);
  const taken = new Set(flows.map(({ id }) => id));
  const dialogs = [...ofFlows, ...turnDialogs(turns, rules.submits, taken, project)];
  const patterns = fallbackPattern(rules, project);
  const about = assertionsOn(project, dialogs);
  const suites = [...storySuites(stories, project, about.declared), ...endToEndSuites(files, about)];
  const intents = draftIntents(project);
  project.responses.settle();
  return {
    languages: languagesOf(files, intents.flatMap(({ utterances }) => utterances.zh).length > 0),
    intents,
    entities: vocabulary.entities,
    dialogs,
    ...(patterns === undefined ? {} : { patterns }),
    actions: project.actions.drafts(),
    suites,
    renamed: vocabulary.renamed(),
    untranslated: findings.untranslated(),
    counts: findings.counts(),
  };
}

function assertionsOn(project: Project, dialogs: readonly DraftDialog[]): Assertions {
  const { vocabulary, domain } = project;
  const ours = new Set(dialogs.flatMap(({ slots = {} }) => Object.keys(slots)));
  return {
    project,
    declared: new Set([...domain.slots.keys()].filter((slot) => ours.has(vocabulary.nameOf("slot", slot)))),
    dialogOf: (flow) => {
      const found = dialogs.find(({ dialog }) => dialog === vocabulary.nameOf("dialog", flow));
      if (found === undefined) return undefined;
      const { title } = found;
      return { id: found.dialog, title: typeof title === "string" ? title : title.zh };
    },
  };
}

/** What config.yml says; else what the examples are written in. */
function languagesOf(files: RasaFiles, hasChinese: boolean): readonly Language[] {
  const named = sectionsNamed(files, "language").map(({ value }) => String(value).slice(0, 2).toLowerCase());
  const known = languages.filter((language) => named.includes(language));
  return known.length > 0 ? known : [hasChinese ? "zh" : "en"];
}
