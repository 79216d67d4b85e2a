import type { AgentIntent } from "./agent-files.ts";
import { placeOf, type Translation } from "./translation.ts";

/** An intent, and what may come after it. */
export interface IntentNode {
  readonly intent: AgentIntent;
  /** Its follow-up intents, which are steps of the same dialog. */
  readonly children: readonly IntentNode[];
  /** Intents that its output contexts make possible, which are dialogs of their own. */
  readonly linked: readonly AgentIntent[];
}

/** The intents by what they are in a conversation. */
export interface IntentTree {
  /** Those that begin a dialog. */
  readonly roots: readonly IntentNode[];
  /** Those that only come after others, by a context. */
  readonly within: readonly IntentNode[];
  /** What is said when nothing was understood. */
  readonly fallbacks: readonly AgentIntent[];
}

/** Finds out what follows what: by parent, as the console's follow-up intents do, and else by contexts. */
export function intentTree({ agent, findings }: Translation): IntentTree {
  const { intents } = agent;
  const ids = new Set(intents.map(({ id }) => id).filter((id) => id !== ""));
  const isChild = ({ parentId }: AgentIntent): boolean => parentId !== "" && ids.has(parentId);
  const outputs = new Set(intents.flatMap(outputsOf));
  const needs = (intent: AgentIntent): readonly string[] =>
    intent.contexts.map(({ name }) => name.toLowerCase());
  const isWithin = (intent: AgentIntent): boolean =>
    !isChild(intent) && needs(intent).length > 0 && needs(intent).every((context) => outputs.has(context));
  for (const intent of intents) {
    if (intent.parentId !== "" && !isChild(intent))
      findings.note(
        placeOf(intent, ["parentId"]),
        `intent "${intent.name}"`,
        "its parent is not in the export; it stands for itself",
      );
    for (const context of needs(intent))
      if (!outputs.has(context) && !isChild(intent))
        findings.note(
          placeOf(intent, ["contexts"]),
          `input context "${context}" of "${intent.name}"`,
          "no intent sets it; the intent is understood everywhere",
        );
    for (const context of outputsOf(intent))
      if (!intents.some((other) => needs(other).includes(context)))
        findings.note(
          placeOf(intent, ["responses"]),
          `output context "${context}" of "${intent.name}"`,
          "no intent needs it",
        );
  }
  const nodeOf = (intent: AgentIntent, above: readonly AgentIntent[] = []): IntentNode => ({
    intent,
    children: intents
      .filter(
        (other) => other.parentId === intent.id && isChild(other) && ![...above, intent].includes(other),
      )
      .map((child) => nodeOf(child, [...above, intent])),
    linked: intents.filter(
      (other) => isWithin(other) && needs(other).every((context) => outputsOf(intent).includes(context)),
    ),
  });
  const top = intents.filter((intent) => !isChild(intent) && !isWithin(intent));
  return {
    roots: top.filter(({ fallbackIntent }) => !fallbackIntent).map((intent) => nodeOf(intent)),
    within: intents
      .filter((intent) => isWithin(intent) && !intent.fallbackIntent)
      .map((intent) => nodeOf(intent)),
    fallbacks: intents.filter((intent) => intent.fallbackIntent && !isChild(intent)),
  };
}

function outputsOf({ responses }: AgentIntent): readonly string[] {
  return responses.flatMap(({ affectedContexts }) => affectedContexts.map(({ name }) => name.toLowerCase()));
}
