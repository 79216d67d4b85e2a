import { isScalar, isSeq, parseDocument, type YAMLSeq } from "yaml";
import { intentSchema } from "../../content/schema/intent-schema.ts";
import { phraseKey } from "../../content/wording.ts";
import type { Language } from "../../kernel/language.ts";
import { NONE } from "../../kernel/understanding.ts";
import { withoutMarkup } from "../../text/slot-markup.ts";
import type { DraftIntent } from "./draft.ts";
import { generalNone, ownBusiness } from "./neutral-words.ts";

/** The intent by which customers ask for a person. */
export const PERSON = "human.agent";

/** Lint asks for as many as three intents have together, and a bot of two intents has to know some nonsense, too. */
const NONE_PER_INTENT = 3;
const NONE_LEAST = 60;

/**
 * What no bot answers: weather, jokes, keyboard mash – as much of it as is usual beside these intents, and what the
 * draft itself has under the name.
 *
 * @param text the program's own intents/none.yaml
 */
export function commonNone(text: string, intents: readonly DraftIntent[]): DraftIntent {
  const own = intents.find(({ intent }) => intent === NONE);
  const others = intents.filter(({ intent }) => intent !== NONE);
  const document = parseDocument(text);
  const pick = (language: Language): string[] => {
    const list: unknown = document.getIn(["utterances", language], true);
    const written = own?.utterances[language] ?? [];
    const total = others.reduce((sum, { utterances }) => sum + utterances[language].length, 0);
    const wanted = Math.max(NONE_LEAST, Math.ceil((NONE_PER_INTENT * total) / Math.max(1, others.length)));
    const general = isSeq(list) ? generalOf(list) : [];
    return [...written, ...evenly(unlike(general, intents, language), wanted - written.length)];
  };
  return {
    intent: NONE,
    title: own?.title ?? { zh: "其他问题", en: "Something else" },
    contexts: ["global"],
    utterances: { zh: pick("zh"), en: pick("en") },
  };
}

/**
 * The wish for a person, in words that fit any business.
 *
 * @param text the program's own intents/human.agent.yaml
 */
export function commonPerson(text: string, intents: readonly DraftIntent[]): DraftIntent {
  const { title, utterances } = intentSchema.parse(parseDocument(text).toJS());
  const pick = (language: Language): string[] =>
    unlike(
      utterances[language].filter((utterance) => utterance === withoutMarkup(utterance)),
      intents,
      language,
    ).filter((utterance) => !ownBusiness.test(utterance));
  return { intent: PERSON, title, contexts: ["global"], utterances: { zh: pick("zh"), en: pick("en") } };
}

/** The utterances below the comments that head general ones. */
function generalOf({ items, commentBefore }: YAMLSeq): readonly string[] {
  // The comment above the first entry belongs to the list.
  let part = commentBefore?.trim() ?? "";
  return items.flatMap((item) => {
    if (!isScalar(item)) return [];
    part = item.commentBefore?.trim() ?? part;
    const text = String(item.value);
    return generalNone.includes(part) && !ownBusiness.test(text) ? [text] : [];
  });
}

/** Without those that the draft takes for something. */
function unlike(
  utterances: readonly string[],
  intents: readonly DraftIntent[],
  language: Language,
): readonly string[] {
  const taken = new Set(
    intents.flatMap(({ utterances: own }) => own[language].map((text) => phraseKey(withoutMarkup(text)))),
  );
  return utterances.filter((text) => !taken.has(phraseKey(text)));
}

/** So many of a list, from all over it. */
function evenly(list: readonly string[], count: number): readonly string[] {
  const step = Math.max(1, list.length / Math.max(1, count));
  return Array.from(
    { length: Math.max(0, Math.min(count, list.length)) },
    (_, at) => list[Math.floor(at * step)] ?? "",
  );
}
