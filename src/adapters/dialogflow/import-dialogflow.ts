import { languages } from "../../kernel/language.ts";
import { NONE } from "../../kernel/understanding.ts";
import type {
  Draft,
  DraftDialog,
  DraftIntent,
  DraftPattern,
  ForeignFile,
} from "../../regression/draft/draft.ts";
import { newFindings } from "../../regression/draft/findings.ts";
import { type AgentIntent, readAgent } from "./agent-files.ts";
import { dialogOf, NO_EVENTS } from "./dialogs.ts";
import { agentEntities } from "./entities.ts";
import { isYesOrNo } from "./follow-up.ts";
import { type IntentNode, type IntentTree, intentTree } from "./intent-tree.ts";
import { messagesOf } from "./messages.ts";
import { draftIntent, type MarkedPhrases, phrasesOf } from "./phrases.ts";
import { placeOf, type Translation, translationOf } from "./translation.ts";

/**
 * An agent of Dialogflow ES, as its export unzips, as a bot of ours: intents with their marked phrases, required
 * parameters as questions, follow-up intents as the answers to a question.
 *
 * @throws FILE_UNREADABLE with file and line, when a file is broken or does not have the shape of an export
 */
export function importDialogflow(foreign: readonly ForeignFile[]): Draft {
  const findings = newFindings();
  const agent = readAgent(foreign, findings);
  const entities = agentEntities(agent.entities, findings);
  const translation = translationOf(agent, entities, findings);
  const read = new Map(agent.intents.map((intent) => [intent, phrasesOf(intent, translation)]));
  const phrases = (intent: AgentIntent): MarkedPhrases => read.get(intent) ?? phrasesOf(intent, translation);
  const tree = intentTree(translation);
  const dialogs = [...tree.roots, ...tree.within].flatMap((node): readonly DraftDialog[] => {
    if (!isReached(node.intent, phrases)) {
      leaveMessages(node.intent, translation);
      return [];
    }
    const dialog = dialogOf(node, translation, phrases);
    if (dialog === undefined)
      findings.note(
        placeOf(node.intent),
        `intent "${node.intent.name}"`,
        "it says nothing by itself; write its dialog",
      );
    return dialog === undefined ? [] : [dialog];
  });
  const patterns = fallbackPattern(tree, translation);
  const intents = draftIntents(tree, phrases, translation);
  const greeting = greetingOf(tree, dialogs, translation);
  const spoken = languages.filter((language) =>
    intents.some(({ utterances }) => utterances[language].length > 0),
  );
  return {
    ...(agent.name === "" ? {} : { name: agent.name }),
    ...(greeting === undefined ? {} : { greeting }),
    languages: spoken.length > 0 ? spoken : [agent.language],
    intents,
    entities: entities.entities,
    dialogs,
    ...(patterns === undefined ? {} : { patterns }),
    suites: [],
    renamed: translation.renamed(),
    untranslated: findings.untranslated(),
    counts: findings.counts(),
  };
}

function isReached(intent: AgentIntent, phrases: (of: AgentIntent) => MarkedPhrases): boolean {
  const { zh, en } = phrases(intent).utterances;
  return zh.length + en.length > 0;
}

/** An intent of events alone: nothing here would ever come to what it says. */
function leaveMessages(intent: AgentIntent, { findings }: Translation): void {
  for (const { name } of intent.events)
    findings.note(placeOf(intent, ["events"]), `event "${name}" of "${intent.name}"`, NO_EVENTS);
  for (const index of intent.responses[0]?.messages.keys() ?? []) {
    const at = placeOf(intent, ["responses", 0, "messages", index]);
    findings.leave("messages", at, `message of "${intent.name}"`, "no words of a customer lead to it");
  }
}

/** Every intent; those that only follow others are understood in the dialogs of those. */
function draftIntents(
  tree: IntentTree,
  phrases: (intent: AgentIntent) => MarkedPhrases,
  translation: Translation,
): readonly DraftIntent[] {
  const { agent, findings, nameOf } = translation;
  const above = contextsOf(tree, nameOf);
  const unknown = { zh: [] as string[], en: [] as string[] };
  const intents = agent.intents.flatMap((intent): readonly DraftIntent[] => {
    const own = phrases(intent);
    if (intent.fallbackIntent) {
      findings.take("intents");
      for (const language of languages) unknown[language].push(...own.utterances[language]);
      return [];
    }
    if (own.utterances.zh.length + own.utterances.en.length === 0) {
      findings.leave("intents", placeOf(intent), `intent "${intent.name}"`, "it has no training phrases");
      return [];
    }
    findings.take("intents");
    // A plain yes is understood as one wherever it is asked for, and would only get in the way of other questions.
    if (isYesOrNo(intent) && above.has(intent)) return [];
    return [draftIntent(intent, own, above.get(intent) ?? ["global"], translation)];
  });
  const none = { zh: "其他问题", en: "Something else" };
  return unknown.zh.length + unknown.en.length === 0
    ? intents
    : [...intents, { intent: NONE, title: none, utterances: unknown }];
}

/** The contexts of ours by intent: one for each intent that others follow. */
function contextsOf(
  tree: IntentTree,
  nameOf: Translation["nameOf"],
): ReadonlyMap<AgentIntent, readonly string[]> {
  const found = new Map<AgentIntent, string[]>();
  const add = (intent: AgentIntent, context: string): void => {
    const known = found.get(intent) ?? [];
    if (!known.includes(context)) found.set(intent, [...known, context]);
  };
  const visit = ({ children, linked }: IntentNode, context: string): void => {
    for (const child of children) {
      add(child.intent, context);
      visit(child, context);
    }
    for (const there of linked) add(there, context);
  };
  for (const root of [...tree.roots, ...tree.within]) {
    if (root.children.length + root.linked.length === 0) continue;
    const context = nameOf("intent", root.intent.name);
    if (tree.roots.includes(root)) add(root.intent, "global");
    add(root.intent, context);
    visit(root, context);
  }
  return found;
}

/** What the agent says when it has not understood. */
function fallbackPattern(
  { fallbacks }: IntentTree,
  translation: Translation,
): Readonly<Record<string, DraftPattern>> | undefined {
  const said = fallbacks.map((intent) => ({ intent, ...messagesOf(intent, () => false, translation) }));
  const [first, ...others] = said.filter(({ messages }) => messages.length > 0);
  for (const { intent } of others)
    translation.findings.note(
      placeOf(intent),
      `intent "${intent.name}"`,
      "a second fallback; the first one speaks in the pattern unclear-1",
    );
  return first === undefined ? undefined : { "unclear-1": { steps: first.messages.map((say) => ({ say })) } };
}

/** What the intent of the event WELCOME says first. */
function greetingOf(
  { roots }: IntentTree,
  dialogs: readonly DraftDialog[],
  { nameOf }: Translation,
): Draft["greeting"] {
  const welcome = roots.find(({ intent }) => intent.events.some(({ name }) => /^welcome$/iu.test(name)));
  const dialog = dialogs.find(
    ({ dialog: name }) => welcome !== undefined && name === nameOf("dialog", welcome.intent.name),
  );
  const [first] = dialog?.steps ?? [];
  if (first === undefined || !("say" in first)) return undefined;
  const { say } = first;
  const text = Array.isArray(say) ? say[0] : say;
  if (text === undefined || (typeof text === "object" && "text" in text)) return undefined;
  return JSON.stringify(text).includes("{{") ? undefined : text;
}
