/** A piece of a training example: words, and the entity they are marked as. */
export interface ExamplePart {
  readonly text: string;
  readonly entity?: string;
  readonly role?: string;
  readonly group?: string;
  /** What the words stand for, where the example says so. */
  readonly value?: string;
}

/** `[words](entity)`, `[words](entity:value)` and `[words]{"entity": "…", "role": "…", "group": "…", "value": "…"}`. */
const MARK = /\[([^\]]+?)\](?:\(([^:)]+?)(?::([^)]+))?\)|(\{[^}]+?\}))/gu;

/** A training example in Rasa's markup, cut into its parts. Braces that hold no JSON are words like any others. */
export function readExample(example: string): readonly ExamplePart[] {
  const parts: ExamplePart[] = [];
  let readTo = 0;
  const words = (to: number): void => {
    if (to > readTo) parts.push({ text: example.slice(readTo, to) });
  };
  for (const { 0: whole, 1: text = "", 2: entity, 3: value, 4: json, index } of example.matchAll(MARK)) {
    const mark = json === undefined ? { entity, value } : marked(json);
    if (mark?.entity === undefined) continue;
    words(index);
    const given = Object.entries(mark).filter(([, written]) => written !== undefined);
    parts.push({ text, ...Object.fromEntries(given) });
    readTo = index + whole.length;
  }
  words(example.length);
  return parts;
}

/** The example as a customer types it. */
export function plainExample(parts: readonly ExamplePart[]): string {
  return parts
    .map(({ text }) => text)
    .join("")
    .replace(/\s+/gu, " ")
    .trim();
}

function marked(json: string): Partial<Omit<ExamplePart, "text">> | undefined {
  try {
    const read: unknown = JSON.parse(json);
    if (typeof read !== "object" || read === null) return undefined;
    const entries = Object.entries(read).filter(([key]) =>
      ["entity", "role", "group", "value"].includes(key),
    );
    return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
  } catch {
    return undefined;
  }
}
