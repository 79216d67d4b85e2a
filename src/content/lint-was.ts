import type { Bot, Step } from "./bot.ts";
import type { Places } from "./lint-places.ts";
import type { Place, Problem } from "./source.ts";

/** Former names that are not free: a conversation that stands there could not tell where to go on. */
export function takenNames({ dialogs }: Pick<Bot, "dialogs">, places: Places): readonly Problem[] {
  const owners = new Map<string, string>();
  const all = [...dialogs.values()];
  return [
    ...all.flatMap(({ id, was, at }) =>
      was.flatMap((name, index) => {
        const place = places.at(at.file, ["was", index]);
        return taken(place, name, id, dialogs.has(name), owners, "dialog");
      }),
    ),
    ...all.flatMap(({ steps }) => takenSteps([...steps.values()], steps, places)),
  ];
}

function takenSteps(
  steps: readonly Step[],
  byId: ReadonlyMap<string, Step>,
  places: Places,
): readonly Problem[] {
  const owners = new Map<string, string>();
  // The question after a check takes its names from the check.
  const written = steps.filter((step) => step.verb !== "ask" || step.remedy === undefined);
  return written.flatMap(({ id, was, at }) => {
    const leaves = places.under(at, "was");
    return was.flatMap((name, index) => {
      const leaf = leaves[index];
      const place = leaf === undefined ? at : places.at(at.file, leaf.path);
      return taken(place, name, id, byId.has(name), owners, "step");
    });
  });
}

function taken(
  place: Place,
  name: string,
  id: string,
  isInUse: boolean,
  owners: Map<string, string>,
  what: "dialog" | "step",
): readonly Problem[] {
  const owner = owners.get(name);
  owners.set(name, owner ?? id);
  if (!isInUse && owner === undefined) return [];
  const message = isInUse
    ? `"${name}" is no former name: a ${what} is called so.`
    : `"${name}" is a former name of "${owner}" already.`;
  return [{ ...place, severity: "warning", rule: "was-taken", message, hint: "Keep it in one place." }];
}
