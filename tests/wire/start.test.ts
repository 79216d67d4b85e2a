import { readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chatClient } from "../support/chat-client.ts";
import { contentDir, writeContent } from "../support/content-dir.ts";
import { mendingContent } from "../support/mending-bot.ts";
import { scratchDir } from "../support/scratch.ts";
import { compileProgram, runProgram, urlOf } from "../support/server-process.ts";

let program: ReturnType<typeof compileProgram>;

beforeAll(() => {
  program = compileProgram();
}, 60_000);

afterAll(() => program.remove());

const start = async (env: Readonly<Record<string, string>> = {}, command: readonly string[] = ["start"]) =>
  runProgram(program.main, command, {
    PORT: "0",
    COALESCE_MS: "0",
    DATA_DIR: env["DATA_DIR"] ?? (await scratchDir()),
    CONTENT_DIR: env["CONTENT_DIR"] ?? (await contentDir(mendingContent)),
    ...env,
  });

describe("fenqi start", () => {
  test("prints the address of the demo shop, logs no word of a customer, and stops in good order", async () => {
    const server = await start();
    const url = await urlOf(server);
    const client = await chatClient(url);
    await client.say("坏了怎么办");
    server.child.kill("SIGTERM");
    expect(await server.ended).toBe(0);
    // What was acknowledged before the signal is answered before the end.
    expect(client.transcript()).toEqual(["customer: 坏了怎么办", "bot: 插上插头", "bot: 解决了吗"]);
    expect(server.stdout.trim().split("\n")).toEqual([expect.stringContaining(`${url}/demo/`)]);
    expect(server.stderr).not.toContain("坏了");
    for (const line of server.stderr.trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("msg");
  });

  test("trains once for the same content, and again when the model it kept is damaged", async () => {
    const [DATA_DIR, CONTENT_DIR] = [await scratchDir(), await contentDir(mendingContent)];
    const models = join(DATA_DIR, "models");
    const startAndStop = async () => {
      const server = await start({ DATA_DIR, CONTENT_DIR });
      await urlOf(server);
      server.child.kill("SIGTERM");
      expect(await server.ended).toBe(0);
      const [name = "", ...others] = await readdir(models);
      expect(others).toEqual([]);
      const file = join(models, name);
      return { file, trainedAt: (await stat(file)).mtimeMs, stderr: server.stderr };
    };
    const first = await startAndStop();
    expect((await startAndStop()).trainedAt).toBe(first.trainedAt);
    await writeFile(first.file, "FENQINLU and then nonsense");
    const mended = await startAndStop();
    expect(mended.stderr).toContain("cannot be read");
    expect((await stat(first.file)).size).toBeGreaterThan(1000);
  });

  test("says in one message what keeps it from starting, and exits 1", async () => {
    const taken = await start();
    const { port } = new URL(await urlOf(taken));
    const broken = mendingContent.map((file) => ({
      ...file,
      text: file.text.replace("dialog: mend", "dialogue: mend"),
    }));
    const expected: readonly [Readonly<Record<string, string>>, string][] = [
      [{ PORT: "abc" }, 'PORT is "abc"; expected a whole number from 0 to 65535.'],
      [{ PORT: port }, `Cannot listen on 127.0.0.1:${port}: another program listens there already.`],
      [{ DATA_DIR: "/dev/null/data" }, "The data directory /dev/null/data cannot be written"],
      [{ DATA_DIR: "/proc/data" }, "The data directory /proc/data cannot be written"],
      [{ CONTENT_DIR: await contentDir(broken) }, "dialogs/mend.yaml:2:1 error"],
    ];
    for (const [env, message] of expected) {
      const server = await start({ LOG_LEVEL: "silent", ...env });
      expect(await server.ended).toBe(1);
      expect(server.stderr).toContain(message);
      expect(server.stderr).not.toMatch(/^\s+at /m);
      expect(server.stdout).toBe("");
    }
  }, 60_000);

  test("wrong use exits 2, help exits 0", async () => {
    for (const [command, code] of [
      [["strat"], 2],
      [["start", "--help"], 0],
    ] as const) {
      expect(await (await start({}, command)).ended).toBe(code);
    }
  });
});

describe("fenqi dev", () => {
  test("answers with changed content, and complains of broken content without stopping", async () => {
    const CONTENT_DIR = await contentDir(mendingContent);
    const server = await start({ CONTENT_DIR, LOG_LEVEL: "error" }, ["dev", "--content-only"]);
    const client = await chatClient(await urlOf(server));
    const change = (from: string, to: string) =>
      writeContent(
        CONTENT_DIR,
        mendingContent
          .filter(({ path }) => path === "dialogs/mend.yaml")
          .map(({ path, text }) => ({ path, text: text.replace(from, to) })),
      );

    await change("steps:", "stepz:");
    await server.prints("What was there before goes on answering.");
    expect(server.stderr).toContain("dialogs/mend.yaml:");
    await client.say("坏了怎么办");
    await client.until((seen) => seen.length >= 3);

    await change("换个灯泡", "换新的灯泡");
    await server.prints("The content changed");
    await client.say("没解决");
    await client.until((seen) => seen.length >= 6);
    expect(client.transcript()).toContain("bot: 换新的灯泡");
    server.child.kill("SIGTERM");
    expect(await server.ended).toBe(0);
  }, 60_000);
});
