import { expect, test } from "vitest";
import { hashOf, pagesFor, routeOf } from "../../agent-desk/src/model/route.ts";

test("an address leads to the conversation it names, and back", () => {
  const route = { type: "conversation", id: "c/ä 1" } as const;
  expect(routeOf(hashOf(route))).toEqual(route);
});

test("every page has an address that leads to it", () => {
  for (const name of pagesFor("admin"))
    expect(routeOf(hashOf({ type: "page", name })), name).toEqual({ type: "page", name });
});

test("the link of the first start leads to the page that makes the first admin", () => {
  expect(routeOf("#/first/ab_c-1")).toEqual({ type: "first", token: "ab_c-1" });
});

test("whatever else stands there leads to the desk", () => {
  for (const hash of [
    "",
    "#/",
    "#/c/",
    "#/c/%E0%A4%A",
    "#/first",
    "#/else/x",
    "#/c/a/b",
    "#/team/x",
    "#/Team",
    "#/toString",
  ])
    expect(routeOf(hash), hash).toEqual({ type: "desk" });
});

test("accounts and the audit are for admins, the team for supervisors too, one's own account for everybody", () => {
  expect(pagesFor("agent")).toEqual(["replies", "self"]);
  expect(pagesFor("supervisor")).toEqual(["team", "reports", "replies", "self"]);
  expect(pagesFor("admin")).toEqual(expect.arrayContaining(["accounts", "audit", "team", "replies", "self"]));
});
