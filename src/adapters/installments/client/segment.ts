/**
 * Writes an id as one segment of a path.
 *
 * @returns undefined for what can be no id: nothing at all, too much, half of a character, or dots, which would lead from
 *   one customer's accounts to somewhere else
 */
export function segment(id: string, longest: number): string | undefined {
  if (id === "" || id.length > longest || /^\.+$|\p{Cs}/u.test(id)) return undefined;
  return encodeURIComponent(id);
}
