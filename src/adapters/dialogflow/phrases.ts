import type { Language } from "../../kernel/language.ts";
import type { DraftIntent, DraftText } from "../../regression/draft/draft.ts";
import { markedUtterance } from "../../regression/draft/draft-utterance.ts";
import { withoutMarkup } from "../../text/slot-markup.ts";
import type { AgentIntent } from "./agent-files.ts";
import { oneOrMore, wordingsOf } from "./localized.ts";
import type { AgentPhrase } from "./schema.ts";
import { parametersOf, placeOf, type Translation } from "./translation.ts";

/** A title longer than this does not fit on a button. */
const LONGEST_TITLE = { zh: 18, en: 40 } as const;

/** What the schema of intents takes. */
const LONGEST_UTTERANCE = 300;

/** The training phrases of an intent in our markup, and the slots that they mark. */
export interface MarkedPhrases {
  readonly utterances: { readonly zh: string[]; readonly en: string[] };
  readonly slots: Readonly<Record<string, { readonly entity: string }>>;
}

/** Reads an intent's training phrases. Each is counted once, so this is to be called once for each intent. */
export function phrasesOf(intent: AgentIntent, translation: Translation): MarkedPhrases {
  const { findings } = translation;
  const utterances = { zh: [] as string[], en: [] as string[] };
  const slots: Record<string, { entity: string }> = {};
  const unfound = new Set<string>();
  for (const { language, document, items } of intent.phrases)
    for (const [index, phrase] of items.entries()) {
      const typed = phrase.data.map(({ text }) => text).join("");
      const leave = (why: string): void =>
        findings.leave(
          "training phrases",
          { file: document.file, line: document.lineOf([index]) },
          `"${typed.slice(0, 60)}"`,
          why,
        );
      if (phrase.isTemplate) leave("a template of entities; write out what customers say");
      else if (typed.trim() === "") leave("it is empty");
      else if (typed.length > LONGEST_UTTERANCE) leave(`longer than ${LONGEST_UTTERANCE} characters`);
      else {
        const utterance = marked(phrase, intent, translation, slots, unfound);
        if (utterances[language].includes(utterance)) leave("stands twice in the intent");
        else {
          utterances[language].push(utterance);
          findings.take("training phrases");
        }
      }
    }
  for (const meta of unfound)
    findings.note(
      placeOf(intent),
      `marks of ${meta} in "${intent.name}"`,
      "no entity here finds it; the words stay, unmarked",
    );
  return { utterances, slots };
}

function marked(
  { data }: AgentPhrase,
  intent: AgentIntent,
  { entities, nameOf }: Translation,
  slots: Record<string, { entity: string }>,
  unfound: Set<string>,
): string {
  return markedUtterance(
    data.map(({ text, alias, meta }) => {
      if (alias === "" || meta === "@sys.ignore") return { text };
      const parameter = parametersOf(intent).find(({ value }) => value === `$${alias}`);
      const dataType = parameter?.dataType ?? meta;
      const entity = entities.nameOf(dataType);
      if (entity === undefined) {
        unfound.add(dataType);
        return { text };
      }
      const slot = nameOf("slot", parameter?.name ?? alias);
      const before = slots[slot]?.entity;
      if (before !== undefined && before !== entity) return { text };
      slots[slot] = { entity };
      return { text, slot };
    }),
  );
}

/** What customers read when they are asked which question they meant: the first training phrase. */
export function titleOf(intent: AgentIntent, { utterances }: MarkedPhrases): DraftText {
  const first = (language: Language): readonly string[] => {
    const [utterance] = utterances[language];
    if (utterance === undefined) return [];
    const text = withoutMarkup(utterance);
    const most = LONGEST_TITLE[language];
    return [text.length <= most ? text : `${text.slice(0, most)}…`];
  };
  const title = oneOrMore(wordingsOf({ zh: first("zh"), en: first("en") }));
  return title === undefined || Array.isArray(title) ? intent.name : title;
}

/** An intent of ours, understood everywhere or only within the dialogs of a context. */
export function draftIntent(
  intent: AgentIntent,
  phrases: MarkedPhrases,
  contexts: readonly string[],
  translation: Translation,
): DraftIntent {
  return {
    intent: translation.nameOf("intent", intent.name),
    title: titleOf(intent, phrases),
    ...(contexts.join() === "global" ? {} : { contexts: [...contexts] }),
    utterances: phrases.utterances,
    ...(Object.keys(phrases.slots).length === 0 ? {} : { slots: phrases.slots }),
  };
}
