import { patternId, type Target } from "./bot.ts";
import { nearest } from "./nearest.ts";
import type { Place, Problem } from "./source.ts";

/** What a jump can reach: every dialog's first step and step ids. */
export type Reach = ReadonlyMap<string, Reachable>;

interface Reachable {
  readonly first: string;
  readonly steps: ReadonlySet<string>;
  /** Its file has mistakes of its own: that it has no such step would be told for nothing. */
  readonly broken?: true;
}

/**
 * Resolves a written target.
 *
 * @param dialog the dialog the target is written in; its steps win over dialogs of the same name
 * @param next where the following step is
 * @returns the target, or the problem that nothing of that name exists
 */
export function resolveTarget(
  written: string,
  dialog: string,
  next: Target,
  reach: Reach,
  at: Place,
): Target | Problem {
  switch (written) {
    case "next":
      return next;
    case "back":
      return { to: "back", otherwise: next };
    case "human":
      return { to: "human" };
    case "end":
      return { to: "end", outcome: "done" };
    default:
      return resolveName(written, dialog, reach, at);
  }
}

function resolveName(written: string, dialog: string, reach: Reach, at: Place): Target | Problem {
  const here = reach.get(dialog);
  if (here?.steps.has(written) === true) return { to: "step", dialog, step: written };
  const [name = "", step] = written.split("#");
  const there = reach.get(name) ?? reach.get(patternId(name));
  if (there !== undefined) {
    const id = reach.has(name) ? name : patternId(name);
    if (there.broken) return { to: "end", outcome: "done" };
    if (step === undefined) return { to: "step", dialog: id, step: there.first };
    if (there.steps.has(step)) return { to: "step", dialog: id, step };
    return missing(
      `"${written}": the dialog "${name}" has no step "${step}".`,
      nearest(step, [...there.steps]),
      at,
    );
  }
  const known = [...(here?.steps ?? []), ...reach.keys(), "next", "back", "end", "human"];
  return missing(`"${written}" is neither a step here nor a dialog.`, nearest(written, known), at);
}

function missing(message: string, guess: string | undefined, at: Place): Problem {
  return {
    ...at,
    severity: "error",
    rule: "target-missing",
    message,
    ...(guess === undefined ? {} : { hint: `Did you mean "${guess}"?` }),
  };
}

/** Whether a resolution failed. */
export function isProblem(value: Target | Problem): value is Problem {
  return "rule" in value;
}
