import type { SlotValue } from "../../content/values.ts";

/** What a condition may name, in our words. */
export interface ConditionNames {
  /** A slot by Rasa's name; `undefined` when there is none. */
  readonly slot: (name: string) => { readonly name: string; readonly type: string } | undefined;
  /** What a slot holds here when it holds this in Rasa. */
  readonly value: (slot: string, value: SlotValue) => SlotValue;
}

/** A condition in CEL, or why it cannot be said. */
export type TranslatedCondition = { readonly cel: string } | { readonly why: string };

const TOKEN =
  /\s*(?:("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(-?\d+(?:\.\d+)?)|(<=|>=|!=|==|=|<|>|\(|\)|\{|\})|([\p{L}_][\p{L}\p{N}_.-]*))/uy;

type Token =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "number"; readonly text: string }
  | { readonly type: "mark"; readonly text: string }
  | { readonly type: "word"; readonly text: string };

/** A part of a condition: a slot, or a value that is written out. */
type Operand =
  | { readonly slot: string; readonly name: string; readonly type: string }
  | { readonly value: SlotValue }
  | { readonly values: readonly SlotValue[] };

class Untranslatable extends Error {}

/** Translates a condition of a flow (pypred) into CEL. An empty slot counts as false and is smaller than nothing, as in Rasa. */
export function translateCondition(source: string, names: ConditionNames): TranslatedCondition {
  try {
    const reader = new Reader(tokensOf(source), names);
    const cel = reader.either();
    return reader.isAtEnd() ? { cel } : { why: `it goes on after what could be read: ${reader.rest()}` };
  } catch (error) {
    if (error instanceof Untranslatable) return { why: error.message };
    throw error;
  }
}

function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  const text = source.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw new Untranslatable(`"${text.slice(at).trim()}" cannot be read`);
    const [, quoted, number, mark, word] = match;
    if (quoted !== undefined)
      tokens.push({ type: "text", text: quoted.slice(1, -1).replace(/\\(.)/gu, "$1") });
    else if (number !== undefined) tokens.push({ type: "number", text: number });
    else if (mark !== undefined) tokens.push({ type: "mark", text: mark });
    else if (word !== undefined) tokens.push({ type: "word", text: word });
  }
  return tokens;
}

const COMPARISONS: Readonly<Record<string, string>> = {
  "=": "==",
  "==": "==",
  is: "==",
  "!=": "!=",
  ">": ">",
  ">=": ">=",
  "<": "<",
  "<=": "<=",
};

const EMPTY: ReadonlySet<string> = new Set(["null", "none", "undefined", "empty"]);

/** Reads tokens by precedence: or, and, not, comparison. Holds the place it has read to. */
class Reader {
  readonly #tokens: readonly Token[];
  readonly #names: ConditionNames;
  #at = 0;

  constructor(tokens: readonly Token[], names: ConditionNames) {
    this.#tokens = tokens;
    this.#names = names;
  }

  isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  rest(): string {
    return this.#tokens
      .slice(this.#at)
      .map(({ text }) => text)
      .join(" ");
  }

  either(): string {
    const parts = [this.#both()];
    while (this.#took("or")) parts.push(this.#both());
    return parts.length === 1 ? parts.join("") : `(${parts.join(" || ")})`;
  }

  #both(): string {
    const parts = [this.#negated()];
    while (this.#took("and")) parts.push(this.#negated());
    return parts.join(" && ");
  }

  #negated(): string {
    if (!this.#took("not")) return this.#compared();
    const inner = this.#negated();
    return `!(${inner})`;
  }

  #compared(): string {
    if (this.#took("(")) {
      const inner = this.either();
      this.#expect(")");
      return inner.startsWith("(") ? inner : `(${inner})`;
    }
    const left = this.#operand();
    const operator = this.#operator();
    if (operator === undefined) return truth(left);
    return this.#joined(left, operator, this.#operand());
  }

  #operator(): string | undefined {
    const token = this.#tokens[this.#at];
    const text = token === undefined || token.type === "text" ? "" : token.text.toLowerCase();
    if (text === "contains" || text === "matches") {
      this.#at++;
      return text;
    }
    if (!Object.hasOwn(COMPARISONS, text)) return undefined;
    this.#at++;
    return text === "is" && this.#took("not") ? "!=" : COMPARISONS[text];
  }

  #operand(): Operand {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new Untranslatable("it ends in the middle");
    if (token.type === "text") return { value: token.text };
    if (token.type === "number") return { value: Number(token.text) };
    if (token.type === "mark") {
      if (token.text !== "{") throw new Untranslatable(`"${token.text}" stands where a value was expected`);
      return { values: this.#set() };
    }
    const word = token.text.toLowerCase();
    if (word === "true" || word === "false") return { value: word === "true" };
    if (EMPTY.has(word)) return { value: null };
    const slot = token.text.replace(/^slots\./u, "");
    const known = this.#names.slot(slot);
    if (known === undefined) throw new Untranslatable(`there is no slot "${token.text}"`);
    return { slot, ...known };
  }

  #set(): readonly SlotValue[] {
    const values: SlotValue[] = [];
    while (!this.#took("}")) {
      const item = this.#operand();
      if (!("value" in item)) throw new Untranslatable("a set of slots cannot be said in CEL");
      values.push(item.value);
    }
    return values;
  }

  #joined(left: Operand, operator: string, right: Operand): string {
    if (operator === "contains") {
      if ("values" in left && "slot" in right) {
        const values = left.values.map((value) => this.#written(right.slot, value));
        return `slots.${right.name} in [${values.join(", ")}]`;
      }
      throw new Untranslatable("`contains` is only known of a set and a slot");
    }
    if (operator === "matches") {
      if ("slot" in left && "value" in right && typeof right.value === "string")
        return `slots.${left.name} != null && slots.${left.name}.matches(${JSON.stringify(right.value)})`;
      throw new Untranslatable("`matches` is only known of a slot and a text");
    }
    if ("values" in left || "values" in right)
      throw new Untranslatable("a set can only be asked what it contains");
    const about = "slot" in left ? left.slot : "slot" in right ? right.slot : undefined;
    const side = (operand: typeof left): string =>
      "slot" in operand ? `slots.${operand.name}` : this.#written(about, operand.value);
    return `${side(left)} ${operator} ${side(right)}`;
  }

  #written(slot: string | undefined, value: SlotValue): string {
    return JSON.stringify(slot === undefined ? value : this.#names.value(slot, value));
  }

  #took(text: string): boolean {
    const token = this.#tokens[this.#at];
    if (token === undefined || token.type === "text" || token.text.toLowerCase() !== text) return false;
    this.#at++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#took(text)) throw new Untranslatable(`a "${text}" is missing`);
  }
}

function truth(operand: Operand): string {
  if ("slot" in operand)
    return operand.type === "boolean" ? `slots.${operand.name} == true` : `slots.${operand.name} != null`;
  if ("value" in operand && typeof operand.value === "boolean") return String(operand.value);
  throw new Untranslatable("a value alone is no condition");
}
