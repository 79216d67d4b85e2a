import type { ConversationEvent } from "../../conversation/event.ts";
import type { Language } from "../../kernel/language.ts";
import type { Timestamp } from "../../kernel/time.ts";
import type { Understanding, Verdict } from "../../kernel/understanding.ts";

/** A text, with what it is to be understood as: a walk never asks the NLU. */
export function said(text: string, understanding: Understanding, at: Timestamp): ConversationEvent {
  return { type: "said", text, understanding, parts: [], at };
}

/** A text that surely means an intent. */
export function sure(language: Language, intent: string): Understanding {
  return meaning(language, "sure", [intent]);
}

/** A text that means nothing the bot knows. */
export function unknown(language: Language): Understanding {
  return meaning(language, "unknown", []);
}

/** A text that is understood in this way; of several intents the first is a little likelier. */
export function meaning(language: Language, verdict: Verdict, intents: readonly string[]): Understanding {
  return {
    language,
    normalized: "",
    intents: intents.map((name, index) => ({ name, confidence: index === 0 ? 0.5 : 0.4 })),
    entities: [],
    slots: {},
    verdict,
    decidedBy: verdict === "sure" ? "clear" : verdict === "ambiguous" ? "close" : "unlikely",
  };
}
