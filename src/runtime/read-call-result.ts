import type { Action } from "../content/action.ts";
import type { Fields, FieldType, ScalarType, SlotValue } from "../content/values.ts";
import type { CallResult } from "../dialog/called.ts";

/** Longer texts and lists are no facts to show a customer, and would be stored with the conversation for ever. */
const MOST_CHARACTERS = 2000;
const MOST_RECORDS = 100;

/**
 * What the shop's systems brought, if it is what the action declares: one of its outcomes, with every field of it in its
 * type. Fields that nobody declared are left out.
 *
 * @returns a sentence without any of the values when it is something else
 */
export function readCallResult(action: Action, brought: unknown): CallResult | string {
  if (!isRecord(brought) || typeof brought["outcome"] !== "string") return "It names no outcome.";
  const { outcome, fields = {} } = brought;
  if (outcome === "error" || outcome === "timeout") return { outcome, fields: {} };
  const declared = Object.hasOwn(action.outcomes, outcome) ? action.outcomes[outcome] : undefined;
  if (declared === undefined) return "It names an outcome that the action does not declare.";
  if (!isRecord(fields)) return "Its fields are no record.";
  const read: Record<string, Fields[string]> = {};
  for (const [name, type] of Object.entries(declared)) {
    const value = readField(type, fields[name]);
    if (value === undefined) return `Its field "${name}" is not ${described(type)}.`;
    read[name] = value;
  }
  return { outcome, fields: read };
}

function readField(type: FieldType, value: unknown): Fields[string] | undefined {
  if (typeof type === "string") return readScalar(type, value);
  if (!Array.isArray(value) || value.length > MOST_RECORDS) return undefined;
  const records = value.map((record) => readRecord(type.list, record));
  return records.every((record) => record !== undefined) ? records : undefined;
}

function readRecord(
  types: Readonly<Record<string, ScalarType>>,
  value: unknown,
): Readonly<Record<string, SlotValue>> | undefined {
  if (!isRecord(value)) return undefined;
  const read: Record<string, SlotValue> = {};
  for (const [name, type] of Object.entries(types)) {
    const scalar = readScalar(type, value[name]);
    if (scalar === undefined) return undefined;
    read[name] = scalar;
  }
  return read;
}

function readScalar(type: ScalarType, value: unknown): string | number | boolean | undefined {
  if (type === "text")
    return typeof value === "string" && value.length <= MOST_CHARACTERS ? value : undefined;
  if (type === "number") return typeof value === "number" && Number.isFinite(value) ? value : undefined;
  return typeof value === "boolean" ? value : undefined;
}

function described(type: FieldType): string {
  if (typeof type !== "string") return `a list of at most ${MOST_RECORDS} records as declared`;
  if (type === "text") return `a text of at most ${MOST_CHARACTERS} characters`;
  return type === "number" ? "a number" : "true or false";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
