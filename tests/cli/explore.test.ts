import { readFile } from "node:fs/promises";
import path from "node:path";
import { Command } from "commander";
import { afterEach, expect, test, vi } from "vitest";
import { registerExplore } from "../../src/cli/explore.ts";
import { parseSuite } from "../../src/regression/suite.ts";
import { contentDir } from "../support/content-dir.ts";
import { scratchDir } from "../support/scratch.ts";
import { type SmallBot, smallBotFiles } from "../support/small-bot.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** What the command prints about a bot, and the code it leaves. */
async function walk(parts: SmallBot, ...options: readonly string[]) {
  vi.stubEnv("CONTENT_DIR", await contentDir(smallBotFiles(parts)));
  const written: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => written.push(String(text)) > 0);
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const program = new Command().exitOverride();
  registerExplore(program);
  await program.parseAsync(["explore", ...options], { from: "user" });
  return { printed: written.join(""), exitCode: process.exitCode ?? 0 };
}

const sound: SmallBot = { dialogs: { a: "start: { intents: [a] }\nsteps: [{ say: 一 }]\n" } };
const unsound: SmallBot = {
  dialogs: {
    a: 'start: { intents: [a] }\nslots: { way: { type: text } }\nsteps: [{ say: "走{{ slots.way }}。" }, { say: "还走{{ slots.way }}。" }]\n',
  },
};

test("every law is told of, with how much was walked", async () => {
  const { printed, exitCode } = await walk(sound);
  expect(printed).toMatch(/^\d+ states, \d+ transitions, \d+\.\d s\n {2}walked with a customer who is not/u);
  expect(printed.match(/^✓ /gmu)).toHaveLength(7);
  expect(exitCode).toBe(0);
});

test("what does not hold is told of with its places and one shortest dialog test", async () => {
  const { printed, exitCode } = await walk(unsound);
  expect(printed).toContain("✗ variable-unset  No variable can be unset. 2 places\n");
  expect(printed).toContain("\n  dialogs/a.yaml:5 a#s1: `slots.way` has no value here.\n");
  expect(printed).toContain('    - name: "variable-unset: a#s1"\n      talk:\n        - me: 说a\n');
  expect(printed).not.toContain('- name: "variable-unset: a#s2"');
  expect(exitCode).toBe(1);
  expect((await walk(unsound, "--all")).printed).toContain('- name: "variable-unset: a#s2"');
});

test("a walk that had to stop fails, and says that nothing is proven", async () => {
  const { printed, exitCode } = await walk(sound, "--max-states", "3");
  expect(printed).toMatch(/^Gave up at \d+ states: what is not refuted is not proven either\.$/mu);
  expect(printed.match(/^\? .* Not proven\.$/gmu)).toHaveLength(7);
  expect(exitCode).toBe(1);
});

test("as JSON, every law comes with its verdict, and every place with its dialog test", async () => {
  const { printed } = await walk(unsound, "--json");
  const report: unknown = JSON.parse(printed);
  expect(report).toMatchObject({
    gaveUp: false,
    surroundings: [{ identified: false, open: true, language: "zh" }],
    laws: expect.arrayContaining([
      expect.objectContaining({ law: "human-in-one", verdict: "proven", breaches: [] }),
      expect.objectContaining({
        law: "variable-unset",
        verdict: "refuted",
        breaches: [
          expect.objectContaining({
            file: "dialogs/a.yaml",
            line: 5,
            step: "a#s1",
            test: expect.any(String),
          }),
          expect.objectContaining({ step: "a#s2" }),
        ],
      }),
    ]),
  });
});

test("the counterexamples are written as dialog tests that can be read", async () => {
  const file = path.join(await scratchDir(), "explored.test.yaml");
  await walk(unsound, "--write", file);
  const parsed = parseSuite({ path: file, text: await readFile(file, "utf8") });
  expect("cases" in parsed && parsed.cases.map(({ name }) => name)).toEqual([
    "variable-unset: a#s1",
    "variable-unset: a#s2",
  ]);
});

test("a file that would be no dialog test is refused before the walk", async () => {
  await expect(walk(sound, "--write", "explored.yaml")).rejects.toThrow(/names end in \.test\.yaml/u);
  await expect(walk(sound, "--depth", "none")).rejects.toThrow(/It has to be a number above zero/u);
});

test("content that does not load is told of as lint tells it", async () => {
  const broken: SmallBot = {
    dialogs: { a: "start: { phrases: [甲] }\nsteps: [{ say: 一, go: nowhere }]\n" },
  };
  await expect(walk(broken)).rejects.toThrow(/dialogs\/a\.yaml:4:9 error \[target-missing\]/u);
});
