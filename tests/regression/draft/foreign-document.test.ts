import { expect, test } from "vitest";
import * as z from "zod";
import { AppError } from "../../../src/kernel/errors.ts";
import {
  foreignJson,
  foreignText,
  foreignYaml,
  shaped,
  unreadable,
} from "../../../src/regression/draft/foreign-document.ts";

function file(path: string, text: string | Uint8Array) {
  return { path, bytes: typeof text === "string" ? new TextEncoder().encode(text) : text };
}

function messageOf(reading: () => unknown): string {
  try {
    reading();
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
  return "";
}

test("a byte order mark and foreign line ends are no part of a text", () => {
  expect(foreignText(file("a.txt", "\uFEFFone\r\ntwo\rthree"))).toBe("one\ntwo\nthree");
});

test.each([
  ["yaml", foreignYaml, "a:\n  - x\n  - { b: 1 }\n"],
  ["json", foreignJson, '{\n"a": ["x",\n{ "b": 1 }\n]}'],
] as const)("%s tells where its values stand", (_kind, read, text) => {
  const document = read(file("a", text));
  expect(document.value).toEqual({ a: ["x", { b: 1 }] });
  expect(document.lineOf(["a", 1, "b"])).toBe(3);
  expect(document.lineOf(["a", 1, "missing", "more"])).toBe(3);
  expect(document.lineOf(["missing"])).toBe(1);
});

test("tabs and escapes of JSON are read as JSON, and its lines are still known", () => {
  const document = foreignJson(file("a.json", '{\n\t"a": "x\\u0027",\n\t"b": [\n\t\t1\n\t]\n}'));
  expect(document.value).toEqual({ a: "x'", b: [1] });
  expect(document.lineOf(["b", 0])).toBe(4);
});

test("what is broken is told with file and line", () => {
  expect(messageOf(() => foreignYaml(file("a.yml", "a: 1\nb: [\n")))).toMatch(
    /^a\.yml:\d: this is not YAML: /u,
  );
  expect(messageOf(() => foreignYaml(file("a.yml", "a: 1\na: 2\n")))).toMatch(
    /^a\.yml:2: this is not YAML: /u,
  );
  expect(messageOf(() => foreignJson(file("a.json", '{\n"a": 1,\n}')))).toMatch(
    /^a\.json:3: this is not JSON: /u,
  );
  expect(messageOf(() => foreignJson(file("a.json", '{\n"a": 1')))).toMatch(
    /^a\.json:2: this is not JSON: /u,
  );
  expect(messageOf(() => foreignYaml(file("a.yml", `x: 1\ny: ${"[".repeat(99)}`)))).toMatch(
    /^a\.yml:2: more than sixty/u,
  );
  expect(messageOf(() => foreignText(file("a.txt", new Uint8Array([10, 0xff]))))).toMatch(
    /^a\.txt:2: this is not UTF-8/u,
  );
});

test("aliases that multiply are refused instead of written out", () => {
  const levels = Array.from(
    { length: 12 },
    (_, at) =>
      `a${at}: &a${at} [${Array.from({ length: 9 }, () => (at === 0 ? "x" : `*a${at - 1}`)).join(", ")}]`,
  );
  expect(messageOf(() => foreignYaml(file("a.yml", levels.join("\n"))))).toMatch(/^a\.yml:1: /u);
});

test("a value of another shape is told with its path, and of a union's readings the likeliest is meant", () => {
  const schema = z.object({ steps: z.array(z.union([z.string(), z.object({ say: z.string() })])) });
  const document = foreignYaml(file("a.yml", "steps:\n  - one\n  - say: [two]\n"));
  expect(messageOf(() => shaped(schema, document))).toMatch(/^a\.yml:3: steps\.1\.say: .*string/u);
  expect(shaped(z.array(z.unknown()), document, ["x"], ["steps"])).toEqual(["x"]);
  expect(messageOf(() => shaped(z.string(), document, 1, ["steps", 1]))).toMatch(/^a\.yml:3: steps\.1: /u);
});

test("an error keeps file and line for those who read it as data", () => {
  const error = unreadable("a.yml", 7, "something is wrong");
  expect([error.code, error.message, error.details]).toEqual([
    "FILE_UNREADABLE",
    "a.yml:7: something is wrong.",
    { file: "a.yml", line: 7 },
  ]);
});
