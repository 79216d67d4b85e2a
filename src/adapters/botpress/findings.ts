import { type Findings as Noted, newFindings } from "../../regression/draft/findings.ts";
import type { Placed } from "./bot-files.ts";

/** Where importing writes down what has no place in our files. */
export interface Findings {
  /** @param path the part of the placed thing that it is about */
  readonly add: (at: Placed<unknown>, path: readonly (string | number)[], what: string, why: string) => void;
  /** The same by place. */
  readonly noted: Noted;
}

export function createFindings(): Findings {
  const noted = newFindings();
  const said = new Set<string>();
  return {
    add: ({ file, lineOf }, path, what, why) => {
      const line = lineOf(path);
      const key = JSON.stringify([file, line, what, why]);
      // A text in two languages has the same gap twice.
      if (!said.has(key)) noted.note({ file, line }, what, why);
      said.add(key);
    },
    noted,
  };
}
