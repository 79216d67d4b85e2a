import { milliseconds } from "../kernel/time.ts";
import type { Action } from "./action.ts";
import type { ContentDocument } from "./document.ts";
import type { Parsed } from "./parse-files.ts";
import { actionsSchema } from "./schema/action-schema.ts";
import { validate } from "./validate.ts";

/** Reads `dialogs/_actions.yaml`: what dialogs may ask of the shop's systems, by id. */
export function parseActions(document: ContentDocument): Parsed<ReadonlyMap<string, Action>> {
  const checked = validate(actionsSchema, document, document.value);
  if ("problems" in checked) return checked;
  const actions = Object.entries(checked.value.actions).map(([id, source]): [string, Action] => {
    const { identified, outcomes, timeout } = source;
    const given = Object.entries(source.with).map(([name, input]) => [
      name,
      typeof input === "string" ? { type: input, optional: false } : input,
    ]);
    return [
      id,
      {
        id,
        identified,
        with: Object.fromEntries(given),
        outcomes,
        timeoutMs: milliseconds(timeout),
        at: document.locateKey(["actions", id]),
      },
    ];
  });
  return { value: new Map(actions), problems: [] };
}
