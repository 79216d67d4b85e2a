import type { Role } from "../../../src/protocol/desk-http.ts";

/** The pages beside the conversations. */
export type PageName = "team" | "reports" | "replies" | "accounts" | "audit" | "self";

/** What the address shows, after the `#`. */
export type Route =
  | { readonly type: "first"; readonly token: string }
  | { readonly type: "conversation"; readonly id: string }
  | { readonly type: "page"; readonly name: PageName }
  | { readonly type: "desk" };

const PAGES: Readonly<Record<Role, readonly PageName[]>> = {
  agent: ["replies", "self"],
  supervisor: ["team", "reports", "replies", "self"],
  admin: ["team", "reports", "replies", "accounts", "audit", "self"],
};

/** The pages that are for an agent of this role. The server decides; this only keeps links away that lead to a refusal. */
export function pagesFor(role: Role): readonly PageName[] {
  return PAGES[role];
}

/** Reads the part of the address after the `#`. What is not known is the desk itself. */
export function routeOf(hash: string): Route {
  const name = PAGES.admin.find((page) => hash === `#/${page}`);
  if (name !== undefined) return { type: "page", name };
  const [, place, rest] = /^#\/(first|c)\/([^/]+)$/u.exec(hash) ?? [];
  const value = rest === undefined ? undefined : decoded(rest);
  if (value === undefined) return { type: "desk" };
  return place === "first" ? { type: "first", token: value } : { type: "conversation", id: value };
}

export function hashOf(route: Route): string {
  switch (route.type) {
    case "desk":
      return "#/";
    case "page":
      return `#/${route.name}`;
    case "first":
      return `#/first/${encodeURIComponent(route.token)}`;
    case "conversation":
      return `#/c/${encodeURIComponent(route.id)}`;
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
