import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from "yaml";
import type { Place, Problem, SourceFile } from "./source.ts";

/** Where a value sits inside a document: map keys and sequence indexes from the root. */
export type Path = readonly PropertyKey[];

/** A parsed YAML file that can tell where each of its values stands. */
export interface ContentDocument {
  readonly file: string;
  readonly value: unknown;
  /** The place of the value at `path`, or of the deepest part of the path that exists. */
  locate(path: Path): Place;
  /** The place of the key that names the value at `path`. */
  locateKey(path: Path): Place;
  /** The place of what stands `offset` units into the text at `path`, or of that text where escapes shift it. */
  locateIn(path: Path, offset: number): Place;
}

/** More than this in one file is not a dialog somebody can review. */
const MAX_FILE_LENGTH = 1_000_000;

/** Nesting that no author writes, and that makes the parser's own regular expressions give out. */
const TOO_DEEP = /(?:-[ \t]+){50}|(?:[[{][ \t]*){50}/u;

/**
 * Parses one YAML 1.2 core-schema file.
 *
 * Duplicate keys, tabs, aliases and full-width colons after a key are problems, not surprises.
 */
export function parseContent(source: SourceFile): ContentDocument | readonly Problem[] {
  if (source.text.length > MAX_FILE_LENGTH) {
    return [
      problemAt({ file: source.path, line: 1, column: 1 }, "file-too-large", "The file is larger than 1 MB."),
    ];
  }
  const deep = source.text.split("\n").findIndex((line) => TOO_DEEP.test(line));
  if (deep >= 0) {
    const place = { file: source.path, line: deep + 1, column: 1 };
    return [problemAt(place, "file-too-deep", "More than fifty lists and maps inside one another.")];
  }
  const lines = new LineCounter();
  const document = parseDocument(source.text, {
    version: "1.2",
    schema: "core",
    lineCounter: lines,
    uniqueKeys: true,
    prettyErrors: false,
  });
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file: source.path, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problems = document.errors.map((error) => {
    const [message, hint] = explainYaml(error.code, error.message);
    return problemAt(placeOf(error.pos[0]), "yaml", message, hint);
  });
  visit(document, {
    Node(_key, node) {
      if (isAlias(node) || node.anchor !== undefined) {
        const place = placeOf(node.range?.[0] ?? 0);
        problems.push(
          problemAt(
            place,
            "yaml-alias",
            "Anchors and aliases are not used in content.",
            "Write the value out.",
          ),
        );
      }
    },
  });
  if (problems.length > 0) return [...problems, ...fullWidthColons(source)];
  const root = document.contents;
  return {
    file: source.path,
    value: document.toJS(),
    locate: (path) => placeOf(descend(root, path).value),
    locateKey: (path) => placeOf(descend(root, path).key),
    locateIn: (path, offset) => {
      const { value, node } = descend(root, path);
      const text = isScalar(node) && typeof node.value === "string" ? node.value : "";
      const first = /["']/u.test(source.text[value] ?? "") ? value + 1 : value;
      const isVerbatim = source.text.startsWith(text.slice(0, offset + 1), first);
      return placeOf(isVerbatim ? first + offset : value);
    },
  };
}

/**
 * Problems for lines where a key is followed by a full-width colon or quote, the classic slip of a Chinese keyboard.
 * YAML reads such a line as plain text, so the mistake shows up somewhere else.
 */
export function fullWidthColons(source: SourceFile): readonly Problem[] {
  const inText = linesOfBlockText(source.text);
  return source.text.split("\n").flatMap((line, index) => {
    if (inText.has(index + 1)) return [];
    const match = /^(\s*(?:- )*)([A-Za-z_][\w.-]*)(：|:\s*[“”‘’])/u.exec(line);
    if (match === null) return [];
    const column = (match[1]?.length ?? 0) + (match[2]?.length ?? 0) + 1;
    const place = { file: source.path, line: index + 1, column };
    return [
      problemAt(
        place,
        "full-width",
        `Full-width punctuation after "${match[2]}". 这里用了全角标点。`,
        `Write "${match[2]}: " with a half-width colon, a space and plain quotes.`,
      ),
    ];
  });
}

/** The lines that are text inside a block scalar (`|` or `>`), where any mark may stand. */
function linesOfBlockText(text: string): ReadonlySet<number> {
  const lines = new LineCounter();
  const inside = new Set<number>();
  visit(parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false }), {
    Scalar(_key, { type, range }) {
      if (range === undefined || range === null || (type !== "BLOCK_LITERAL" && type !== "BLOCK_FOLDED"))
        return;
      for (let line = lines.linePos(range[0]).line + 1; line <= lines.linePos(range[1] - 1).line; line++)
        inside.add(line);
    },
  });
  return inside;
}

function problemAt(place: Place, rule: string, message: string, hint?: string): Problem {
  return { ...place, severity: "error", rule, message, ...(hint === undefined ? {} : { hint }) };
}

function explainYaml(code: string, message: string): readonly [string, string?] {
  switch (code) {
    case "DUPLICATE_KEY":
      return [
        "The same key stands twice in one map.",
        "Keep one of them; YAML would silently drop the other.",
      ];
    case "TAB_AS_INDENT":
      return ["A tab is used for indentation.", "Indent with spaces."];
    default:
      return [message.split("\n")[0] ?? message];
  }
}

interface Found {
  /** Offsets in the file. */
  readonly key: number;
  readonly value: number;
  readonly node: unknown;
}

function descend(root: unknown, path: Path): Found {
  let node: unknown = root;
  let found: Found = { key: startOf(root), value: startOf(root), node };
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(part),
      );
      if (pair === undefined) return found;
      node = pair.value;
      found = { key: startOf(pair.key), value: startOf(pair.value ?? pair.key), node };
    } else if (isSeq(node) && typeof part === "number") {
      const item = node.items[part];
      if (item === undefined) return found;
      node = item;
      found = { key: startOf(item), value: startOf(item), node };
    } else {
      return found;
    }
  }
  return found;
}

function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0;
}
