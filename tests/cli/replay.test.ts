import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chatClient } from "../support/chat-client.ts";
import { contentDir } from "../support/content-dir.ts";
import { mendingContent } from "../support/mending-bot.ts";
import { scratchDir } from "../support/scratch.ts";
import { compileProgram, runProgram } from "../support/server-process.ts";
import { smallApp } from "../support/small-app.ts";
import { testShop } from "./test-shop.ts";

let program: ReturnType<typeof compileProgram>;
let data: string;
beforeAll(async () => {
  program = compileProgram();
  data = await mkdtemp(path.join(tmpdir(), "fenqi-replay-"));
}, 60_000);
afterAll(async () => {
  await program.remove();
  await rm(data, { recursive: true, force: true });
});

/** The shop in a git checkout, with one step reworded since the last commit. */
async function changedShop() {
  const shop = await testShop(program.main, data);
  shop.git("init", "--quiet");
  shop.git("add", ".");
  shop.git("commit", "--quiet", "--message", "first");
  const card = await shop.read("dialogs/card.yaml");
  await shop.write("dialogs/card.yaml", card.replace("里换", "里更换"));
  return shop;
}

describe("a replay of the dialog tests", () => {
  test("tells what a change since the last commit does, side by side", async () => {
    const { run } = await changedShop();
    const { code, stdout } = await run("replay", "--tests");
    expect(code).toBe(0);
    expect(stdout).toContain("wording changed: 卡: 问换卡, turn 1");
    expect(stdout).toMatch(/在「银行卡」里换。 \(card#how\) +≠ bot: 在「银行卡」里更换/u);
    expect(stdout).toMatch(/wording changed +1 +50\.0% +1 turn\n/u);
    expect(stdout).toMatch(/same +1 +50\.0%/u);
  });

  test("comes to the same with the content it was had with", async () => {
    const { run } = await changedShop();
    const { code, stdout } = await run("replay", "--tests", "--against", "HEAD", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      conversations: { same: 2, "wording changed": 0 },
      different: [],
      limits: [
        { group: "newly misunderstood", share: 0, limit: 0.01, isKept: true },
        { group: "newly handed off", share: 0, limit: 0.01, isKept: true },
      ],
    });
  });

  test("falls short when more is lost than bot.yaml allows, and writes a page", async () => {
    const { run, read, write, at } = await changedShop();
    const card = await read("dialogs/card.yaml");
    await write("dialogs/card.yaml", card.replace("phrases: [换卡]", "phrases: [改卡]"));
    const { code, stdout, stderr } = await run("replay", "--tests", "--html", at("diff.html"));
    expect(code).toBe(1);
    expect(stdout).toMatch(/understood before: .*\n +understood now: /u);
    expect(stdout).toContain("✗ newly handed off: 50.0% of the conversations, 1.0% at most");
    expect(stderr).toContain("diff.html");
    const page = await read("diff.html");
    expect(page).toContain("1 of 2 conversations go another way.");
    expect(page).toMatch(/在「银行卡」里换。/u);
    expect(page).not.toMatch(/<script|https?:\/\//u);
    const bot = await read("bot.yaml");
    await write("bot.yaml", `${bot}replay: { handedOff: 50% }\n`);
    expect((await run("replay", "--tests")).code).toBe(0);
  });

  test("has what became of a conversation kept as a test", async () => {
    const { run, read, at } = await changedShop();
    const blessed = [
      "replay",
      "--tests",
      "--bless",
      "卡: 问换卡",
      "--into",
      at("tests/dialogs/new.test.yaml"),
    ];
    const { code, stdout } = await run(...blessed);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/new\.test\.yaml:3 换卡\n$/u)]);
    expect(await read("tests/dialogs/new.test.yaml")).toContain("text: 在「银行卡」里更换。");
    expect((await run("test", at("tests/dialogs/new.test.yaml"))).stdout).toContain("1 passed, 0 failed");
  });

  test.each([
    [["replay"], /Say what to replay: a file, --since 7d, or --tests/u],
    [["replay", "--tests", "--since", "7d"], /One of them/u],
    [["replay", "--since", "soon"], /Write a span such as 7d, 12h or 30m/u],
    [["replay", "none.jsonl"], /none\.jsonl/u],
    [["replay", "--tests", "--against", "no-such"], /--against no-such: git knows no such revision/u],
    [["replay", "--tests", "--bless", "卡: 没有"], /--bless 卡: 没有: this conversation is not among those/u],
    [["replay", "--tests", "--bless", "还款: 问怎么还"], /goes as it went before/u],
  ])("of %j is refused", async (args, reason) => {
    const { run } = await changedShop();
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(reason);
  });
});

describe("conversations of a running server", () => {
  test("are written as lines without personal data, and go the same way again", {
    timeout: 60_000,
  }, async () => {
    const env = { DATA_DIR: await scratchDir(), CONTENT_DIR: await contentDir(mendingContent) };
    const { url } = await smallApp(env);
    const client = await chatClient(url);
    const texts = ["坏了怎么办", "我的手机号是13800138000，东西坏了", "没解决"];
    for (const text of texts) {
      const before = client.seen.length;
      await client.say(text);
      await client.until((seen) => seen.length >= before + 2);
    }
    const run = async (...args: readonly string[]) => {
      const child = runProgram(program.main, args, env);
      const code = await child.ended;
      return { code, stdout: child.stdout, stderr: child.stderr };
    };
    const file = path.join(await scratchDir(), "week.jsonl");
    const exported = await run("export", "--since", "1h", "--out", file);
    expect(exported).toMatchObject({
      code: 0,
      stdout: "",
      stderr: expect.stringMatching(/^1 conversation in /u),
    });
    const printed = await run("export");
    const [line = ""] = printed.stdout.split("\n");
    expect(JSON.parse(line)).toMatchObject({ format: 1, turns: [{ phase: "bot" }, { masked: true }, {}] });
    expect(line).not.toContain("13800138000");
    for (const source of [[file], ["--since", "1h"]]) {
      const { code, stdout } = await run("replay", ...source, "--json");
      expect([code, JSON.parse(stdout)]).toMatchObject([
        0,
        { conversations: { same: 1 }, turns: { same: 3 } },
      ]);
    }
  });
});
