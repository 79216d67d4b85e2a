/** Where something stands in its file, and so nothing that a customer could notice. */
const PLACES: ReadonlySet<string> = new Set(["at", "bodyAt"]);

/**
 * Whether two parts of a bot are alike, wherever they stand in their files. Steps that each lead to the step below lead
 * alike, whichever that is: `settleDialog` marks them as `following`.
 */
export function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (one instanceof Map && other instanceof Map)
    return one.size === other.size && [...one].every(([key, value]) => same(value, other.get(key)));
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => same(item, other[index]));
  if (!isRecord(one) || !isRecord(other)) return false;
  if (one["following"] === true && other["following"] === true) return true;
  return differingProperties(one, other).length === 0;
}

/** The properties in which two things differ, in their order. */
export function differingProperties(one: object, other: object): readonly string[] {
  const mine = new Map<string, unknown>(Object.entries(one));
  const others = new Map<string, unknown>(Object.entries(other));
  return [...new Set([...mine.keys(), ...others.keys()])].filter(
    (name) => name !== "following" && !PLACES.has(name) && !same(mine.get(name), others.get(name)),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Map);
}
