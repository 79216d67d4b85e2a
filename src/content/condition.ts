import { Environment } from "@marcbachmann/cel-js";
import type { SlotValue } from "./bot.ts";

/** What a condition may look at. */
export interface ConditionScope {
  readonly customer: { readonly identified: boolean };
  readonly language: string;
  readonly misses: number;
  readonly slots: Readonly<Record<string, SlotValue>>;
}

const environment = new Environment()
  .registerVariable("customer", "map")
  .registerVariable("language", "string")
  .registerVariable("misses", "int")
  .registerVariable("slots", "map");

type Compiled = ReturnType<typeof environment.parse>;

/** Compiled conditions by source. The content of a bot is finite, so this does not grow with its use. */
const compiled = new Map<string, Compiled>();

/** Why `source` is not a condition on these slots, or `undefined` when it is one. */
export function conditionError(source: string, slots: readonly string[]): string | undefined {
  const unknown = unknownName(source, slots);
  if (unknown !== undefined) return `There is no ${unknown}.`;
  try {
    const check = compile(source).check();
    if (!check.valid) return check.error?.message.split("\n")[0] ?? "It does not type-check.";
    return check.type === "bool" || check.type === "dyn"
      ? undefined
      : `It yields ${String(check.type)}, not true or false.`;
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n")[0] ?? error.message) : String(error);
  }
}

/** Whether a CEL condition holds. One that fails on missing values does not hold. */
export function holds(source: string, scope: ConditionScope): boolean {
  try {
    return compile(source)(inCel(scope)) === true;
  } catch {
    return false;
  }
}

/** The first name after `customer.` or `slots.` that stands for nothing: CEL itself does not know what a map holds. */
function unknownName(source: string, slots: readonly string[]): string | undefined {
  const names = [...source.matchAll(/\b(customer|slots)\.(\w+)/gu)];
  const wrong = names.find(
    ([, map, name = ""]) => !(map === "customer" ? ["identified"] : slots).includes(name),
  );
  return wrong?.[0];
}

/** CEL's whole numbers are BigInts; a plain number would be a double and equal no whole number that is written. */
function inCel(scope: ConditionScope): Record<string, unknown> {
  const slots = Object.entries(scope.slots).map(([name, value]) => [
    name,
    typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : value,
  ]);
  return { ...scope, misses: BigInt(scope.misses), slots: Object.fromEntries(slots) };
}

function compile(source: string): Compiled {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const fresh = environment.parse(source);
  compiled.set(source, fresh);
  return fresh;
}
