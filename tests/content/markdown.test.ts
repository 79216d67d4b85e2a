import { describe, expect, test } from "vitest";
import { markdownParts, yamlOf } from "../../src/content/markdown.ts";

const source = (text: string, path = "knowledge/a.md") => ({ path, text });

describe("a Markdown file", () => {
  test("is its front matter, and a section for each heading with the lines they stand on", () => {
    expect(markdownParts(source("---\na: 1\nb: 2\n---\n\n## One\n\nfirst\n\nsecond\n## Two \n"))).toEqual({
      head: { path: "knowledge/a.md", text: "\na: 1\nb: 2\n" },
      sections: [
        { heading: "One", line: 6, text: "first\n\nsecond", textLine: 8 },
        { heading: "Two", line: 11, text: "", textLine: 11 },
      ],
    });
  });

  test("tells of text before its first heading", () => {
    expect(markdownParts(source("---\na: 1\n---\n\nstray\n## One\nfirst\n"))?.strayLine).toBe(5);
  });

  test.each(["", "a: 1", "---\na: 1\n", "\n---\na: 1\n---\n"])(
    "without a closed block at its start is none: %j",
    (text) => {
      expect(markdownParts(source(text))).toBeUndefined();
    },
  );
});

describe("the YAML in a content file", () => {
  test("is all of it when it is YAML", () => {
    const yaml = source("---\na: 1\n---\nb", "dialogs/a.yaml");
    expect(yamlOf(yaml)).toBe(yaml);
  });

  test("is the front matter of Markdown, each line in its place", () => {
    expect(yamlOf(source("---\na: 1\n---\n# lint-allow x: y\n")).text).toBe("\na: 1\n");
  });

  test("is nothing when Markdown has none", () => {
    expect(yamlOf(source("# lint-allow x: y\n")).text).toBe("");
  });
});
