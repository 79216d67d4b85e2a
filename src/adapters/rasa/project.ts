import type { Findings } from "../../regression/draft/findings.ts";
import type { CustomActions } from "./custom-actions.ts";
import type { RasaDomain } from "./domain.ts";
import type { Responses } from "./responses.ts";
import type { TrainingData } from "./training-data.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What Rasa's authors call a plain yes and a plain no. */
export const ACCEPTS: ReadonlySet<string> = new Set(["affirm", "yes", "agree", "confirm"]);
export const DENIES: ReadonlySet<string> = new Set(["deny", "no", "disagree", "decline"]);

/** A yes or a no is understood wherever it is asked for, and needs no intent of its own. */
export function isPlainAnswer(intent: string, { starts }: Pick<Project, "starts">): boolean {
  return (ACCEPTS.has(intent) || DENIES.has(intent)) && !starts(intent);
}

/** A Rasa bot as it was read, and what comes of it while it is translated. */
export interface Project {
  readonly domain: RasaDomain;
  readonly data: TrainingData;
  readonly vocabulary: Vocabulary;
  readonly responses: Responses;
  readonly actions: CustomActions;
  readonly findings: Findings;
  /** Whether an intent, by Rasa's name, starts a dialog here. */
  readonly starts: (intent: string) => boolean;
}
