import { parse } from "yaml";

/** A text as one YAML scalar on one line, plain where that is safe, that fits into a block as well as into braces. */
export function scalarText(text: string): string {
  return isSafePlain(text) ? text : JSON.stringify(text);
}

/** A value as YAML on one line, in braces and brackets; keys that hold nothing are left out. */
export function flowText(value: unknown): string {
  if (typeof value === "string") return scalarText(value);
  if (Array.isArray(value)) return `[${value.map(flowText).join(", ")}]`;
  if (value === null || typeof value !== "object") return String(value);
  const pairs = Object.entries(value).filter(([, held]) => held !== undefined);
  return `{ ${pairs.map(([key, held]) => `${scalarText(key)}: ${flowText(held)}`).join(", ")} }`;
}

function isSafePlain(text: string): boolean {
  // A word first, and nothing that ends a text in braces; the parser knows the rest, such as 12, null and "a: b".
  if (!/^[\p{L}\p{N}「『（《【][^,[\]{}"\n\r]*$/u.test(text) || text.trim() !== text) return false;
  try {
    const list: unknown = parse(`[${text}]`);
    return Array.isArray(list) && list.length === 1 && list[0] === text;
  } catch {
    return false;
  }
}
