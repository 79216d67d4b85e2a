import { Environment } from "@marcbachmann/cel-js";

const environment = new Environment({ unlistedVariablesAreDyn: true });

/** A part of a parsed CEL expression. */
export type Node = ReturnType<typeof environment.parse>["ast"];

/** Parsed expressions by source. The content of a bot is finite, so this does not grow with its use. */
const parsed = new Map<string, Node>();

/** Whose arguments speak of the items of a list, under a name of their own. */
const MACROS: ReadonlySet<string> = new Set(["all", "exists", "exists_one", "filter", "map"]);

/** Parses an expression that has been found to be one. */
export function parseExpression(source: string): Node {
  const known = parsed.get(source);
  if (known !== undefined) return known;
  const { ast } = environment.parse(source);
  parsed.set(source, ast);
  return ast;
}

/** The value, or the values of a list, that are written out. */
export function valuesOf(node: Node): readonly unknown[] | undefined {
  if (node.op === "value") return [node.args];
  if (node.op !== "list") return undefined;
  const values = node.args.map(valuesOf);
  return values.every((value) => value !== undefined) ? values.flat() : undefined;
}

/** `slots.period` for `slots.period` and `slots["period"]`. */
export function nameOf(node: Node): string | undefined {
  if (node.op !== "." && node.op !== "[]") return undefined;
  const [object, field] = node.args;
  if (object.op !== "id") return undefined;
  if (typeof field === "string") return `${object.args}.${field}`;
  return field.op === "value" && typeof field.args === "string" ? `${object.args}.${field.args}` : undefined;
}

/** The names in an expression. */
export function namesUnder(node: Node): readonly string[] {
  const name = nameOf(node);
  return name === undefined ? childrenOf(node).flatMap(namesUnder) : [name];
}

/** The parts of an expression that are looked at when it is; not those that a macro looks at for each item. */
export function childrenOf(node: Node): readonly Node[] {
  const parts: readonly unknown[] = Array.isArray(node.args) ? node.args : [node.args];
  const isMacro = node.op === "rcall" && MACROS.has(node.args[0]);
  return (isMacro ? parts.slice(0, 2) : parts.flat()).filter(isNode);
}

function isNode(part: unknown): part is Node {
  return typeof part === "object" && part !== null && "op" in part && "args" in part;
}
