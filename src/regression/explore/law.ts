import type { Place } from "../../content/source.ts";
import type { Path } from "./path.ts";

/** The laws, in the order of the report. */
export const lawNames = [
  "reaches-end",
  "human-in-one",
  "no-silent-loop",
  "unclear-three",
  "variable-unset",
  "signed-in",
  "step-reached",
] as const;

export type Law = (typeof lawNames)[number];

/** What every conversation is held to, in the words of the report. */
export const laws: Readonly<Record<Law, string>> = {
  "reaches-end": "Every state reaches an end or a person.",
  "human-in-one": "转人工 hands off within one turn from every state.",
  "no-silent-loop": "No loop goes on without the customer.",
  "unclear-three": "Every question survives three unclear answers.",
  "variable-unset": "No variable can be unset.",
  "signed-in": "Steps that need a signed-in customer are unreachable without.",
  "step-reached": "Every step is reached.",
};

/** A place where a law is broken, and a shortest way to it. */
export interface Breach {
  readonly law: Law;
  readonly at: Place;
  /** `dialog#step`. */
  readonly step: string;
  readonly message: string;
  /** Absent where no conversation shows it: of a step that nothing reaches. */
  readonly path?: Path;
  /** What is expected once the path has been gone, as one entry of a dialog test's talk; it is not met yet. */
  readonly expected?: Readonly<Record<string, unknown>>;
}
