import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileProgram } from "../support/server-process.ts";
import { repayTest, testShop } from "./test-shop.ts";

let program: ReturnType<typeof compileProgram>;
let data: string;
beforeAll(async () => {
  program = compileProgram();
  data = await mkdtemp(path.join(tmpdir(), "fenqi-test-"));
}, 60_000);
afterAll(async () => {
  await program.remove();
  await rm(data, { recursive: true, force: true });
});

const REPAY = "tests/dialogs/repay.test.yaml";
const shop = () => testShop(program.main, data);
const wrong = repayTest.replace("先登录", "先注册");

describe("fenqi test", () => {
  test("has every conversation, and sums up", async () => {
    const { run } = await shop();
    const { code, stdout } = await run("test");
    expect(stdout).toMatch(/^✓ 卡 1\/1\n✓ 还款 1\/1\n2 passed, 0 failed; 2 turns in [\d.]+ s\n$/u);
    expect(code).toBe(0);
  });

  test("fails with the place, the words, both transcripts and what was understood", async () => {
    const { run, write } = await shop();
    await write(REPAY, wrong);
    const { code, stdout } = await run("test");
    expect(stdout).toContain("✓ 卡 1/1\n✗ 还款 0/1\n\n  ✗ 问怎么还\n");
    expect(stdout).toContain(
      'repay.test.yaml:6 Expected a text with "先注册，再付款", but it is "先登录，再付款。".',
    );
    expect(stdout).toMatch(/^ {2}me: 怎么还 +≠ me: 怎么还$/mu);
    expect(stdout).toMatch(/^ {2}understood "怎么还": \w+ \(\w+\)/mu);
    expect(stdout).toMatch(/1 passed, 1 failed; 2 turns/u);
    expect(code).toBe(1);
  });

  test("prints one JSON document with --json, and writes JUnit XML with --junit", async () => {
    const { run, write, at, read } = await shop();
    await write(REPAY, wrong);
    const { code, stdout } = await run("test", "--json", "--junit", at("out.xml"));
    expect(JSON.parse(stdout)).toMatchObject({
      cases: 2,
      passed: 1,
      failed: 1,
      skipped: 0,
      turns: 2,
      results: [
        { suite: "卡", passed: true },
        {
          suite: "还款",
          name: "问怎么还",
          passed: false,
          failure: { line: 6 },
          understanding: { verdict: expect.any(String) },
        },
      ],
    });
    expect(code).toBe(1);
    const xml = await read("out.xml");
    expect(xml).toMatch(/<testsuites tests="2" failures="1" /u);
    expect(xml).toMatch(/<testsuite name="[^"]*card\.test\.yaml" tests="1" failures="0"/u);
  });

  test("takes the cases that --filter names", async () => {
    const { run } = await shop();
    expect((await run("test", "--filter", "换卡")).stdout).toMatch(/^✓ 卡 1\/1\n1 passed, 0 failed;/u);
    const none = await run("test", "--filter", "退款");
    expect(none.stderr).toContain("--filter 退款: no dialog test is called like that.");
    expect(none.code).toBe(2);
  });

  test("stops at the first that fails with --bail", async () => {
    const { run, write } = await shop();
    await write("tests/dialogs/a.test.yaml", wrong);
    expect((await run("test", "--bail")).stdout).toMatch(/^0 passed, 1 failed, 2 not run;/mu);
  });

  test.each([
    [["--yes"], "--yes says yes to --update"],
    [["--watch", "--json"], "cannot be used with option '--json'"],
    [["--watch", "--update"], "cannot be used with option '--update'"],
    [["--junit", "/nowhere/out.xml"], "there is no folder /nowhere"],
  ])("is used wrongly with %j", async (options, message) => {
    const { run } = await shop();
    const { code, stderr } = await run("test", ...options);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});

describe("fenqi test --update", () => {
  test("shows what it would rewrite, and writes nothing where nobody watches", async () => {
    const { run, write, read } = await shop();
    await write(REPAY, wrong);
    const { code, stdout } = await run("test", "--update");
    expect(stdout).toContain(
      "repay.test.yaml:6 问怎么还 (repay#how)\n  - 先注册，再付款\n  + 先登录，再付款\n",
    );
    expect(stdout).toContain("Nothing was written. To write what is shown (1): fenqi test --update --yes");
    expect(await read(REPAY)).toBe(wrong);
    expect(code).toBe(1);
  });

  test("rewrites the words and nothing else with --yes, and passes", async () => {
    const { run, write, read } = await shop();
    await write(REPAY, wrong);
    const { code, stdout } = await run("test", "--update", "--yes");
    expect(stdout).toContain("Expected texts rewritten: 1.");
    expect(await read(REPAY)).toBe(repayTest);
    expect(code).toBe(0);
  });

  test("as JSON tells what was rewritten", async () => {
    const { run, write } = await shop();
    await write(REPAY, wrong);
    expect(JSON.parse((await run("test", "--update", "--yes", "--json")).stdout)).toMatchObject({
      failed: 0,
      updates: [{ old: "先注册，再付款", new: "先登录，再付款" }],
      written: true,
    });
  });
});

describe("fenqi test --watch", () => {
  test("runs again when a test or the content changes, waits out what is broken, and ends on Ctrl-C", async () => {
    const { start, write } = await shop();
    const watching = start("test", "--watch");
    const waits = async (times: number): Promise<void> => {
      await expect
        .poll(() => watching.stdout.split("Waiting for changes").length - 1, { timeout: 15_000 })
        .toBe(times);
    };
    await waits(1);
    expect(watching.stdout).toContain("2 passed, 0 failed");
    await write(REPAY, wrong);
    await waits(2);
    expect(watching.stdout).toContain("1 passed, 1 failed");
    await write("dialogs/repay.yaml", "dialog: repay\nsteps: [{ say: 一, go: nowhere }]\n");
    await waits(3);
    expect(watching.stderr).toContain("dialogs/repay.yaml:");
    await write(
      "dialogs/repay.yaml",
      "dialog: repay\ntitle: 还\nstart: { phrases: [怎么还] }\nsteps: [{ id: how, say: 先注册，再付款。 }]\n",
    );
    await waits(4);
    expect(watching.stdout.match(/2 passed, 0 failed/gu)).toHaveLength(2);
    watching.child.kill("SIGINT");
    expect(await watching.ended).toBe(0);
  }, 60_000);
});

describe("fenqi test --since", () => {
  const committed = async () => {
    const made = await shop();
    made.git("init", "-q");
    made.git("add", ".");
    made.git("commit", "-q", "-m", "all");
    return made;
  };

  test("runs the cases that a changed dialog is about", async () => {
    const { run, write, read } = await committed();
    await write("dialogs/card.yaml", `${await read("dialogs/card.yaml")}# changed\n`);
    const { stdout, stderr, code } = await run("test", "--since", "HEAD");
    expect(stdout).toMatch(/^✓ 卡 1\/1\n1 passed, 0 failed, 1 untouched;/u);
    expect(stderr).toContain("Changed since HEAD – dialogs: 1, test files: 0.");
    expect(code).toBe(0);
  });

  test("runs the whole of a test file that changed or is new", async () => {
    const { run, write } = await committed();
    await write("tests/dialogs/new.test.yaml", repayTest.replace("还款", "新"));
    expect((await run("test", "--since", "HEAD")).stdout).toMatch(
      /^✓ 新 1\/1\n1 passed, 0 failed, 2 untouched;/u,
    );
  });

  test.each(["bot.yaml", "intents/none.yaml", "dialogs/_patterns.yaml"])(
    "runs all when %s changed",
    async (file) => {
      const { run, write, read } = await committed();
      await write(file, `${await read(file)}\n# changed\n`);
      expect((await run("test", "--since", "HEAD")).stdout).toContain("2 passed, 0 failed;");
    },
  );

  test("runs nothing when nothing changed, and never leaves out what fails", async () => {
    const { run, write, git } = await committed();
    expect((await run("test", "--since", "HEAD")).stdout).toMatch(/^0 passed, 0 failed, 2 untouched;/u);
    await write(REPAY, wrong);
    git("commit", "-q", "-a", "-m", "broken");
    const { stdout, code } = await run("test", "--since", "HEAD");
    expect(stdout).toContain("0 passed, 1 failed, 1 untouched;");
    expect(code).toBe(1);
  });

  test.each(["nowhere", "--output=x", "HEAD~9"])("is used wrongly with the revision %s", async (revision) => {
    const { run } = await committed();
    const { code, stderr } = await run("test", `--since=${revision}`);
    expect(stderr).toBe(`--since ${revision}: git knows no such revision.\n`);
    expect(code).toBe(2);
  });

  test("is used wrongly where there is no checkout", async () => {
    const { run } = await shop();
    const { code, stderr } = await run("test", "--since", "HEAD");
    expect(stderr).toContain("is in no git checkout.");
    expect(code).toBe(2);
  });
});
