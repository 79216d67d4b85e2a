import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileProgram } from "../support/server-process.ts";
import { testShop } from "./test-shop.ts";

let program: ReturnType<typeof compileProgram>;
let data: string;
beforeAll(async () => {
  program = compileProgram();
  data = await mkdtemp(path.join(tmpdir(), "fenqi-changes-"));
}, 60_000);
afterAll(async () => {
  await program.remove();
  await rm(data, { recursive: true, force: true });
});

/** The shop in a git checkout of two commits, with one more step reworded since. */
async function changedShop() {
  const shop = await testShop(program.main, data);
  const commit = () => {
    shop.git("add", ".");
    shop.git("commit", "--quiet", "--message", "next");
  };
  shop.git("init", "--quiet");
  commit();
  await shop.write("dialogs/repay.yaml", (await shop.read("dialogs/repay.yaml")).replace("再付款", "再还款"));
  commit();
  await shop.write("dialogs/card.yaml", (await shop.read("dialogs/card.yaml")).replace("里换", "里更换"));
  return shop;
}

describe("fenqi changes", () => {
  test("says what the files do that the last commit did not", async () => {
    const { run } = await changedShop();
    const { code, stdout } = await run("changes");
    expect([code, stdout]).toEqual([
      0,
      "对话里的变化\n  - 「card」：话术由「在「银行卡」里换。」改为「在「银行卡」里更换。」\n",
    ]);
  });

  test("compares any two revisions or folders, in either language", async () => {
    const { run, at } = await changedShop();
    const { stdout } = await run("changes", "--from", "HEAD~1", "--to", "HEAD", "--lang", "en", "--json");
    expect(JSON.parse(stdout)).toEqual({
      from: "HEAD~1",
      to: "HEAD",
      language: "en",
      changes: [
        {
          group: "answers",
          dialog: "repay",
          text: '"repay": what is said changes from "先登录，再付款。" to "先登录，再还款。"',
        },
      ],
    });
    const same = await run("changes", "--from", at("."), "--lang", "en");
    expect(same.stdout).toBe("Nothing changes for customers.\n");
  });

  test("names the revision whose content cannot be loaded", async () => {
    const { run, write, git } = await changedShop();
    await write("dialogs/repay.yaml", "dialog: repay\n");
    git("commit", "--quiet", "--all", "--message", "broken");
    const { stderr, stdout } = await run("changes", "--from", "HEAD", "--to", "HEAD~1");
    expect([stdout, stderr]).toEqual(["", expect.stringMatching(/^--from HEAD: The content has errors/u)]);
    expect(stderr).toContain("dialogs/repay.yaml");
  });

  test.each([
    [["--from", "no-such"], /--from no-such: git knows no such revision/u],
    [["--to", "tests"], /--to tests/u],
    [["--lang", "fr"], /Allowed choices are zh, en/u],
  ])("with %j is refused", async (args, reason) => {
    const { run } = await changedShop();
    const { code, stdout, stderr } = await run("changes", ...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(reason);
  });
});
