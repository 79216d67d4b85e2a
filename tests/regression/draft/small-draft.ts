import type { Draft } from "../../../src/regression/draft/draft.ts";

/** A draft of nothing but what is named. */
export function smallDraft(parts: Partial<Draft>): Draft {
  return {
    languages: ["zh"],
    intents: [],
    entities: [],
    dialogs: [],
    suites: [],
    renamed: [],
    untranslated: [],
    counts: [],
    ...parts,
  };
}
