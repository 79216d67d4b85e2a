import { expect, test } from "vitest";
import { differingProperties, same } from "../../../src/regression/change/same.ts";

test("where things stand in their files makes no difference", () => {
  const place = (line: number) => ({ file: "a.yaml", line, column: 1 });
  expect(same({ id: "a", at: place(1) }, { id: "a", at: place(2) })).toBe(true);
  expect(differingProperties({ id: "a", n: 1, at: place(1) }, { id: "a", n: 2, m: 3 })).toEqual(["n", "m"]);
});

test("lists have an order, and maps are told by their keys", () => {
  expect(same(["a", "b"], ["b", "a"])).toBe(false);
  const one = new Map(Object.entries({ a: [1], b: [2] }));
  expect(same(one, new Map(Object.entries({ b: [2], a: [1] })))).toBe(true);
  expect(same(one, new Map(Object.entries({ b: [2], a: [3] })))).toBe(false);
});

test("to lead to the step below is the same, whichever that is", () => {
  const target = (step: string, following?: true) => ({ to: "step", dialog: "d", step, following });
  expect(same(target("a", true), target("b", true))).toBe(true);
  expect(same(target("a", true), target("b"))).toBe(false);
  expect(same(target("a", true), target("a"))).toBe(true);
});
