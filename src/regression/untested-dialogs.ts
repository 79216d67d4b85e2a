import type { Bot } from "../content/bot.ts";
import type { Problem } from "../content/source.ts";
import type { DialogCase } from "./suite.ts";

/** Warnings for dialogs that no dialog test begins with, expects or understands. */
export function untestedDialogs(
  { dialogs, startByIntent }: Pick<Bot, "dialogs" | "startByIntent">,
  cases: readonly DialogCase[],
): readonly Problem[] {
  const named = new Set(cases.flatMap(namesIn));
  const intents = new Set(cases.flatMap(intentsIn));
  const tested = new Set([...named, ...[...intents].flatMap((intent) => startByIntent.get(intent) ?? [])]);
  return [...dialogs.values()]
    .filter(({ id, kind }) => kind === "dialog" && !tested.has(id))
    .map(({ id, at }) => ({
      ...at,
      severity: "warning",
      rule: "dialog-untested",
      message: `No dialog test speaks of "${id}".`,
      hint: `Write down in tests/dialogs how it has to go: \`start: ${id}\`, or a customer's question.`,
    }));
}

/** The dialogs that a test names: where it starts, where a message comes from, what ends. */
function namesIn({ start, talk }: DialogCase): readonly string[] {
  const expected = talk.flatMap(({ turn }): readonly (string | undefined)[] => {
    if ("end" in turn) return turn.end === true ? [] : [turn.end.dialog];
    if (!("bot" in turn) || typeof turn.bot === "string") return [];
    const { dialog, step } = turn.bot;
    // A step that is named alone may be any dialog's.
    return [dialog, step?.includes("#") ? step : undefined];
  });
  return [start, ...expected].flatMap((name) => name?.split("#", 1) ?? []);
}

function intentsIn({ talk }: DialogCase): readonly string[] {
  return talk.flatMap(({ turn }) => ("nlu" in turn && turn.nlu?.intent ? [turn.nlu.intent] : []));
}
