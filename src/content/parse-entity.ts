import type * as z from "zod";
import { type AuthoredEntity, type ListValue, systemEntityNames } from "../kernel/entities.ts";
import { languages } from "../kernel/language.ts";
import { linearPattern } from "../text/linear-pattern.ts";
import type { ContentDocument, Path } from "./document.ts";
import { nameProblems, type Parsed } from "./parse-files.ts";
import { entitySchema } from "./schema/entity-schema.ts";
import type { Place, Problem } from "./source.ts";
import { validate } from "./validate.ts";
import { localize, phraseKey } from "./wording.ts";

type EntitySource = z.infer<typeof entitySchema>;

/** Reads `intents/entities/<name>.yaml`. */
export function parseEntity(document: ContentDocument): Parsed<AuthoredEntity> {
  const checked = validate(entitySchema, document, document.value);
  if ("problems" in checked) return checked;
  const { entity: name, values, fuzzy, sensitive } = checked.value;
  const problems = [
    ...nameProblems(document, name, "entity"),
    ...kindProblems(document, checked.value),
    ...patternProblems(document, checked.value),
  ];
  if (values === undefined) {
    const patterns = placedPatterns(checked.value).map(({ source }) => source);
    return { value: { type: "pattern", name, sensitive, patterns }, problems };
  }
  const listed = values.map(
    ({ value, label, synonyms }): ListValue => ({
      value,
      label: localize(label),
      synonyms: { zh: synonyms?.zh ?? [], en: synonyms?.en ?? [] },
    }),
  );
  return {
    value: { type: "list", name, fuzzy: fuzzy ?? true, sensitive, values: listed },
    problems: [...problems, ...valueProblems(document, listed)],
  };
}

function kindProblems(
  document: ContentDocument,
  { entity, values, fuzzy, pattern, patterns }: EntitySource,
): readonly Problem[] {
  const at = document.locate(["entity"]);
  const problems: Problem[] = [];
  if (systemEntityNames.some((name) => name === entity)) {
    const message = `"${entity}" is the name of a built-in entity.`;
    problems.push(errorAt(at, "entity-name", message, "Give it another name, or use the built-in one."));
  }
  const kinds = [values, pattern, patterns].filter((kind) => kind !== undefined).length;
  if (kinds !== 1) {
    const message = `"${entity}" is ${kinds === 0 ? "neither a list nor a pattern" : "more than one kind of entity"}.`;
    problems.push(
      errorAt(at, "entity-kind", message, `Give it one of "values:", "pattern:" and "patterns:".`),
    );
  }
  if (fuzzy !== undefined && values === undefined) {
    problems.push(
      errorAt(document.locateKey(["fuzzy"]), "entity-kind", `"fuzzy" is for lists; a pattern is exact.`),
    );
  }
  return problems;
}

function placedPatterns({ pattern, patterns }: EntitySource): readonly { source: string; path: Path }[] {
  return [
    ...(pattern === undefined ? [] : [{ source: pattern, path: ["pattern"] }]),
    ...(patterns ?? []).map((source, at) => ({ source, path: ["patterns", at] })),
  ];
}

function patternProblems(document: ContentDocument, entity: EntitySource): readonly Problem[] {
  return placedPatterns(entity).flatMap(({ source, path }) => {
    const at = document.locate(path);
    const compiled = linearPattern(source);
    if ("message" in compiled) return [errorAt(at, "pattern-invalid", compiled.message, compiled.hint)];
    if (!compiled.matchesNothing) return [];
    const message = "This pattern matches the empty text, too.";
    return [errorAt(at, "pattern-empty", message, "Write + for *, or make a part of it necessary.")];
  });
}

/** The same value twice, names that two values share, and names that are too short to be found. */
function valueProblems(document: ContentDocument, values: readonly ListValue[]): readonly Problem[] {
  const problems: Problem[] = [];
  const known = new Set<string>();
  const owners = new Map<string, string>();
  for (const [place, { value, label, synonyms }] of values.entries()) {
    const base: Path = ["values", place];
    if (known.has(value)) {
      const message = `The value "${value}" stands here twice.`;
      problems.push(errorAt(document.locate([...base, "value"]), "value-duplicate", message));
    }
    known.add(value);
    const labels = new Set(Object.values(label));
    const names = [
      ...[...labels].map((name) => ({ name, path: [...base, "label"] })),
      ...languages.flatMap((language) =>
        synonyms[language].map((name, at) => ({ name, path: [...base, "synonyms", language, at] })),
      ),
    ];
    for (const { name, path } of names) {
      const key = phraseKey(name);
      const owner = owners.get(key);
      if (key.length < 2) {
        const message = `"${name}" is shorter than two characters: it would be found inside other words.`;
        problems.push(errorAt(document.locate(path), "synonym-short", message));
      } else if (owner !== undefined && owner !== value) {
        const message = `"${name}" is a name of "${value}" and of "${owner}".`;
        problems.push(errorAt(document.locate(path), "synonym-shared", message, "Keep it in one of them."));
      }
      owners.set(key, owner ?? value);
    }
  }
  return problems;
}

function errorAt(at: Place, rule: string, message: string, hint?: string): Problem {
  return { ...at, severity: "error", rule, message, ...(hint === undefined ? {} : { hint }) };
}
