import type * as z from "zod";
import type { ContentDocument, Path } from "./document.ts";
import { nearest } from "./nearest.ts";
import type { Problem } from "./source.ts";

interface Found extends Problem {
  /** How deep below the checked value it lies: of two readings of a union, the deeper problem is the likelier one. */
  readonly depth: number;
}

interface Checked {
  readonly schema: z.ZodType;
  readonly document: ContentDocument;
  readonly base: Path;
}

/**
 * Checks a part of a document against a schema.
 *
 * @param base where `value` stands in the document, so that problems point at the right line
 * @returns the parsed value, or every problem found in it
 */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  document: ContentDocument,
  value: unknown,
  base: Path = [],
): { readonly value: z.output<Schema> } | { readonly problems: readonly Problem[] } {
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data };
  const found = problemsOf(result.error.issues, [], { schema, document, base });
  return { problems: found.map(({ depth: _depth, ...problem }) => problem) };
}

function problemsOf(issues: readonly z.core.$ZodIssue[], prefix: Path, checked: Checked): readonly Found[] {
  const unknown = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? unknownKeys(issue, prefix, checked) : [],
  );
  // A key that is only mistyped is not missing as well.
  const meant = new Set(unknown.map(({ meantPath }) => meantPath));
  const rest = issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys" || meant.has(pathKey([...prefix, ...issue.path]))) return [];
    return problemsOfIssue(issue, prefix, checked);
  });
  return [...unknown.map(({ problem }) => problem), ...rest];
}

function problemsOfIssue(issue: z.core.$ZodIssue, prefix: Path, checked: Checked): readonly Found[] {
  const path = [...prefix, ...issue.path];
  if (issue.code === "invalid_union") {
    const readings = issue.errors.map((errors) => problemsOf(errors, path, checked));
    const [best] = readings.filter((reading) => reading.length > 0).sort(byLikelihood);
    if (best !== undefined && deepest(best) > path.length) return best;
  }
  const place = [...checked.base, ...path];
  const name = place.length === 0 ? "the file" : place.map(String).join(".");
  return [
    {
      ...checked.document.locate(place),
      severity: "error",
      rule: "schema",
      message: `${name}: ${issue.message}.`.replace(/\.\.$/u, "."),
      depth: path.length,
    },
  ];
}

function unknownKeys(
  issue: Extract<z.core.$ZodIssue, { code: "unrecognized_keys" }>,
  prefix: Path,
  { schema, document, base }: Checked,
): readonly { readonly problem: Found; readonly meantPath: string | undefined }[] {
  const path = [...prefix, ...issue.path];
  const known = keysAt(schema, path);
  return issue.keys.map((key) => {
    const guess = nearest(key, known);
    const problem: Found = {
      ...document.locateKey([...base, ...path, key]),
      severity: "error",
      rule: "unknown-key",
      message: `Unknown key "${key}".`,
      hint: guess === undefined ? `Known keys here: ${known.join(", ")}.` : `Did you mean "${guess}"?`,
      depth: path.length + 1,
    };
    return { problem, meantPath: guess === undefined ? undefined : pathKey([...path, guess]) };
  });
}

function byLikelihood(a: readonly Found[], b: readonly Found[]): number {
  return a.length - b.length || deepest(b) - deepest(a);
}

function deepest(problems: readonly Found[]): number {
  return Math.max(0, ...problems.map(({ depth }) => depth));
}

function pathKey(path: Path): string {
  return JSON.stringify(path.map(String));
}

/** The keys that objects of a schema know at a path, whatever reading of a union leads there. */
function keysAt(schema: z.ZodType, path: Path): readonly string[] {
  let now = readingsOf(schema);
  for (const part of path) {
    now = now.flatMap((reading) => {
      const { shape, element, valueType } = definitionOf(reading);
      return readingsOf(shape === undefined ? (element ?? valueType) : shape[String(part)]);
    });
  }
  return [...new Set(now.flatMap((reading) => Object.keys(definitionOf(reading).shape ?? {})))];
}

/** A schema without its wrappers, and each reading of a union for itself. */
function readingsOf(schema: unknown): readonly unknown[] {
  if (schema === undefined) return [];
  const { innerType, options } = definitionOf(schema);
  if (innerType !== undefined) return readingsOf(innerType);
  return options === undefined ? [schema] : options.flatMap(readingsOf);
}

interface Definition {
  readonly innerType?: unknown;
  readonly options?: readonly unknown[];
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly element?: unknown;
  readonly valueType?: unknown;
}

/** What a zod schema says of itself: the part of it that is needed to find the keys it knows. */
function definitionOf(schema: unknown): Definition {
  const holder = schema as { readonly def?: Definition } | undefined;
  return holder?.def ?? {};
}
