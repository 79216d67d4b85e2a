import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { Command } from "commander";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { readForeign } from "../../src/adapters/files/read-foreign.ts";
import { registerExportContent, shortFingerprint } from "../../src/cli/export-content.ts";
import { registerImport } from "../../src/cli/import.ts";
import { registerImportContent } from "../../src/cli/import-content.ts";
import { importLines, importReport } from "../../src/cli/import-report.ts";
import { contentDir } from "../support/content-dir.ts";
import { scratchDir } from "../support/scratch.ts";
import { compileProgram, runProgram } from "../support/server-process.ts";
import { smallBotFiles } from "../support/small-bot.ts";

let dir: string;
let compiled: ReturnType<typeof compileProgram>;

beforeAll(() => {
  compiled = compileProgram();
}, 60_000);
afterAll(() => compiled.remove());

beforeEach(async () => {
  dir = await scratchDir();
  vi.stubEnv("DATA_DIR", path.join(dir, "data"));
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** What a command prints, and the code it leaves. */
async function run(...args: readonly string[]) {
  const written: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => written.push(String(text)) > 0);
  process.exitCode = undefined;
  const program = new Command().exitOverride();
  for (const register of [registerImport, registerExportContent, registerImportContent]) register(program);
  await program.parseAsync(args, { from: "user" });
  return { printed: written.join(""), exitCode: process.exitCode ?? 0 };
}

/** The same with the compiled program, which trains a model in a thread of its own. */
async function runCompiled(...args: readonly string[]) {
  const program = runProgram(compiled.main, args, { DATA_DIR: path.join(dir, "data") });
  const exitCode = await program.ended;
  return { printed: program.stdout, exitCode };
}

async function csv(text: string): Promise<string> {
  const file = path.join(dir, "faq.csv");
  await writeFile(file, text);
  return file;
}

const faq =
  "标准问题,相似问法,答案,状态\n几点开门,什么时候开门|几点营业,看首页。,启用\n旧问题,,旧答案,停用\n";

test("a list of questions becomes a folder that loads, and its tests pass", async () => {
  const out = path.join(dir, "bot");
  const { printed, exitCode } = await runCompiled("import", "csv", await csv(faq), "--out", out);
  expect(exitCode).toBe(0);
  expect(printed).toMatch(/questions +1 of 2\n/u);
  expect(printed).toMatch(/tests that pass +1 of 1\n/u);
  expect(printed).toContain('faq.csv:3 question "旧问题": its state is 停用; left out');
  expect(await readFile(path.join(out, "dialogs/ji-dian-kai-men.yaml"), "utf8")).toContain("看首页。");
});

test("as JSON there is one document, with everything in it", async () => {
  const { printed } = await runCompiled(
    "import",
    "csv",
    await csv(faq),
    "--out",
    path.join(dir, "bot"),
    "--json",
  );
  expect(JSON.parse(printed)).toMatchObject({
    counts: [{ what: "questions", of: 2, taken: 1 }, {}],
    untranslated: [{ file: "faq.csv", line: 3 }],
    errors: [],
    tests: { cases: 1, passed: 1, failed: [] },
  });
});

test("a folder that is not empty is left as it is", async () => {
  await expect(run("import", "csv", await csv(faq), "--out", dir)).rejects.toMatchObject({ code: "USAGE" });
});

test("tests without a bot go into the folder of one that is there", async () => {
  const convo = path.join(dir, "a.convo.txt");
  await writeFile(convo, "a question\n\n#me\n甲\n\n#bot\n一\n");
  await expect(run("import", "botium", convo, "--out", path.join(dir, "none"))).rejects.toMatchObject({
    code: "USAGE",
  });
  const bot = await contentDir(
    smallBotFiles({ dialogs: { a: "start: { phrases: [甲] }\nsteps:\n  - { id: told, say: 一 }\n" } }),
  );
  const { printed, exitCode } = await runCompiled("import", "botium", convo, "--out", bot);
  expect(printed).toMatch(/tests that pass +1 of 1\n/u);
  expect(exitCode).toBe(0);
  await expect(run("import", "botium", convo, "--out", bot)).rejects.toThrow(/is there already/u);
});

test("what is wrong with a bot, or with its tests, is told in full", () => {
  const problem = {
    file: "a.yaml",
    line: 2,
    column: 3,
    severity: "error",
    rule: "schema",
    message: "No.",
  } as const;
  const outcome = {
    out: "bot",
    written: ["bot.yaml"],
    draft: {
      counts: [{ what: "intents", of: 2, taken: 1 }],
      renamed: [{ what: "slot", from: "A", to: "a" }],
      languages: ["en"] as const,
    },
    untranslated: [{ file: "x.json", what: "b", why: "c" }],
    problems: [problem],
    results: [],
  };
  expect(importLines(outcome)).toEqual(
    expect.arrayContaining([
      "  intents       1 of 2",
      '  slot "A" is "a"',
      "  x.json b: c",
      "  a.yaml:2:3 No.",
    ]),
  );
  expect(importReport(outcome)).toMatchObject({ files: 1, errors: [problem], tests: { cases: 0 } });
});

test("what is read is the files below a folder, and never an archive, nothing, or far too much", async () => {
  await mkdir(path.join(dir, "bot/intents"), { recursive: true });
  await mkdir(path.join(dir, "bot/node_modules"));
  for (const file of ["b.json", "intents/a.json", "node_modules/x.js"])
    await writeFile(path.join(dir, "bot", file), "{}");
  const files = await readForeign(path.join(dir, "bot"));
  expect(files.map(({ path: file }) => file)).toEqual(["b.json", "intents/a.json"]);
  await expect(readForeign("bot.tgz")).rejects.toThrow(/Unpack it first/u);
  await expect(readForeign(path.join(dir, "gone"))).rejects.toThrow(/There is no/u);
});

test("content goes out as a spreadsheet, and edits come back as a diff that is written when asked", async () => {
  const bot = await contentDir(
    smallBotFiles({
      dialogs: { a: "start: { phrases: [甲] }\nsteps:\n  - id: told\n    say: { zh: 一, en: one }\n" },
    }),
  );
  vi.stubEnv("CONTENT_DIR", bot);
  const sheet = path.join(dir, "content.csv");
  expect((await run("export-content", "csv", sheet)).exitCode).toBe(0);
  await writeFile(sheet, (await readFile(sheet, "utf8")).replace(",one,", ",=first,"));
  const before = await readFile(path.join(bot, "dialogs/a.yaml"), "utf8");

  const shown = await run("import-content", sheet);
  expect(shown.printed).toContain('-    say: { zh: 一, en: one }\n+    say: { zh: 一, en: "=first" }');
  expect(await readFile(path.join(bot, "dialogs/a.yaml"), "utf8")).toBe(before);

  const written = await run("import-content", sheet, "--write");
  expect(written).toMatchObject({
    exitCode: 0,
    printed: expect.stringContaining("1 cells changed, 0 rows refused. Written."),
  });
  expect(await readFile(path.join(bot, "dialogs/a.yaml"), "utf8")).toBe(
    before.replace("en: one", 'en: "=first"'),
  );

  await writeFile(sheet, (await readFile(sheet, "utf8")).replace("=first", "again"));
  const stale = await run("import-content", sheet, "--write", "--json");
  expect(stale.exitCode).toBe(1);
  expect(JSON.parse(stale.printed)).toMatchObject({ refused: [{ id: "a#told" }], written: false });
});

test("an edit that a bot cannot be loaded with is not written", async () => {
  const bot = await contentDir(
    smallBotFiles({
      dialogs: { a: "start: { phrases: [甲] }\nsteps:\n  - id: told\n    say: { zh: 一, en: one }\n" },
    }),
  );
  vi.stubEnv("CONTENT_DIR", bot);
  const sheet = path.join(dir, "content.csv");
  await run("export-content", "csv", sheet);
  await writeFile(sheet, (await readFile(sheet, "utf8")).replace(",one,", ",{{ broken,"));
  const { printed, exitCode } = await run("import-content", sheet, "--write");
  expect(printed).toContain("[template]");
  expect(exitCode).toBe(1);
  expect(await readFile(path.join(bot, "dialogs/a.yaml"), "utf8")).toContain("en: one");
});

test("a version of a row is short, and another for every other text", () => {
  expect(shortFingerprint("a")).toMatch(/^[0-9a-f]{12}$/u);
  expect(shortFingerprint("a")).not.toBe(shortFingerprint("b"));
});
