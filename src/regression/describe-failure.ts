import type { Understanding } from "../kernel/understanding.ts";
import type { CaseResult } from "./run-case.ts";
import { sideBySide } from "./side-by-side.ts";

/** So many intents tell whether it was close; the others are noise. */
const INTENTS_SHOWN = 3;

/**
 * A failed case in full: where and what, both transcripts up to the first difference, and what was made of the text
 * before it. Empty for a case that passed.
 *
 * @param understanding of that text, when there is one with evidence; else the one the case was run with
 */
export function describeFailure(
  result: CaseResult,
  understanding: Understanding | undefined = result.failure?.heard?.understanding,
): string {
  const { failure } = result;
  if (failure === undefined) return "";
  const parts = [`${failure.at.file}:${failure.at.line} ${failure.message}`, sideBySide(result)];
  if (failure.heard !== undefined && understanding !== undefined) {
    parts.push(describeHeard(failure.heard.text, understanding));
  }
  return parts.join("\n\n");
}

function describeHeard(text: string, { verdict, decidedBy, intents, yesno }: Understanding): string {
  const answer = yesno === undefined ? "" : `, as an answer: ${yesno}`;
  const [nearest] = intents.flatMap(({ evidence }) => evidence ?? []);
  const ranked = intents
    .slice(0, INTENTS_SHOWN)
    .map(({ name, confidence }) => `${name} ${confidence.toFixed(2)}`);
  return [
    `  understood "${text}": ${verdict} (${decidedBy})${answer}`,
    `    intents: ${ranked.length === 0 ? "none" : ranked.join(", ")}`,
    ...(nearest === undefined
      ? []
      : [`    nearest utterance: "${nearest.utterance}" (similarity ${nearest.similarity.toFixed(2)})`]),
  ].join("\n");
}
