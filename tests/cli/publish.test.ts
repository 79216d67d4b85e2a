import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chatClient } from "../support/chat-client.ts";
import { scratchDir } from "../support/scratch.ts";
import { compileProgram } from "../support/server-process.ts";
import { smallApp } from "../support/small-app.ts";
import { testShop } from "./test-shop.ts";

let program: ReturnType<typeof compileProgram>;
let models: string;
beforeAll(async () => {
  program = compileProgram();
  models = await mkdtemp(path.join(tmpdir(), "fenqi-publish-"));
}, 60_000);
afterAll(async () => {
  await program.remove();
  await rm(models, { recursive: true, force: true });
});

const patience = { timeout: 90_000 };

/** The shop with a database of its own. */
const freshShop = async () => testShop(program.main, await scratchDir());

/** What is said about cards, in other words. */
async function reword({ read, write }: Awaited<ReturnType<typeof freshShop>>, to: string): Promise<void> {
  const card = await read("dialogs/card.yaml");
  await write("dialogs/card.yaml", card.replace(/里.*换/u, `里${to}换`));
}

test("content is checked and published, listed, and gone back from", patience, async () => {
  const shop = await freshShop();
  const { run } = shop;
  expect(await run("versions")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("There is no database"),
  });
  const first = await run("publish", "--note", "opening");
  expect(first).toMatchObject({ code: 0 });
  expect(first.stdout).toMatch(/✓ lint: 0 errors/u);
  expect(first.stdout).toMatch(/✓ tests: 2 conversations, 0 failed/u);
  expect(first.stdout).toMatch(/✓ replay: no conversation to have again/u);
  expect(first.stdout).toMatch(/✓ explore: \d+ states?, every law holds/u);
  expect(first.stdout).toMatch(/Published [0-9a-f]{8}\. Servers switch to it in \d+ s, all at once\./u);
  const again = await run("publish");
  expect([again.code, again.stdout, again.stderr]).toEqual([
    0,
    "",
    "This content is what servers answer with already.\n",
  ]);
  await reword(shop, "更");
  const refused = await run("publish", "--max-seconds", "0");
  expect(refused.stdout).toContain("在「银行卡」里更换");
  expect(refused.stdout).toMatch(/✗ tests: 2 conversations, 1 failed/u);
  const { code, stdout } = await run("publish", "--max-seconds", "0", "--note", "更换", "--anyway", "--json");
  expect(code).toBe(0);
  const published = JSON.parse(stdout);
  expect(published).toMatchObject({ published: true, current: 0, stays: 0 });
  const back = await run("rollback");
  expect(back.stdout).toMatch(/^Back to [0-9a-f]{8}\. Servers switch to it in 2 s/u);
  const { entries } = JSON.parse((await run("versions", "--json")).stdout);
  expect(entries.map(({ note }: { readonly note: string }) => note)).toEqual(["rollback", "更换", "opening"]);
  expect(entries[0].content).toBe(entries[2].content);
  expect((await run("rollback", published.content.slice(0, 8))).code).toBe(0);
  expect((await run("versions")).stdout.split("\n")[0]).toContain(published.content.slice(0, 8));
  for (const [wrong, why] of [
    ["abc-none", "no version was published whose hash begins so"],
    ["", "more than one begins so"],
  ] as const)
    expect(await run("rollback", wrong)).toMatchObject({ code: 2, stderr: expect.stringContaining(why) });
});

test("content that falls short is not published, and a dry run publishes nothing", patience, async () => {
  const shop = await freshShop();
  const { run } = shop;
  expect(await run("publish", "--dry-run", "--max-seconds", "0")).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("It can be published."),
  });
  await reword(shop, "更");
  const refused = await run("publish");
  expect(refused.code).toBe(1);
  expect(refused.stdout).toContain("✓ explore: left out");
  expect(refused.stdout).toContain("Not published. Mend it, or say --anyway.");
  await shop.write("dialogs/card.yaml", "dialog: card\n");
  expect((await run("publish")).stderr).toContain("dialogs/card.yaml:1");
  expect((await run("versions")).stdout).toBe(
    "Nothing was published: each server answers with the content files that it finds.\n",
  );
  expect(await run("rollback")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("Nothing was published yet"),
  });
});

test("a running server answers with what is published, and replays what it was asked", patience, async () => {
  const data = await scratchDir();
  const shop = await testShop(program.main, data);
  const { run, at } = shop;
  const { url } = await smallApp({ DATA_DIR: data, CONTENT_DIR: at("") });
  const client = await chatClient(url);
  await client.say("换卡");
  await client.until((seen) => seen.length >= 2);
  await reword(shop, "自己更");
  const published = await run("publish", "--anyway", "--max-seconds", "0");
  expect(published.stdout).toMatch(/replay: 1 conversation, 1 go another way/u);
  expect(published.stdout).toMatch(/≠ bot: 在「银行卡」里自己更换/u);
  const asks = async (): Promise<readonly string[]> => {
    const before = client.seen.length;
    await client.say("换卡");
    await client.until((seen) => seen.length >= before + 2);
    return client.transcript().slice(before);
  };
  await expect.poll(asks, { timeout: 20_000, interval: 500 }).toContain("bot: 在「银行卡」里自己更换。");
  await run("publish", "--files");
  expect((await run("versions")).stdout).toMatch(/^. files/u);
});
