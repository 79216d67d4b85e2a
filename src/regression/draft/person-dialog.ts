import type { Draft, DraftDialog } from "./draft.ts";

/** The draft's own answer to customers who ask for a person: a dialog that starts with an intent, says something, and asks for one. */
export function personDialog({ dialogs }: Pick<Draft, "dialogs">): DraftDialog | undefined {
  return dialogs.find(({ start, steps }) => {
    const isBrief = steps.every((step) => ("say" in step || "human" in step) && leadsOn(step.go));
    return start?.intents !== undefined && isBrief && steps.some((step) => "human" in step);
  });
}

function leadsOn(go: string | undefined): boolean {
  return go === undefined || go === "next" || go === "end";
}
