import type { Language } from "../kernel/language.ts";
import type { Understanding } from "../kernel/understanding.ts";
import { identifyLanguage } from "../text/language.ts";
import { bareText, normalize } from "../text/normalize.ts";
import { readYesNo } from "../text/yesno.ts";
import { findEntities } from "./entities/system-entities.ts";
import type { Model } from "./model.ts";
import { type RankedIntents, rankIntents } from "./rank-intents.ts";

export interface UnderstandOptions {
  /** Taken when the text itself does not tell, as "ok" or "12" do not. */
  readonly language?: Language;
  /** Only intents that name one of these are considered, `none` always. Left out: every intent. */
  readonly contexts?: readonly string[];
  /** What the bot has just asked. A bare "有" or "要" answers a yes/no question, and nothing otherwise. */
  readonly expecting?: "yesno";
}

const LONGEST_MESSAGE = 2000;

const nothing: RankedIntents = { intents: [], verdict: "unknown" };

/** Works out what a customer's text means. Any string is safe; the same text always gets the same answer. */
export function understand(model: Model, text: string, options: UnderstandOptions = {}): Understanding {
  const normalized = normalize(text);
  const language = languageOf(model, normalized, options.language);
  const yesno = readYesNo(normalized, { answering: options.expecting === "yesno" });
  const languageModel = model.languages.get(language);
  const empty = languageModel === undefined || bareText(normalized) === "";
  const { intents, verdict } = empty ? nothing : rankIntents(languageModel, normalized, options.contexts);
  return {
    language,
    normalized,
    intents,
    entities: findEntities(normalized),
    slots: {},
    // What does not fit into a message was pasted, not asked.
    verdict: text.length > LONGEST_MESSAGE ? "unknown" : verdict,
    ...(yesno === undefined ? {} : { yesno }),
  };
}

function languageOf({ languages }: Model, normalized: string, hint: Language | undefined): Language {
  const [only, another] = languages.keys();
  if (only !== undefined && another === undefined) return only;
  return identifyLanguage(normalized) ?? hint ?? "zh";
}
