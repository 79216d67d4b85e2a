import type { Language } from "../kernel/language.ts";
import type { Understanding } from "../kernel/understanding.ts";
import { identifyLanguage } from "../text/language.ts";
import { bareText, normalize } from "../text/normalize.ts";
import { readAnswer } from "../text/yesno.ts";
import type { Model } from "./model.ts";
import { type RankedIntents, rankIntents } from "./rank-intents.ts";
import { fillSlots } from "./slots/fill-slots.ts";

export interface UnderstandOptions {
  /** Taken when the text itself does not tell, as "ok" or "12" do not. */
  readonly language?: Language;
  /** The text's language, whatever it looks like. */
  readonly override?: Language;
  /** Only intents that name one of these are considered, `none` always. Left out: every intent. */
  readonly contexts?: readonly string[];
  /** What the bot has just asked. */
  readonly expecting?: Expecting;
  /** Whether to say why, which takes a third of the time. Default true. */
  readonly evidence?: boolean;
}

/** What would answer the open question. */
export interface Expecting {
  /** A bare "有" or "要" answers a yes/no question, and nothing otherwise. */
  readonly yesno?: boolean;
  /** Intents that are options of the question: likelier here than out of the blue. */
  readonly intents?: readonly string[];
}

const LONGEST_MESSAGE = 2000;

const nothing: RankedIntents = { intents: [], verdict: "unknown", decidedBy: "blank" };

/** Works out what a customer's text means. Any string is safe; the same text always gets the same answer. */
export function understand(
  model: Model,
  text: string,
  { language: hint, override, contexts, expecting = {}, evidence = true }: UnderstandOptions = {},
): Understanding {
  const normalized = normalize(text);
  const language = override ?? languageOf(model, normalized, hint);
  const answer = readAnswer(normalized, { answering: expecting.yesno === true });
  const languageModel = model.languages.get(language);
  const isBlank = languageModel === undefined || bareText(normalized) === "";
  const ranked = isBlank
    ? nothing
    : rankIntents(languageModel, normalized, {
        contexts,
        expected: expecting.intents,
        withEvidence: evidence,
      });
  // What does not fit into a message was pasted, not asked.
  const isPasted = !isBlank && text.length > LONGEST_MESSAGE;
  const verdict = isPasted ? "unknown" : ranked.verdict;
  // 没有，怎么还款: when the question is understood, it is worth more than the answer in front of it.
  const yesno = answer?.asksMore && verdict === "sure" ? undefined : answer?.yesno;
  const found = model.entities.find(normalized);
  const slots = verdict === "unknown" ? undefined : model.slots.get(ranked.intents[0]?.name ?? "");
  return {
    language,
    normalized,
    intents: ranked.intents,
    entities: model.entities.place(text, found),
    slots: slots === undefined ? {} : fillSlots(slots, normalized, found),
    verdict,
    decidedBy: isPasted ? "pasted" : ranked.decidedBy,
    ...(yesno === undefined ? {} : { yesno }),
  };
}

function languageOf({ languages }: Model, normalized: string, hint: Language | undefined): Language {
  const [only, another] = languages.keys();
  if (only !== undefined && another === undefined) return only;
  return identifyLanguage(normalized) ?? hint ?? "zh";
}
