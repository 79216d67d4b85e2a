import { describeProblem, type Problem } from "../content/source.ts";

/** As many warnings of one rule in one file as show what is meant. */
const ENOUGH = 5;

/** Lines for every error, and for the first warnings of each rule in each file with the number of the others. */
export function withoutFloods(problems: readonly Problem[]): readonly string[] {
  const counts = new Map<string, number>();
  const shown = problems.filter((problem) => {
    if (problem.severity === "error") return true;
    const kind = `${problem.file} warning [${problem.rule}]`;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count <= ENOUGH;
  });
  const more = [...counts].filter(([, count]) => count > ENOUGH);
  return [
    ...shown.map(describeProblem),
    ...more.map(([kind, count]) => `${kind} and ${count - ENOUGH} more; --all prints them.`),
  ];
}
