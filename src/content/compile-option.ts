import type { Localized } from "../kernel/language.ts";
import type { Button, Option, Target } from "./bot.ts";
import type { AnswerSource, ButtonSource, OptionSource, SayBodySource } from "./schema/step-schema.ts";
import type { Place } from "./source.ts";
import type { StepContext } from "./step-context.ts";
import { localize, phraseKey } from "./wording.ts";

/** Options as authors write them; one without an id is known by its number: `o1`, `o2` … */
export function optionsOf(
  sources: readonly OptionSource[],
  at: Place,
  context: StepContext,
): readonly Option[] {
  return sources.map((source, index) => {
    const id = source.id ?? `o${index + 1}`;
    const go = context.target(source.go, at);
    const option = optionOf(id, localize(source.label), source.phrases ?? [], go);
    return source.value === undefined ? option : { ...option, value: source.value };
  });
}

/** An option that answers to its labels and its phrases. */
export function optionOf(id: string, label: Localized, phrases: readonly string[], go: Target): Option {
  const intents = phrases
    .filter((phrase) => phrase.startsWith("intent:"))
    .map((phrase) => phrase.slice("intent:".length));
  const words = [label.zh, label.en, ...phrases.filter((phrase) => !phrase.startsWith("intent:"))];
  return { id, label, phrases: [...new Set(words.map(phraseKey))].filter((key) => key !== ""), intents, go };
}

/** The yes or the no of a question. */
export function answerOption(
  id: string,
  label: Localized,
  source: AnswerSource,
  at: Place,
  context: StepContext,
): Option {
  if (typeof source === "string") return optionOf(id, label, [], context.target(source, at));
  return optionOf(id, localize(source.label), source.phrases ?? [], context.target(source.go, at));
}

/** The buttons under a message. */
export function buttonsOf(source: SayBodySource, at: Place, context: StepContext): readonly Button[] {
  if (typeof source !== "object" || !("text" in source)) return [];
  return (source.buttons ?? []).map((button, index) => compileButton(button, `b${index + 1}`, at, context));
}

function compileButton(source: ButtonSource, id: string, at: Place, context: StepContext): Button {
  const test = source.if === undefined ? {} : { test: source.if };
  if ("go" in source)
    return { id, label: localize(source.label), go: context.target(source.go, at), ...test };
  if ("link" in source)
    return { id, label: localize(source.label), go: { to: "link", url: source.link }, ...test };
  const title = context.titleOf(source.intent, at);
  const label = source.label === undefined ? title : localize(source.label);
  return { id, label, go: { to: "intent", intent: source.intent }, ...test };
}
