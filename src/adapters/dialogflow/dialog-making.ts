import type { AgentIntent } from "./agent-files.ts";
import type { MarkedPhrases } from "./phrases.ts";
import type { Translation } from "./translation.ts";

/** What a dialog is made with. */
export interface DialogMaking {
  readonly translation: Translation;
  readonly phrases: (intent: AgentIntent) => MarkedPhrases;
  readonly idOf: (name: string) => string;
}
