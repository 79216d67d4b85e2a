import { describeProblem, type SourceFile } from "../content/source.ts";
import { AppError } from "../kernel/errors.ts";
import { type DialogCase, parseSuite } from "../regression/suite.ts";

/**
 * The cases of test files, in their order.
 *
 * @throws DIALOG_TESTS_INVALID with a line for each problem
 */
export function casesOf(sources: readonly SourceFile[]): readonly DialogCase[] {
  const parsed = sources.map(parseSuite);
  const problems = parsed.flatMap((suite) => ("problems" in suite ? suite.problems : []));
  if (problems.length > 0) {
    const lines = problems.map(describeProblem).join("\n");
    throw new AppError("DIALOG_TESTS_INVALID", `The dialog tests cannot be read.\n${lines}`, { problems });
  }
  return parsed.flatMap((suite) => ("cases" in suite ? suite.cases : []));
}
