import type { DraftDialog } from "../../regression/draft/draft.ts";
import type { Names } from "../../regression/draft/names.ts";
import { type JsCondition, variableName } from "./js-condition.ts";

type Kind = "text" | "number" | "boolean";
type Scalar = string | number | boolean | null;

/** The variables of one dialog, which become its slots. */
export interface Variables {
  /** A slot that something fills: a question, or a step that sets it. */
  readonly fills: (variable: string, value?: Scalar) => string;
  /** A condition in CEL. */
  readonly cel: (condition: JsCondition) => string;
  /** A value as the slot of this name holds it. */
  readonly valueOf: (slot: string, value: Scalar) => Scalar;
  /** The declarations of all of them; `undefined` when there are none. */
  readonly declared: () => DraftDialog["slots"];
  /** The text with `{{temp.size}}` as `{{ slots.size }}`; what is no slot here is left out and told. */
  readonly fillIn: (text: string, tell: (what: string) => void) => string;
  /** Variables that conditions read and nothing in the dialog fills. */
  readonly unfilled: () => readonly string[];
}

/** What fills slots from a customer's words. */
export interface SlotEntities {
  /** The entity, by the variable's name. */
  readonly entityOf: (variable: string) => string | undefined;
  /** What a slot holds for a value of theirs. */
  readonly valueFor: (entity: string, value: string) => string;
}

export function variablesOf(slotNames: Names, { entityOf, valueFor }: SlotEntities): Variables {
  const kinds = new Map<string, Set<Kind>>();
  const filled = new Set<string>();
  const use = (variable: string, value?: Scalar): string => {
    const known = kinds.get(variable) ?? new Set<Kind>();
    kinds.set(variable, known);
    if (value !== undefined && value !== null) known.add(kindOf(value));
    return slotNames.nameOf(variable);
  };
  const kindIn = (variable: string): Kind => {
    const found = [...(kinds.get(variable) ?? [])];
    return found.length === 1 ? (found[0] ?? "text") : "text";
  };
  const cel = (condition: JsCondition): string => {
    switch (condition.type) {
      case "and":
      case "or":
        return `(${condition.parts.map(cel).join(condition.type === "and" ? " && " : " || ")})`;
      case "not":
        return condition.part.type === "filled"
          ? `slots.${use(condition.part.variable)} == null`
          : `!(${cel(condition.part)})`;
      case "filled":
        return `slots.${use(condition.variable)} != null`;
      case "compare": {
        const { variable, operator } = condition;
        const entity = entityOf(variable);
        const value =
          typeof condition.value === "string" && entity !== undefined
            ? valueFor(entity, condition.value)
            : condition.value;
        return `slots.${use(variable, value)} ${operator} ${typeof value === "string" ? quoted(value) : String(value)}`;
      }
    }
  };
  return {
    fills: (variable, value) => {
      filled.add(variable);
      return use(variable, value);
    },
    cel: (condition) =>
      cel(condition).replace(/^\((.*)\)$/su, (whole, inner: string) => (isOne(inner) ? inner : whole)),
    valueOf: (slot, value) => {
      const variable = [...kinds.keys()].find((name) => slotNames.nameOf(name) === slot) ?? "";
      return kindIn(variable) === "text" && value !== null ? String(value) : value;
    },
    declared: () => {
      const slots = [...kinds.keys()].map((variable) => {
        const entity = entityOf(variable);
        return [
          slotNames.nameOf(variable),
          entity === undefined ? { type: kindIn(variable) } : { entity },
        ] as const;
      });
      return slots.length === 0 ? undefined : Object.fromEntries(slots);
    },
    fillIn: (text, tell) =>
      text
        .replace(/\{\{\{?\s*([^{}]*?)\s*\}?\}\}/gu, (whole, path: string) => {
          const variable = variableName(path);
          if (variable !== undefined && kinds.has(variable))
            return `{{ slots.${slotNames.nameOf(variable)} }}`;
          tell(whole);
          return "";
        })
        .replaceAll("{%", "{ %"),
    unfilled: () =>
      [...kinds.keys()].filter((variable) => !filled.has(variable) && entityOf(variable) === undefined),
  };
}

function kindOf(value: string | number | boolean): Kind {
  if (typeof value === "number") return "number";
  return typeof value === "boolean" ? "boolean" : "text";
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

/** Whether the brackets around a text belonged together. */
function isOne(inner: string): boolean {
  let depth = 0;
  for (const character of inner) {
    if (character === "(") depth++;
    if (character === ")" && --depth < 0) return false;
  }
  return true;
}
