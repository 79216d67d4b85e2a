import type { Language } from "../../src/kernel/language.ts";
import type { ScoredIntent, Understanding, YesNo } from "../../src/kernel/understanding.ts";

/** A text that surely means one intent. */
export function understood(intent: string, confidence = 0.9): Understanding {
  return { ...nothing, intents: [{ name: intent, confidence }], verdict: "sure", decidedBy: "clear" };
}

/** A text that may mean either of the intents, likeliest first. */
export function between(...intents: readonly (readonly [name: string, confidence: number])[]): Understanding {
  return { ...nothing, intents: scored(intents), verdict: "ambiguous", decidedBy: "close" };
}

/** A text nobody understands; `guesses` are the intents it is nearest to. */
export function unknownText(
  ...guesses: readonly (readonly [name: string, confidence: number])[]
): Understanding {
  return { ...nothing, intents: scored(guesses) };
}

/** A text that says yes, and nothing else. */
export const yes = (): Understanding => answering("yes");

/** A text that says no, and nothing else. */
export const no = (): Understanding => answering("no");

/** The same, written in another language. */
export function inLanguage(language: Language, understanding: Understanding): Understanding {
  return { ...understanding, language };
}

const nothing: Understanding = {
  language: "zh",
  normalized: "",
  intents: [],
  entities: [],
  slots: {},
  verdict: "unknown",
  decidedBy: "unlikely",
};

function answering(yesno: YesNo): Understanding {
  return { ...nothing, yesno };
}

function scored(intents: readonly (readonly [name: string, confidence: number])[]): readonly ScoredIntent[] {
  return intents.map(([name, confidence]) => ({ name, confidence }));
}
