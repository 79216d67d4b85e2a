/** A line of a table: what stands under each of its columns. */
export type Row = Readonly<Record<string, string | number | boolean>>;

/** Puts a row's cells where a text names their columns in braces; what is no column stays. */
export function fillIn(text: string, row: Row): string {
  return text.replace(/\{(\w+)\}/gu, (whole, name: string) =>
    Object.hasOwn(row, name) ? String(row[name]) : whole,
  );
}

/** The parts of a test that hold values and not texts: there, a cell that stands alone stays a figure or a truth. */
const TYPED: ReadonlySet<string> = new Set(["slots", "with", "stubs"]);

/** Fills a row in wherever a text stands inside a value. */
export function fillInAll(value: unknown, row: Row, isTyped = false): unknown {
  if (typeof value === "string") return (isTyped ? cellOf(value, row) : undefined) ?? fillIn(value, row);
  if (Array.isArray(value)) return value.map((item: unknown) => fillInAll(item, row, isTyped));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, fillInAll(item, row, isTyped || TYPED.has(key))]),
  );
}

function cellOf(text: string, row: Row): Row[string] | undefined {
  const [, name = ""] = /^\{(\w+)\}$/u.exec(text) ?? [];
  return Object.hasOwn(row, name) ? row[name] : undefined;
}
