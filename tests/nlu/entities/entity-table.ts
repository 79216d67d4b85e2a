import { findEntities } from "../../../src/nlu/entities/system-entities.ts";
import { normalize } from "../../../src/text/normalize.ts";

/** The entities of a text as "name value". */
export function found(text: string): string[] {
  return findEntities(normalize(text)).map(({ name, value }) => `${name} ${value}`);
}

/** Reads `expression = name value | …` into rows. */
export function table(text: string): (readonly [expression: string, name: string, value: string])[] {
  const entries = text.split(/[|\n]/u).map((entry) => entry.trim());
  return entries
    .filter((entry) => entry !== "")
    .map((entry) => {
      const [, expression = "", name = "", value = ""] = /^(.+) = (\w+) (.+)$/u.exec(entry) ?? [];
      return [expression, name, value] as const;
    });
}
