import type { SystemEntityName } from "../../kernel/entities.ts";

/** One way a system entity is written. */
export interface EntityRule {
  readonly name: SystemEntityName;
  /** Global and linear: no quantifier inside an unbounded one. Matches one sign at least. */
  readonly pattern: RegExp;
  /** The value of a match, or `undefined` when it only looked like one. */
  readonly read: (match: RegExpExecArray) => string | undefined;
}
