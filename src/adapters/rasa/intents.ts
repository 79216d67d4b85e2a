import { NONE } from "../../kernel/understanding.ts";
import type { DraftIntent } from "../../regression/draft/draft.ts";
import { writtenLanguage } from "../../regression/draft/draft-utterance.ts";
import { plainExample } from "./example.ts";
import { isPlainAnswer, type Project } from "./project.ts";

/** A title longer than this does not fit on a button. */
const LONGEST_TITLE = { zh: 18, en: 40 } as const;

/** What the schema of intents takes. */
const LONGEST_UTTERANCE = 300;

/** Every intent with its examples; an intent without any is listed. */
export function draftIntents(project: Project): readonly DraftIntent[] {
  const { data, domain, findings } = project;
  for (const [name, at] of domain.intents) {
    const has = [...data.intents.keys()].some((intent) => intent === name || intent.startsWith(`${name}/`));
    if (!has) findings.leave("intents", at, `intent "${name}"`, "it has no examples");
  }
  const none: DraftIntent[] = [];
  const intents = [...data.intents.keys()].flatMap((name): readonly DraftIntent[] => {
    if (isPlainAnswer(name, project)) {
      const at = domain.intents.get(name) ?? data.intents.get(name)?.[0]?.at ?? { file: "nlu.yml" };
      findings.leave("intents", at, `intent "${name}"`, "a yes or no is understood without examples here");
      return [];
    }
    const intent = intentOf(name, project);
    findings.take("intents");
    if (intent.intent !== NONE) return [intent];
    none.push(intent);
    return [];
  });
  const utterances = {
    zh: none.flatMap((intent) => intent.utterances.zh),
    en: none.flatMap((intent) => intent.utterances.en),
  };
  const [first] = none;
  return first === undefined ? intents : [...intents, { ...first, title: NONE_TITLE, utterances }];
}

const NONE_TITLE = { zh: "其他问题", en: "Something else" };

function intentOf(name: string, project: Project): DraftIntent {
  const { data, vocabulary, findings } = project;
  const utterances = { zh: [] as string[], en: [] as string[] };
  const slots: Record<string, { entity: string }> = {};
  for (const example of data.intents.get(name) ?? []) {
    const { utterance, slots: marked } = vocabulary.utterance(example);
    if (utterance.length > LONGEST_UTTERANCE) {
      const why = `longer than ${LONGEST_UTTERANCE} characters`;
      findings.leave("utterances", example.at, `"${utterance.slice(0, 40)}…"`, why);
      continue;
    }
    const list = utterances[writtenLanguage(utterance)];
    if (list.includes(utterance)) {
      findings.leave("utterances", example.at, `"${utterance}"`, "stands twice in the intent");
      continue;
    }
    list.push(utterance);
    findings.take("utterances");
    for (const [slot, entity] of Object.entries(marked)) {
      const other = slots[slot]?.entity;
      if (other === undefined) slots[slot] = { entity };
      else if (other !== entity)
        findings.note(
          example.at,
          `slot "${slot}" of "${name}"`,
          `is filled by "${other}" and by "${entity}"`,
        );
    }
  }
  return {
    intent: vocabulary.nameOf("intent", name),
    title: titleOf(name, project),
    utterances,
    ...(Object.keys(slots).length === 0 ? {} : { slots }),
  };
}

/** What customers read when they are asked which question they meant: a button's words for it, or its first example. */
export function titleOf(name: string, { data, domain }: Pick<Project, "data" | "domain">): string {
  for (const { variations } of domain.responses.values())
    for (const { title, payload } of variations.flatMap(({ buttons = [] }) => buttons))
      if (payload?.replace(/\{.*$/su, "") === `/${name}` && title.trim() !== "")
        return title.trim().slice(0, 60);
  const [first] = data.intents.get(name) ?? [];
  const text = first === undefined ? "" : plainExample(first.parts);
  const most = LONGEST_TITLE[writtenLanguage(text)];
  if (text === "") return name;
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
