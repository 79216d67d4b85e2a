import { readFileSync } from "node:fs";
import { findEntities } from "../../../src/nlu/entities/system-entities.ts";
import { normalize } from "../../../src/text/normalize.ts";

interface Expressions {
  /** What an expression on its own is: by entity, by expression, its value. */
  readonly alone: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By sentence, every entity in it. */
  readonly sentences: Readonly<
    Record<string, readonly (readonly [name: string, text: string, value: string])[]>
  >;
  /** Texts that only look like having an entity. */
  readonly nothing: readonly string[];
  /** As `alone`, but not understood; they are written down so that comparisons stay fair. */
  readonly beyond: Expressions["alone"];
}

/** The labelled expressions that bench/entities measures on, too. */
export const expressions: Readonly<Record<"zh" | "en", Expressions>> = JSON.parse(
  readFileSync(new URL("expressions.json", import.meta.url), "utf8"),
);

/** As rows for `test.each`. */
export function rowsOf(
  alone: Expressions["alone"],
): (readonly [expression: string, name: string, value: string])[] {
  return Object.entries(alone).flatMap(([name, values]) =>
    Object.entries(values).map(([expression, value]) => [expression, name, value] as const),
  );
}

/** The entities of a text as "name value". */
export function found(text: string): string[] {
  return findEntities(normalize(text)).map(({ name, value }) => `${name} ${value}`);
}

/** The entities of a text with where they stand. */
export function foundWithin(text: string): [name: string, text: string, value: string][] {
  const normalized = normalize(text);
  return findEntities(normalized).map(({ name, value, start, end }) => [
    name,
    normalized.slice(start, end),
    value,
  ]);
}
