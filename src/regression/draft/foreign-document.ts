import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type * as z from "zod";
import { AppError } from "../../kernel/errors.ts";
import type { ForeignFile } from "./draft.ts";

/** Where a value sits inside a document: map keys and sequence indexes from the root. */
export type ForeignPath = readonly PropertyKey[];

/** A file of another product, parsed; it can tell where its values stand. */
export interface ForeignDocument {
  readonly file: string;
  readonly value: unknown;
  /** The line, from 1, of the value at a path, or of the deepest part of the path that exists. */
  readonly lineOf: (path: ForeignPath) => number;
}

/** More than this is no file that people keep by hand, and would be parsed for minutes. */
const MAX_BYTES = 8_000_000;

/** Nesting that no author writes, and that makes parsers run out of stack. */
const TOO_DEEP = /(?:-[ \t]+){60}|(?:[[{]\s*){60}/u;

/**
 * The text of a file in UTF-8, without a byte order mark and with plain line ends.
 *
 * @throws FILE_UNREADABLE when it is larger than 8 MB or not UTF-8
 */
export function foreignText({ path, bytes }: ForeignFile): string {
  if (bytes.length > MAX_BYTES) throw unreadable(path, 1, "the file is larger than 8 MB; split it up");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/\r\n?/gu, "\n");
  } catch {
    const before = new TextDecoder().decode(bytes).split("\uFFFD")[0] ?? "";
    throw unreadable(path, before.split("\n").length, "this is not UTF-8; save the file as UTF-8");
  }
}

/** @throws FILE_UNREADABLE with file and line */
export function foreignYaml(file: ForeignFile): ForeignDocument {
  const text = shallow(file.path, foreignText(file));
  const lines = new LineCounter();
  const document = parsed(text, lines, file.path);
  const [error] = document.errors;
  if (error !== undefined) {
    const message = error.message.split("\n")[0] ?? error.message;
    throw unreadable(
      file.path,
      Math.max(1, lines.linePos(error.pos[0]).line),
      `this is not YAML: ${message}`,
    );
  }
  return { file: file.path, value: valueOf(document, file.path), lineOf: locator(document.contents, lines) };
}

/** @throws FILE_UNREADABLE with file and line */
export function foreignJson(file: ForeignFile): ForeignDocument {
  const text = shallow(file.path, foreignText(file));
  // The YAML parser knows places, but takes two hundred times as long: it is asked only once somebody wants a place.
  let locate: ForeignDocument["lineOf"] | undefined;
  const lineOf: ForeignDocument["lineOf"] = (path) => {
    const lines = new LineCounter();
    locate ??= locator(parsed(text, lines, file.path).contents, lines);
    return locate(path);
  };
  try {
    const value: unknown = JSON.parse(text);
    return { file: file.path, value, lineOf };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw unreadable(file.path, lineOfMistake(message, text), `this is not JSON: ${message}`, error);
  }
}

/**
 * A part of a document in the shape it is meant to have.
 *
 * @param base where `value` stands in the document
 * @throws FILE_UNREADABLE with file, line and what was expected
 */
export function shaped<Schema extends z.ZodType>(
  schema: Schema,
  document: ForeignDocument,
  value: unknown = document.value,
  base: ForeignPath = [],
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { path, message } = deepest(result.error.issues);
  const place = [...base, ...path];
  const name = place.length === 0 ? "the file" : place.map(String).join(".");
  throw unreadable(document.file, document.lineOf(place), `${name}: ${message}`);
}

interface Mistake {
  readonly path: ForeignPath;
  readonly message: string;
}

/** Of several readings of a value, the one that got furthest is the one that was meant. */
function deepest(issues: readonly z.core.$ZodIssue[]): Mistake {
  const all = issues.map((issue): Mistake => {
    if (issue.code !== "invalid_union" || issue.errors.length === 0) return issue;
    const inner = deepest(issue.errors.flat());
    return inner.path.length === 0 ? issue : { ...inner, path: [...issue.path, ...inner.path] };
  });
  return all.reduce((one, other) => (other.path.length > one.path.length ? other : one));
}

function shallow(path: string, text: string): string {
  const deep = TOO_DEEP.exec(text);
  if (deep === null) return text;
  const line = text.slice(0, deep.index).split("\n").length;
  throw unreadable(path, line, "more than sixty lists and maps inside one another");
}

function parsed(text: string, lines: LineCounter, file: string): ReturnType<typeof parseDocument> {
  try {
    return parseDocument(text, {
      version: "1.2",
      schema: "core",
      lineCounter: lines,
      prettyErrors: false,
      logLevel: "error",
    });
  } catch (error) {
    throw unreadable(file, 1, "the file cannot be parsed", error);
  }
}

function valueOf(document: ReturnType<typeof parseDocument>, file: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // Aliases that stand for one another, or for too much.
    throw unreadable(file, 1, error instanceof Error ? error.message : String(error), error);
  }
}

function lineOfMistake(message: string, text: string): number {
  const [, line] = /\(line (\d+)/u.exec(message) ?? [];
  if (line !== undefined) return Number(line);
  const [, position] = /at position (\d+)/u.exec(message) ?? [];
  return text.slice(0, position === undefined ? text.length : Number(position)).split("\n").length;
}

function locator(root: unknown, lines: LineCounter): ForeignDocument["lineOf"] {
  return (path) => {
    let node = root;
    let offset = startOf(root);
    for (const part of path) {
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
        if (pair === undefined) break;
        offset = startOf(pair.key);
        node = pair.value;
      } else if (isSeq(node) && typeof part === "number" && node.items[part] !== undefined) {
        node = node.items[part];
        offset = startOf(node);
      } else {
        break;
      }
    }
    return Math.max(1, lines.linePos(offset).line);
  };
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

function isNode(node: unknown): node is Node {
  return typeof node === "object" && node !== null && "range" in node;
}

/** The error of a file that cannot be taken over as it is. */
export function unreadable(file: string, line: number, problem: string, cause?: unknown): AppError {
  return new AppError("FILE_UNREADABLE", `${file}:${line}: ${problem}.`, { file, line }, cause);
}
