import type { Bot, Step } from "./bot.ts";
import { constantOf } from "./flow-condition.ts";
import type { Places } from "./lint-places.ts";
import type { Place, Problem } from "./source.ts";

type When = Extract<Step, { verb: "when" }>;

/** Branches of a `when` that are never taken, or not where they stand. */
export function deadBranches({ dialogs }: Pick<Bot, "dialogs">, places: Places): readonly Problem[] {
  const steps = [...dialogs.values()].flatMap((dialog) => [...dialog.steps.values()]);
  return steps.flatMap((step) => (step.verb === "when" ? deadIn(step, places) : []));
}

function deadIn({ at, branches }: When, places: Places): readonly Problem[] {
  const written = places.under(at, "when");
  const placeOf = (leaf: (typeof written)[number] | undefined): Place =>
    leaf === undefined ? at : places.at(at.file, leaf.path);
  const tests = written.filter(({ path }) => path.at(-1) === "if");
  const last = written.find(({ path }) => path.at(-1) === "else");
  const always = branches.findIndex(({ test }) => constantOf(test) === true);
  const owners = new Map<string, number>();
  const problems = branches.flatMap(({ test }, index): readonly Problem[] => {
    const place = placeOf(tests[index]);
    if (always >= 0 && index > always)
      return [dead(place, `"${test}" is never looked at: a condition before it always holds.`)];
    if (constantOf(test) === false) return [dead(place, `"${test}" never holds.`)];
    const owner = owners.get(bare(test));
    if (owner === undefined) owners.set(bare(test), index);
    return owner === undefined
      ? []
      : [dead(place, `"${test}" is never taken: branch ${owner + 1} has the same condition.`)];
  });
  if (last === undefined) return problems;
  const isLast = tests.every(({ path }) => Number(path.at(-2)) < Number(last.path.at(-2)));
  if (isLast && always >= 0)
    return [...problems, dead(placeOf(last), "The `else` is never taken: a condition always holds.")];
  if (isLast) return problems;
  const message = "The `else` stands before another branch, and is only taken after it.";
  return [...problems, { ...dead(placeOf(last), message), hint: "Move it to the end." }];
}

/** A condition without the blanks that mean nothing. */
function bare(test: string): string {
  return test.replace(/("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\s+/gu, "$1");
}

function dead(place: Place, message: string): Problem {
  return { ...place, severity: "warning", rule: "branch-dead", message, hint: "Delete it." };
}
