import { Command } from "commander";
import { afterEach, expect, test, vi } from "vitest";
import { registerLint } from "../../src/cli/lint.ts";
import { contentDir } from "../support/content-dir.ts";
import { type SmallBot, smallBotFiles } from "../support/small-bot.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** What the command prints about a bot, and the code it leaves. */
async function lint(parts: SmallBot, ...options: readonly string[]) {
  vi.stubEnv("CONTENT_DIR", await contentDir(smallBotFiles(parts)));
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
