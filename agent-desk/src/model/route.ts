/** What the address shows, after the `#`. */
export type Route =
  | { readonly type: "first"; readonly token: string }
  | { readonly type: "conversation"; readonly id: string }
  | { readonly type: "desk" };

/** Reads the part of the address after the `#`. What is not known is the desk itself. */
export function routeOf(hash: string): Route {
  const [, page, rest] = /^#\/(first|c)\/([^/]+)$/u.exec(hash) ?? [];
  const value = rest === undefined ? undefined : decoded(rest);
  if (value === undefined) return { type: "desk" };
  return page === "first" ? { type: "first", token: value } : { type: "conversation", id: value };
}

export function hashOf(route: Route): string {
  if (route.type === "desk") return "#/";
  return route.type === "first"
    ? `#/first/${encodeURIComponent(route.token)}`
    : `#/c/${encodeURIComponent(route.id)}`;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
