import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { Command } from "commander";
import { afterEach, expect, test, vi } from "vitest";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import { registerPositions } from "../../src/cli/positions.ts";
import { chatClient } from "../support/chat-client.ts";
import { contentDir, writeContent } from "../support/content-dir.ts";
import { newNode } from "../support/log-events.ts";
import { mendingContent } from "../support/mending-bot.ts";
import { scratchDir } from "../support/scratch.ts";
import { smallApp } from "../support/small-app.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** What the command prints. */
async function positions(
  env: Readonly<Record<string, string>>,
  ...options: readonly string[]
): Promise<string> {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const written: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => written.push(String(text)) > 0);
  const program = new Command();
  registerPositions(program);
  await program.parseAsync(["positions", ...options], { from: "user" });
  return written.join("");
}

/** A server with two customers at one question and one at the next. */
async function servedShop() {
  const env = { DATA_DIR: await scratchDir(), CONTENT_DIR: await contentDir(mendingContent) };
  const { url, reloadContent } = await smallApp(env);
  for (const texts of [["坏了怎么办"], ["坏了怎么办"], ["坏了怎么办", "没解决"]]) {
    const client = await chatClient(url);
    for (const [index, text] of texts.entries()) {
      await client.say(text);
      await client.until((seen) => seen.length >= 3 * (index + 1));
    }
  }
  const edit = (from: string, to: string) =>
    writeContent(
      env.CONTENT_DIR,
      mendingContent.map(({ path, text }) => ({ path, text: text.replace(from, to) })),
    );
  return { env, edit, reloadContent };
}

test("it is told where customers stand, while the server runs", async () => {
  const { env } = await servedShop();
  expect((await positions(env)).trim().split("\n")).toEqual([
    expect.stringMatching(/^mend#plug\.ask {2}2 {2}[0-9a-f]{8} {2}is in this content$/u),
    expect.stringMatching(/^mend#lamp\.ask {2}1 {2}[0-9a-f]{8} {2}is in this content$/u),
    "3 inside a dialog: 3 in this content, 0 move by id, 0 by `was:`, 0 stay",
  ]);
});

test("it is told of content that is not published yet who would move, and who would stay and why", async () => {
  const { env, edit, reloadContent } = await servedShop();
  await edit("- id: plug", "- id: socket");
  const printed = await positions(env);
  expect(printed).toContain(
    'stays in its version, because mend#plug.ask: "mend" has no step "plug.ask" any more.',
  );
  expect(printed).toContain("3 inside a dialog: 0 in this content, 1 move by id, 0 by `was:`, 2 stay");
  vi.restoreAllMocks();
  await edit("- id: plug", "- id: socket\n    was: [plug]");
  expect(await reloadContent()).toBe(true);
  expect(JSON.parse(await positions(env, "--json"))).toMatchObject({
    current: 0,
    id: 1,
    was: 2,
    stays: 0,
    positions: [
      { place: "mend#plug.ask", customers: 2, goes: "was" },
      { place: "mend#lamp.ask", customers: 1, goes: "id" },
    ],
  });
});

test("a directory without a database, or with an old one, is an error that says so", async () => {
  const env = { DATA_DIR: await scratchDir(), CONTENT_DIR: await contentDir(mendingContent) };
  await expect(positions(env)).rejects.toMatchObject({
    code: "STORE_UNAVAILABLE",
    message: expect.stringContaining("Set DATA_DIR"),
  });
  const file = join(env.DATA_DIR, "fenqi.sqlite");
  await (await openSqliteStore(file, newNode())).close();
  expect(await positions(env)).toBe("No customer is inside a dialog.\n");
  const sqlite = new Sqlite(file);
  sqlite.exec("drop index conversations_inside_dialogs; alter table conversations drop column content");
  sqlite.close();
  await expect(positions(env)).rejects.toMatchObject({ message: expect.stringContaining("older version") });
});
