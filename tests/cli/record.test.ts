import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
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

/** Records a conversation of these lines into a file of the shop. */
async function recording(lines: string, file: string, ...options: readonly string[]) {
  const shop = await testShop(program.main, data);
  const recorder = shop.start("record", shop.at(file), ...options);
  recorder.child.stdin?.end(lines);
  const code = await recorder.ended;
  return { ...shop, code, stdout: recorder.stdout, stderr: recorder.stderr };
}

const NEW = "tests/dialogs/new.test.yaml";

test("a conversation in the terminal becomes a test that passes", async () => {
  const { code, stdout, read, run, at } = await recording("怎么还\n转人工\n1\n\n换卡\n", NEW);
  expect(code).toBe(0);
  expect(stdout).toContain("先登录，再付款。");
  expect(stdout).toMatch(/new\.test\.yaml:3 怎么还\n$/u);
  const text = await read(NEW);
  expect(text).toMatch(/^suite: new\ncases:\n {2}- name: 怎么还\n {4}talk:\n/u);
  expect(text).toContain("- bot: { step: repay#how, text: 先登录，再付款。 }\n");
  expect(text).toContain("- handoff: { queue: default, reason: asked for a person }\n");
  expect(text).toContain("- me: { tap: 回到机器人 }\n      - returned: true\n");
  expect(text).not.toContain("换卡");
  expect((await run("test", at(NEW))).stdout).toContain("1 passed, 0 failed");
});

test("it is put behind the tests that a file has, under a name that none of them has", async () => {
  const { read, run } = await recording(
    "怎么还\n",
    "tests/dialogs/repay.test.yaml",
    "--name",
    "问怎么还",
    "--identified",
  );
  const text = await read("tests/dialogs/repay.test.yaml");
  expect(text.startsWith(`${repayTest}\n  - name: 问怎么还 (2)\n    customer: { identified: true }\n`)).toBe(
    true,
  );
  expect((await run("test", "--filter", "问怎么还")).stdout).toContain("2 passed, 0 failed");
});

test("it may begin at a step", async () => {
  const { read, stdout } = await recording("谢谢\n", NEW, "--start", "card#how");
  expect(stdout).toMatch(/^在「银行卡」里换。\n/u);
  expect(await read(NEW)).toContain("start: card#how\n    talk:\n      - bot: { step: card#how, ");
});

test("where nothing is said, nothing is written", async () => {
  const { code, stderr, read } = await recording("\n", NEW);
  expect(stderr).toContain("nothing was written");
  expect(code).toBe(0);
  await expect(read(NEW)).rejects.toThrow("ENOENT");
});

test.each([
  ["notes.yaml", [], "their names end in .test.yaml"],
  ["nowhere/new.test.yaml", [], "there is no folder"],
  [NEW, ["--start", "nowhere"], 'there is no "nowhere"'],
])("it is used wrongly with %s %j", async (file, options, message) => {
  const { code, stderr } = await recording("怎么还\n", file, ...options);
  expect(stderr).toContain(message);
  expect(code).toBe(2);
});
