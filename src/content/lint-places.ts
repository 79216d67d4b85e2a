import type { Language, Localized } from "../kernel/language.ts";
import { type ContentDocument, type Path, parseContent } from "./document.ts";
import { yamlOf } from "./markdown.ts";
import type { Place, SourceFile } from "./source.ts";

/** The place of what stands `offset` units into a text in one of its languages; of its beginning without an offset. */
export type LocateText = (language: Language, offset?: number) => Place;

/** A string under a step, with its path in the file. */
interface Leaf {
  readonly path: Path;
  readonly value: string;
}

/**
 * Where things stand in the files a bot was loaded from. They are parsed again for it: a bot keeps the places of its
 * steps, and no places inside them.
 */
export interface Places {
  /** The place of the value at a path of a file, or of the deepest part of the path that exists. */
  at(file: string, path: Path): Place;
  /** The place of the key that names the value at a path of a file. */
  key(file: string, path: Path): Place;
  /** Locates a text by its path; one plain text stands for every language. */
  text(file: string, path: Path): LocateText;
  /**
   * Locates a text, or a list of texts, that stands in the step at a place.
   *
   * @param nth of the same texts in one step, which; from 0
   * @returns undefined when the step says no such thing: words of the engine, the title of an intent
   */
  textInStep(step: Place, text: Localized<unknown>, nth: number): LocatePart | undefined;
  /** The strings written under a key of the step at a place, such as `phrases`. */
  under(step: Place, key: string): readonly Leaf[];
  /** The place of what stands `offset` units into a text of the step at a place; that of the step where it has no such text. */
  inStep(step: Place, text: string, offset?: number): Place;
}

/** As {@link LocateText}; of a list of texts, the one at an index. */
export type LocatePart = (language: Language, offset?: number, index?: number) => Place;

/** What stands under these keys is no text: names, targets, and words that customers type. */
const NO_TEXT: ReadonlySet<string> = new Set(["id", "was", "go", "phrases", "facts", "note", "with", "if"]);

/** Looks places up in content files. */
export function placesIn(files: readonly SourceFile[]): Places {
  const parsed = new Map<string, ContentDocument | undefined>();
  const documentOf = (file: string): ContentDocument | undefined => {
    if (!parsed.has(file)) parsed.set(file, parse(files.find(({ path }) => path === file)));
    return parsed.get(file);
  };
  const steps = new Map<string, ReadonlyMap<string, Path>>();
  const stepAt = (step: Place): { readonly document: ContentDocument; readonly path: Path } | undefined => {
    const document = documentOf(step.file);
    if (document === undefined) return undefined;
    const known = steps.get(step.file) ?? stepPaths(document);
    steps.set(step.file, known);
    const path = known.get(spot(step));
    return path === undefined ? undefined : { document, path };
  };
  const start = (file: string): Place => ({ file, line: 1, column: 1 });
  return {
    at: (file, path) => documentOf(file)?.locate(path) ?? start(file),
    key: (file, path) => documentOf(file)?.locateKey(path) ?? start(file),
    text: (file, path) => (language, offset) =>
      documentOf(file)?.locateIn([...path, language], offset ?? 0) ?? start(file),
    textInStep: (step, text, nth) => {
      const found = stepAt(step);
      if (found === undefined) return undefined;
      const { document } = found;
      const path = pathsOf(text, valueAt(document.value, found.path), found.path)[nth];
      if (path === undefined) return undefined;
      return (language, offset = 0, index = 0) => document.locateIn([...path, language, index], offset);
    },
    under: (step, key) => {
      const found = stepAt(step);
      return found === undefined
        ? []
        : leavesIn(valueAt(found.document.value, found.path), found.path).filter(({ path }) =>
            path.includes(key),
          );
    },
    inStep: (step, text, offset = 0) => {
      const found = stepAt(step);
      const leaves =
        found === undefined ? [] : leavesIn(valueAt(found.document.value, found.path), found.path);
      const leaf = leaves.find(({ value }) => value === text);
      return leaf === undefined ? step : (found?.document.locateIn(leaf.path, offset) ?? step);
    },
  };
}

function parse(source: SourceFile | undefined): ContentDocument | undefined {
  const parsed = source === undefined ? [] : parseContent(yamlOf(source));
  return "value" in parsed ? parsed : undefined;
}

/** The path of each step of a dialog's file, or of the patterns', by its place. */
function stepPaths(document: ContentDocument): ReadonlyMap<string, Path> {
  const patterns = valueAt(document.value, ["patterns"]);
  const lists: readonly Path[] = [
    ["steps"],
    ...(isRecord(patterns) ? Object.keys(patterns).map((name) => ["patterns", name, "steps"]) : []),
  ];
  const paths = lists.flatMap((list) => {
    const steps = valueAt(document.value, list);
    return Array.isArray(steps) ? steps.map((_step, index): Path => [...list, index]) : [];
  });
  return new Map(paths.map((path) => [spot(document.locate(path)), path]));
}

function spot({ line, column }: Place): string {
  return `${line}:${column}`;
}

/** Where a text is written, in the order of the file: as `{zh, en}`, or as one plain text that stands for both. */
function pathsOf(text: Localized<unknown>, value: unknown, path: Path): readonly Path[] {
  if (isRecord(value)) {
    if (isSame(value["zh"], text.zh) && isSame(value["en"], text.en)) return [path];
    return Object.entries(value).flatMap(([key, part]) =>
      NO_TEXT.has(key) ? [] : pathsOf(text, part, [...path, key]),
    );
  }
  if (Array.isArray(value)) return value.flatMap((part, index) => pathsOf(text, part, [...path, index]));
  return value === text.zh && value === text.en ? [path] : [];
}

function isSame(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((part, index) => part === other[index]);
}

/** The strings in a value, with their paths. */
function leavesIn(value: unknown, path: Path): readonly Leaf[] {
  if (typeof value === "string") return [{ path, value }];
  if (Array.isArray(value)) return value.flatMap((part, index) => leavesIn(part, [...path, index]));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, part]) => leavesIn(part, [...path, name]));
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((now, part) => {
    if (Array.isArray(now)) return now[Number(part)];
    return isRecord(now) ? now[String(part)] : undefined;
  }, value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
