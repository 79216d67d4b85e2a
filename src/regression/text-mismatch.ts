import type { SlotValue } from "../content/values.ts";
import type { TextExpectation, ValueExpectation } from "./expectation-schema.ts";

/** What of a text is not as expected, or `undefined` when all of it is. */
export function textMismatch(text: string, expected: TextExpectation): string | undefined {
  const wanted = typeof expected === "string" ? { contains: expected } : expected;
  if (wanted.contains !== undefined && !text.includes(wanted.contains)) {
    return `Expected a text with "${wanted.contains}", but it is "${text}".`;
  }
  if (wanted.equals !== undefined && text !== wanted.equals) {
    return `Expected "${wanted.equals}", but it is "${text}".`;
  }
  if (wanted.matches !== undefined && !new RegExp(wanted.matches, "u").test(text)) {
    return `Expected a text like /${wanted.matches}/, but it is "${text}".`;
  }
  if ("any" in wanted && wanted.any?.every((variant) => textMismatch(text, variant) !== undefined)) {
    return `Expected one of ${JSON.stringify(wanted.any)}, but it is "${text}".`;
  }
  return undefined;
}

/** The first of several values that is not as expected; one that is not there is taken for `null`. */
export function valuesMismatch(
  values: Readonly<Record<string, SlotValue>>,
  expected: Readonly<Record<string, ValueExpectation>>,
): string | undefined {
  for (const [name, wanted] of Object.entries(expected)) {
    const mismatch = valueMismatch(name, Object.hasOwn(values, name) ? values[name] : undefined, wanted);
    if (mismatch !== undefined) return mismatch;
  }
  return undefined;
}

function valueMismatch(
  name: string,
  value: SlotValue | undefined,
  expected: ValueExpectation,
): string | undefined {
  const held = value ?? null;
  if (expected === null || typeof expected !== "object") {
    if (held === expected) return undefined;
    return `Expected ${name} = ${JSON.stringify(expected)}, but it is ${JSON.stringify(held)}.`;
  }
  if (held === null) return `Expected ${name} to be like ${JSON.stringify(expected)}, but it is null.`;
  const mismatch = textMismatch(String(held), expected);
  return mismatch === undefined ? undefined : `${name}: ${mismatch}`;
}
