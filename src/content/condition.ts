import { Environment } from "@marcbachmann/cel-js";
import { IN_VIEW_NAMES, type InView } from "./in-view.ts";
import type { Fields, SlotValue } from "./values.ts";

/** What a condition may look at. */
export interface ConditionScope {
  readonly customer: { readonly identified: boolean };
  readonly language: string;
  readonly misses: number;
  /** Colleagues answer now. */
  readonly open: boolean;
  /** The kind of care the customer needs; "" when none is known of. */
  readonly care: string;
  readonly context: InView;
  readonly slots: Readonly<Record<string, SlotValue>>;
  /** What calls brought, by the name each is kept under; `outcome` among the fields. */
  readonly results: Readonly<Record<string, Fields>>;
}

/** The names a dialog's conditions and templates may use. */
export interface Names {
  readonly slots: readonly string[];
  /** The fields of each call's result, `outcome` among them. */
  readonly results: ReadonlyMap<string, ReadonlySet<string>>;
}

const base = new Environment()
  .registerVariable("customer", "map")
  .registerVariable("language", "string")
  .registerVariable("misses", "int")
  .registerVariable("open", "bool")
  .registerVariable("care", "string")
  .registerVariable("context", "map")
  .registerVariable("slots", "map");

type Compiled = ReturnType<typeof base.parse>;

/** Compiled conditions by source. The content of a bot is finite, so this does not grow with its use. */
const compiled = new Map<string, Compiled>();

/** Why `source` is not a condition on these names, or `undefined` when it is one. */
export function conditionError(source: string, names: Names): string | undefined {
  return expressionError(source, names, (type) =>
    type === "bool" || type === "dyn" ? undefined : `It yields ${type}, not true or false.`,
  );
}

/** Why `source` is not an expression that yields one value, or `undefined` when it is one. */
export function valueError(source: string, names: Names): string | undefined {
  return expressionError(source, names, (type) =>
    ["bool", "dyn", "string", "int", "double", "null"].includes(type)
      ? undefined
      : `It yields ${type}, not one value.`,
  );
}

/** Whether a CEL condition holds. One that fails on missing values does not hold. */
export function holds(source: string, scope: ConditionScope): boolean {
  return evaluate(source, scope) === true;
}

/** What a CEL expression yields; `null` when it fails on missing values. */
export function evaluate(source: string, scope: ConditionScope): SlotValue {
  try {
    const value: unknown = compile(source)(inCel(scope));
    if (typeof value === "bigint") return Number(value);
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
      ? value
      : null;
  } catch {
    return null;
  }
}

/** The slots and result fields an expression reads, as `slots.period` and `limit.available`. */
export function namesIn(source: string): readonly string[] {
  return [...withoutTexts(source).matchAll(/(?<![\w.])([a-z]\w*)\.(\w+)/gu)].map(([name]) => name);
}

function expressionError(
  source: string,
  names: Names,
  typeError: (type: string) => string | undefined,
): string | undefined {
  const unknown = unknownName(source, names);
  if (unknown !== undefined) return `There is no ${unknown}.`;
  try {
    let environment = base.clone();
    for (const name of names.results.keys()) environment = environment.registerVariable(name, "map");
    const check = environment.parse(source).check();
    if (!check.valid) return check.error?.message.split("\n")[0] ?? "It does not type-check.";
    return typeError(String(check.type));
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n")[0] ?? error.message) : String(error);
  }
}

/** The first name after `customer.`, `context.`, `slots.` or a result that stands for nothing: CEL does not know what a map holds. */
function unknownName(source: string, { slots, results }: Names): string | undefined {
  return namesIn(source).find((written) => {
    const [map = "", field = ""] = written.split(".");
    if (map === "customer") return field !== "identified";
    if (map === "context") return !IN_VIEW_NAMES.includes(written);
    if (map === "slots") return !slots.includes(field);
    return results.has(map) && results.get(map)?.has(field) !== true;
  });
}

function withoutTexts(source: string): string {
  return source.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/gu, '""');
}

/** CEL's whole numbers are BigInts; a plain number would be a double and equal no whole number that is written. */
function inCel({ results, ...scope }: ConditionScope): Record<string, unknown> {
  const named = Object.entries(results).map(([name, fields]) => [name, valuesInCel(fields)]);
  return {
    ...Object.fromEntries(named),
    ...scope,
    misses: BigInt(scope.misses),
    slots: valuesInCel(scope.slots),
  };
}

function valuesInCel(values: Fields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : value,
    ]),
  );
}

const lenient = new Environment({ unlistedVariablesAreDyn: true });

function compile(source: string): Compiled {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const fresh = lenient.parse(source);
  compiled.set(source, fresh);
  return fresh;
}
