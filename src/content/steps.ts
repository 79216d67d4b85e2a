import { type ContentDocument, type Path } from "./document.ts";
import { nearest } from "./nearest.ts";
import { type AnyStepSource, stepSchemas, type Verb, verbs } from "./schema/step-schema.ts";
import type { Place, Problem } from "./source.ts";
import { validate } from "./validate.ts";

/** A step as its author wrote it, with the id it is known by and the place it stands. */
export type ParsedStep = AnyStepSource & { readonly id: string; readonly path: Path; readonly at: Place };

/** Words that mean something of their own where a target is written. */
export const reservedNames: ReadonlySet<string> = new Set(["next", "back", "end", "human"]);

/** Reads the steps of one dialog; a step without an id is known by its number: `s1`, `s2` … */
export function parseSteps(
  document: ContentDocument,
  raw: readonly unknown[],
  base: Path,
): { readonly steps: readonly ParsedStep[]; readonly problems: readonly Problem[] } {
  const steps: ParsedStep[] = [];
  const problems: Problem[] = [];
  const places = new Map<string, Place>();
  raw.forEach((value, index) => {
    const path = [...base, index];
    const verb = verbOf(document, value, path);
    if (typeof verb !== "string") return void problems.push(verb);
    const checked = validate(stepSchemas[verb], document, value, path);
    if ("problems" in checked) return void problems.push(...checked.problems);
    const id = checked.value.id ?? `s${index + 1}`;
    if (reservedNames.has(id)) {
      problems.push({
        ...document.locate([...path, "id"]),
        severity: "error",
        rule: "step-name",
        message: `A step cannot be called "${id}": as a target the word means something else.`,
      });
    }
    const at = document.locate(path);
    const earlier = places.get(id) ?? (verb === "check" ? places.get(`${id}.ask`) : undefined);
    if (earlier !== undefined) {
      problems.push({
        ...document.locate([...path, "id"]),
        severity: "error",
        rule: "step-duplicate",
        message: `The step id "${id}" is taken by line ${earlier.line}.`,
      });
    }
    places.set(id, at);
    if (verb === "check") places.set(`${id}.ask`, at);
    // The schema was looked up by this verb, so the parsed source is that verb's.
    steps.push({ verb, source: checked.value, id, path, at } as ParsedStep);
  });
  return { steps, problems };
}

function verbOf(document: ContentDocument, value: unknown, path: Path): Verb | Problem {
  const place = document.locate(path);
  const wrong = (message: string, hint: string): Problem => ({
    ...place,
    severity: "error",
    rule: "step-verb",
    message,
    hint,
  });
  const all = `A step has exactly one of: ${verbs.join(", ")}.`;
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return wrong("This is not a step.", all);
  const keys = Object.keys(value);
  const found = verbs.filter((verb) => keys.includes(verb) && verb !== "go");
  const [first, second] = found;
  if (second !== undefined)
    return wrong(`This step has two verbs: ${found.join(" and ")}.`, "Make it two steps.");
  if (first !== undefined) return first;
  if (keys.includes("go")) return "go";
  const guess = keys.map((key) => nearest(key, verbs)).find((name) => name !== undefined);
  return wrong("This step has no verb.", guess === undefined ? all : `Did you mean "${guess}"? ${all}`);
}
