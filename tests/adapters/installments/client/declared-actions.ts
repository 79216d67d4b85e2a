import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import type { Action } from "../../../../src/content/action.ts";
import { actionsSchema } from "../../../../src/content/schema/action-schema.ts";

const FILE = path.join(import.meta.dirname, "../../../../dialogs/_actions.yaml");

/** The actions as the dialogs know them. */
export function declaredActions(): readonly Action[] {
  const { actions } = actionsSchema.parse(parse(readFileSync(FILE, "utf8")));
  return Object.entries(actions).map(([id, { identified, outcomes }]) => ({
    id,
    identified,
    outcomes,
    with: {},
    timeoutMs: 5000,
    at: { file: FILE, line: 1, column: 1 },
  }));
}
