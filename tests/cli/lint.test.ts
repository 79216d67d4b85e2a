import { Command } from "commander";
import { afterEach, describe, expect, test, vi } from "vitest";
import { registerLint } from "../../src/cli/lint.ts";
import type { SourceFile } from "../../src/content/source.ts";
import { contentDir } from "../support/content-dir.ts";
import { type SmallBot, smallBotFiles } from "../support/small-bot.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** What the command prints about a bot, and the code it leaves. */
function lint(parts: SmallBot, ...options: readonly string[]) {
  return lintFiles(smallBotFiles(parts), ...options);
}

async function lintFiles(files: readonly SourceFile[], ...options: readonly string[]) {
  vi.stubEnv("CONTENT_DIR", await contentDir(files));
  const written: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => written.push(String(text)) > 0);
  const program = new Command();
  registerLint(program);
  await program.parseAsync(["lint", ...options], { from: "user" });
  return { printed: written.join(""), exitCode: process.exitCode ?? 0 };
}

const broken: SmallBot = { dialogs: { a: "start: { phrases: [甲] }\nsteps: [{ say: 一, go: nowhere }]\n" } };

test("warnings alone do not fail, unless that is asked for", async () => {
  const { printed, exitCode } = await lint({});
  expect(printed).toMatch(/^2 intents, .* 0 errors, \d+ warnings$/mu);
  expect(exitCode).toBe(0);
  expect((await lint({}, "--strict")).exitCode).toBe(1);
});

test("an error fails", async () => {
  const { printed, exitCode } = await lint(broken);
  expect(printed).toMatch(/^dialogs\/a\.yaml:4:9 error \[target-missing\]/u);
  expect(exitCode).toBe(1);
});

test("as JSON, every problem comes with its place, rule, message and severity", async () => {
  const { printed } = await lint(broken, "--json");
  expect(JSON.parse(printed)).toMatchObject({
    errors: 1,
    warnings: 0,
    problems: [{ file: "dialogs/a.yaml", line: 4, rule: "target-missing", severity: "error" }],
  });
});

describe("a dialog without a test", () => {
  const bot: SmallBot = { dialogs: { a: "start: { phrases: [甲] }\nsteps: [{ say: 一 }]\n" } };
  const withTest = (text: string) =>
    lintFiles([...smallBotFiles(bot), { path: "tests/dialogs/a.test.yaml", text }], "--all");

  test("is told of", async () => {
    expect((await lint(bot, "--all")).printed).toMatch(/^dialogs\/a\.yaml:1:9 warning \[dialog-untested\]/mu);
  });

  test("is not once one of the tests beside the content speaks of it", async () => {
    const { printed } = await withTest("suite: a\ncases: [{ name: a, start: a, talk: [{ me: 好 }] }]\n");
    expect(printed).not.toContain("dialog-untested");
    expect(printed).toContain("0 errors");
  });

  test("is not while the tests cannot be read, for then nobody knows", async () => {
    expect((await withTest("suite: a\ncases: [{ nme: a }]\n")).printed).not.toContain("dialog-untested");
  });
});

test("a warning is left out where a comment allows it with a reason", async () => {
  const dialog = (comment: string) => ({
    dialogs: { a: `dialog: a ${comment}\ntitle: 甲\nstart: { phrases: [甲] }\nsteps: [{ say: 一 }]\n` },
  });
  const { printed } = await lint(dialog("# lint-allow dialog-untested: only for the guide"), "--all");
  expect(printed).not.toContain("dialog-untested");
  expect(printed).not.toContain("[allow-");
  expect((await lint(dialog("# lint-allow dialog-untested"), "--all")).printed).toContain("[allow-reason]");
  expect((await lint(dialog("# lint-allow fact-expired: x"), "--all")).printed).toContain("[allow-unused]");
});
