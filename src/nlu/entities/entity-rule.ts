/** One way a system entity is written. */
export interface EntityRule {
  readonly name: string;
  /** Global and linear: no quantifier inside an unbounded one. */
  readonly pattern: RegExp;
  /** The value of a match, or `undefined` when it only looked like one. */
  readonly read: (match: RegExpExecArray) => string | undefined;
}
