/** A condition on variables, as it was written in JavaScript. */
export type JsCondition =
  | { readonly type: "and" | "or"; readonly parts: readonly JsCondition[] }
  | { readonly type: "not"; readonly part: JsCondition }
  | { readonly type: "filled"; readonly variable: string }
  | {
      readonly type: "compare";
      readonly variable: string;
      readonly operator: "==" | "!=" | "<" | "<=" | ">" | ">=";
      /** `null` stands for `undefined`, too. */
      readonly value: string | number | boolean | null;
    };

const TOKEN =
  /\s*(?:(===|!==|==|!=|<=|>=|<|>|&&|\|\||!|\(|\))|("[^"\\]*"|'[^'\\]*')|(\d+(?:\.\d+)?)|([A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*|\[(?:"[^"]*"|'[^']*')\])*))/uy;

interface Token {
  readonly kind: "operator" | "text" | "number" | "name";
  readonly text: string;
}

/**
 * Reads comparisons of variables with constants, joined by `&&`, `||`, `!` and brackets.
 *
 * @returns `undefined` for everything else, such as a call of a function
 */
export function readJsCondition(source: string): JsCondition | undefined {
  const tokens = tokensOf(source);
  if (tokens === undefined) return undefined;
  let at = 0;
  const operator = (): string | undefined => (tokens[at]?.kind === "operator" ? tokens[at]?.text : undefined);
  const joined = (
    type: "and" | "or",
    sign: string,
    part: () => JsCondition | undefined,
  ): JsCondition | undefined => {
    const first = part();
    const parts = [first];
    while (operator() === sign) {
      at++;
      parts.push(part());
    }
    const known = parts.filter((found) => found !== undefined);
    if (known.length < parts.length) return undefined;
    return known.length === 1 ? first : { type, parts: known };
  };
  const either = (): JsCondition | undefined => joined("or", "||", both);
  const both = (): JsCondition | undefined => joined("and", "&&", single);
  const single = (): JsCondition | undefined => {
    if (operator() === "!") {
      at++;
      const part = single();
      return part && { type: "not", part };
    }
    if (operator() === "(") {
      at++;
      const inner = either();
      if (operator() !== ")") return undefined;
      at++;
      return inner;
    }
    return comparison();
  };
  const comparison = (): JsCondition | undefined => {
    const variable = variableOf(tokens[at++]);
    if (variable === undefined) return undefined;
    const sign = comparisons[operator() ?? ""];
    if (sign === undefined) return { type: "filled", variable };
    at++;
    const value = valueOf(tokens[at++]);
    return value === undefined ? undefined : { type: "compare", variable, operator: sign, value };
  };
  const condition = either();
  return at === tokens.length ? condition : undefined;
}

const comparisons: Readonly<Record<string, Extract<JsCondition, { type: "compare" }>["operator"]>> = {
  "===": "==",
  "==": "==",
  "!==": "!=",
  "!=": "!=",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
};

function tokensOf(source: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  const text = source.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (match === null) return undefined;
    const [, sign, quoted, number, name] = match;
    if (sign !== undefined) tokens.push({ kind: "operator", text: sign });
    else if (quoted !== undefined) tokens.push({ kind: "text", text: quoted.slice(1, -1) });
    else if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (name !== undefined) tokens.push({ kind: "name", text: name });
  }
  return tokens;
}

/** Variables of every scope, and slots; `event.state` in front changes nothing. */
const VARIABLE = /^(?:event\.state\.)?(?:session\.slots|temp|session|user|bot)\.([\w$-]+)(?:\.value)?$/u;

/** The name of a variable: `temp.size`, `session.slots['size'].value` and `session.slots.size` are all `size`. */
export function variableName(path: string): string | undefined {
  const dotted = path.replace(
    /\[(?:"([^"]*)"|'([^']*)')\]/gu,
    (_, one?: string, other?: string) => `.${one ?? other}`,
  );
  return VARIABLE.exec(dotted.replaceAll("?.", "."))?.[1];
}

function variableOf(token: Token | undefined): string | undefined {
  return token?.kind === "name" ? variableName(token.text) : undefined;
}

function valueOf(token: Token | undefined): string | number | boolean | null | undefined {
  if (token?.kind === "text") return token.text;
  if (token?.kind === "number") return Number(token.text);
  if (token?.text === "true" || token?.text === "false") return token.text === "true";
  return token?.text === "null" || token?.text === "undefined" ? null : undefined;
}
