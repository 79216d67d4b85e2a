/** One content file as it was read: the path an author knows it by, relative to the bot's folder, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A place in a content file; line and column count from 1, columns in UTF-16 units. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Something wrong with the content, and the way out. An `error` keeps the bot from loading. */
export interface Problem extends Place {
  readonly severity: "error" | "warning";
  /** A short stable id, such as `target-missing`. */
  readonly rule: string;
  readonly message: string;
  readonly hint?: string;
}

/** `file:line:column severity message — hint`, as compilers print it. */
export function describeProblem(problem: Problem): string {
  const place = `${problem.file}:${problem.line}:${problem.column}`;
  const hint = problem.hint === undefined ? "" : `\n    ${problem.hint}`;
  return `${place} ${problem.severity} [${problem.rule}] ${problem.message}${hint}`;
}

/** Problems sorted by place. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((one, other) => {
    if (one.file !== other.file) return one.file < other.file ? -1 : 1;
    return one.line - other.line || one.column - other.column;
  });
}
