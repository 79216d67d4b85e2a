import type { ForeignPlace } from "../../regression/draft/findings.ts";

/** One line of an entry of the training data. */
export interface TrainingLine {
  readonly text: string;
  readonly at: ForeignPlace;
}

/** An entry as every form of the training data has it. */
export interface TrainingEntry {
  readonly kind: "intent" | "synonym" | "regex" | "lookup";
  readonly name: string;
  readonly lines: readonly TrainingLine[];
  readonly at: ForeignPlace;
}
