import { expect, test } from "vitest";
import { withoutFloods } from "../../src/cli/without-floods.ts";
import type { Problem } from "../../src/content/source.ts";

const problems = (count: number, severity: Problem["severity"], file = "a.yaml", rule = "near") =>
  Array.from(
    { length: count },
    (_, at): Problem => ({ file, line: at + 1, column: 1, severity, rule, message: "So." }),
  );

test("every error is told", () => {
  expect(withoutFloods(problems(20, "error"))).toHaveLength(20);
});

test("of many warnings of a kind in a file five are told, and how many more there are", () => {
  const lines = withoutFloods(problems(7, "warning"));
  expect(lines.slice(0, 5)).toEqual([1, 2, 3, 4, 5].map((line) => `a.yaml:${line}:1 warning [near] So.`));
  expect(lines.slice(5)).toEqual(["a.yaml warning [near] and 2 more; --all prints them."]);
});

test("warnings of other files and rules are counted for themselves", () => {
  const all = [
    ...problems(5, "warning"),
    ...problems(5, "warning", "b.yaml"),
    ...problems(5, "warning", "a.yaml", "long"),
  ];
  expect(withoutFloods(all)).toHaveLength(15);
});
