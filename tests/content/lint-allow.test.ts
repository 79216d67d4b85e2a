import { describe, expect, test } from "vitest";
import { withoutAllowed } from "../../src/content/lint-allow.ts";
import { describeProblem, type Problem } from "../../src/content/source.ts";

const problem = (line: number, rule: string, severity: Problem["severity"] = "warning"): Problem => ({
  file: "dialogs/a.yaml",
  line,
  column: 3,
  severity,
  rule,
  message: "Wrong.",
});

const left = (text: string, ...problems: readonly Problem[]) =>
  withoutAllowed(problems, [{ path: "dialogs/a.yaml", text }]).map(describeProblem);

describe("a warning is left out", () => {
  test("by a comment at the end of its line", () => {
    expect(left("a: 1\nb: 2 # lint-allow text-long: the bank's wording\n", problem(2, "text-long"))).toEqual(
      [],
    );
  });

  test("by a comment on the line before, and by several", () => {
    const text =
      "steps:\n  # lint-allow text-long: the bank's wording\n  # lint-allow text-literal: 银行的原话\n  - say: 好\n";
    expect(left(text, problem(4, "text-long"), problem(4, "text-literal"))).toEqual([]);
  });

  test("by a comment that names several rules", () => {
    const text = "# lint-allow text-long, text-literal: the bank's wording\na: 1\n";
    expect(left(text, problem(2, "text-long"), problem(2, "text-literal"))).toEqual([]);
  });

  test("however often it is told of on that line", () => {
    expect(
      left("a: 1 # lint-allow text-long: x\n", problem(1, "text-long"), problem(1, "text-long")),
    ).toEqual([]);
  });
});

describe("a warning stays", () => {
  const stays = (text: string, line: number) =>
    left(text, problem(line, "text-long")).some((told) =>
      told.includes(`a.yaml:${line}:3 warning [text-long]`),
    );

  test("on another line than the comment's", () => {
    expect(stays("a: 1 # lint-allow text-long: x\nb: 2\n", 2)).toBe(true);
    expect(stays("# lint-allow text-long: x\n\nb: 2\n", 3)).toBe(true);
  });

  test("in another file", () => {
    const files = [
      { path: "dialogs/a.yaml", text: "a: 1\n" },
      { path: "dialogs/b.yaml", text: "a: 1 # lint-allow text-long: x\n" },
    ];
    expect(withoutAllowed([problem(1, "text-long")], files).map(({ rule }) => rule)).toEqual([
      "text-long",
      "allow-unused",
    ]);
  });

  test("when the words stand in a text and not in a comment", () => {
    expect(stays('a: "# lint-allow text-long: x"\n', 1)).toBe(true);
    expect(stays("a: |\n  # lint-allow text-long: x\n  b\n", 3)).toBe(true);
    expect(stays("a: 好# lint-allow text-long: x\n", 1)).toBe(true);
  });
});

test("an allowance without a reason is a warning itself", () => {
  expect(left("a: 1\nb: 2   # lint-allow text-long\n", problem(2, "text-long"))).toEqual([
    "dialogs/a.yaml:2:8 warning [allow-reason] This allows a warning and does not say why.\n" +
      "    Write it behind a colon: `# lint-allow text-long: …`.",
  ]);
  expect(left("b: 2 # lint-allow text-long:  \n", problem(1, "text-long"))[0]).toContain("[allow-reason]");
});

describe("an allowance of no use is a warning itself", () => {
  test("when its line is in order", () => {
    expect(left("a: 1 # lint-allow text-long: x\n")).toEqual([
      'dialogs/a.yaml:1:6 warning [allow-unused] Line 1 has no warning by "text-long".\n    Delete the comment.',
    ]);
  });

  test("when it names another rule than the line has", () => {
    expect(left("a: 1 # lint-allow text-lnog: x\n", problem(1, "text-long"))[1]).toBe(
      'dialogs/a.yaml:1:6 warning [allow-unused] Line 1 has no warning by "text-lnog".\n    It has "text-long".',
    );
  });

  test("when it names none", () => {
    expect(left("a: 1 # lint-allow: x\n")[0]).toContain("it names no rule");
  });
});

test("an error cannot be allowed", () => {
  expect(left("a: 1 # lint-allow yaml: x\n", problem(1, "yaml", "error"))).toEqual([
    "dialogs/a.yaml:1:3 error [yaml] Wrong.",
    'dialogs/a.yaml:1:6 warning [allow-unused] Line 1 has an error by "yaml", and errors cannot be allowed.\n' +
      "    Delete the comment.",
  ]);
});
