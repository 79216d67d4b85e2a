import { type ContentDocument, type Path } from "../content/document.ts";
import type { InView } from "../content/in-view.ts";
import { nearest } from "../content/nearest.ts";
import type { Problem } from "../content/source.ts";
import type { SlotValue } from "../content/values.ts";
import type { Language } from "../kernel/language.ts";
import type { Timestamp } from "../kernel/time.ts";
import { readStubs, type Stubs } from "./stub-schema.ts";
import type { Situation, SuiteSource } from "./test-schema.ts";

/** Where a conversation begins. */
export interface Beginning {
  readonly now: Timestamp;
  readonly language: Language;
  readonly identified: boolean;
  readonly context: InView;
  readonly slots: Readonly<Record<string, SlotValue>>;
  readonly stubs: Stubs;
  /** Whether colleagues answer; by the bot's hours when absent. `away` is in their hours, with nobody online. */
  readonly colleagues?: "in" | "out" | "away";
}

/** A Monday morning in office hours, for tests that name no time. */
const DEFAULT_NOW = "2026-03-09T10:00:00+08:00";

/** Lays situations over one another, later ones on top; slots and stubs are laid over one by one. */
export function beginning(layers: readonly Situation[]): Beginning {
  const top = <Key extends keyof Situation>(key: Key): Situation[Key] =>
    layers.findLast((layer) => layer[key] !== undefined)?.[key];
  const colleagues = top("colleagues");
  return {
    ...(colleagues === undefined ? {} : { colleagues }),
    now: Date.parse(top("now") ?? DEFAULT_NOW),
    language: top("language") ?? "zh",
    identified: top("customer")?.identified ?? false,
    context: inViewOf(top("context") ?? {}),
    slots: Object.assign({}, ...layers.map(({ slots }) => slots)),
    stubs: Object.assign({}, ...layers.map(({ stubs = {} }) => readStubs(stubs))),
  };
}

function inViewOf({ page = "", order = "" }: NonNullable<Situation["context"]>): InView {
  return { page, order };
}

/** Problems for fixtures that cases use and the suite does not have. */
export function missingFixtures(
  { fixtures = {}, cases }: SuiteSource,
  document: ContentDocument,
): readonly Problem[] {
  const known = Object.keys(fixtures);
  return cases.flatMap(({ use = [] }, index) =>
    use.flatMap((name, at): readonly Problem[] => {
      if (Object.hasOwn(fixtures, name)) return [];
      const guess = nearest(name, known);
      const path: Path = ["cases", index, "use", at];
      return [
        {
          ...document.locate(path),
          severity: "error",
          rule: "fixture-missing",
          message: `There is no fixture "${name}" in this suite.`,
          ...(guess === undefined ? {} : { hint: `Did you mean "${guess}"?` }),
        },
      ];
    }),
  );
}
