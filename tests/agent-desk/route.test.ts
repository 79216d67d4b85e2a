import { expect, test } from "vitest";
import { hashOf, routeOf } from "../../agent-desk/src/model/route.ts";

test("an address leads to the conversation it names, and back", () => {
  const route = { type: "conversation", id: "c/ä 1" } as const;
  expect(routeOf(hashOf(route))).toEqual(route);
});

test("the link of the first start leads to the page that makes the first admin", () => {
  expect(routeOf("#/first/ab_c-1")).toEqual({ type: "first", token: "ab_c-1" });
});

test("whatever else stands there leads to the desk", () => {
  for (const hash of ["", "#/", "#/c/", "#/c/%E0%A4%A", "#/first", "#/else/x", "#/c/a/b"])
    expect(routeOf(hash), hash).toEqual({ type: "desk" });
});
