import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { contentDir } from "../support/content-dir.ts";
import { gossip, noise, topics } from "../support/gossip.ts";
import { scratchDir } from "../support/scratch.ts";
import { compileProgram, runProgram, urlOf } from "../support/server-process.ts";
import { smallBotFiles } from "../support/small-bot.ts";

let program: ReturnType<typeof compileProgram>;
beforeAll(() => {
  program = compileProgram();
}, 60_000);
afterAll(() => program.remove());

/** Utterances that share no word with those of the other topic: only messages tell which words belong together. */
function topicIntent(name: keyof typeof topics, zh: string): string {
  const en = topics[name].map((word) => `where is my ${word}`);
  return `intent: ${name}\ntitle: { zh: ${zh}, en: ${name} }\nutterances: { zh: [怎么${zh}, ${zh}在哪里, 我要${zh}], en: [${en.join(", ")}] }\n`;
}

const shop = smallBotFiles({
  dialogs: {
    shop: "start: { intents: [garden, kitchen] }\nsteps:\n  - say: { zh: 好的, en: all right }\n",
  },
  intents: { garden: topicIntent("garden", "还款"), kitchen: topicIntent("kitchen", "退货") },
});

/** Each of these trains a dozen models. */
vi.setConfig({ testTimeout: 90_000 });

describe("fenqi nlu embed", () => {
  test("keeps what it learned where the bot gains by it, says how much, and leaves out what does not help", async () => {
    const { data, fileOf, run } = await workshop();
    const file = await fileOf("messages.txt", ["", ...gossip(), "  ", "12", ...noise()].join("\r\n"));
    const { code, stdout, stderr } = await run("nlu", "embed", file);
    const kept = path.join(data, "embeddings.bin");
    expect(stdout).toMatch(
      /^Chinese: 600 messages, from which a table of [\d,]+ features in 32 dimensions was learned: \d+ kB, [\d.]+ s\.$/mu,
    );
    const heldOut =
      "Of the bot's own held-out utterances [\\d.]+% are understood with the table and [\\d.]+% without";
    expect(stdout).toMatch(new RegExp(`Chinese.*\n  ${heldOut}: it is not used\\.\nEnglish`, "u"));
    expect(stdout).toMatch(
      new RegExp(`English.*\n  ${heldOut}: it is used\\.\n1 message in no language`, "u"),
    );
    expect(stdout).toContain(`Kept: ${kept}, `);
    expect(stderr).toContain("keep it with the data, not in a repository");
    expect(code).toBe(0);
    expect((await stat(kept)).mode & 0o077).toBe(0);
    expect((await readFile(kept, "utf8")).includes(gossip()[0] ?? "")).toBe(false);
  });

  test("gives the same table for the same messages, from text and from JSON lines, and trains with it once", async () => {
    const { data, fileOf, run } = await workshop();
    const lines = gossip().map((text) => JSON.stringify({ at: 1, text }));
    const [text, json] = [
      await fileOf("messages.txt", gossip().join("\n")),
      await fileOf("messages.jsonl", lines.join("\n")),
    ];
    const figures = JSON.parse((await run("nlu", "embed", text, "--json")).stdout);
    const kept = path.join(data, "embeddings.bin");
    const first = await readFile(kept);
    expect(figures).toMatchObject({ file: kept, bytes: first.length, unsorted: 0 });
    expect(figures.languages).toEqual([
      {
        language: "en",
        messages: 600,
        outcome: "used",
        features: expect.any(Number),
        dimensions: 32,
        bytes: first.length,
        seconds: expect.any(Number),
        without: expect.any(Number),
        with: expect.any(Number),
      },
    ]);
    expect(figures.languages[0].with).toBeGreaterThan(figures.languages[0].without);
    await run("nlu", "embed", json, "--lang", "en");
    expect(await readFile(kept)).toEqual(first);
    // The bot was trained with the table when that was tried: nobody has to wait for it again.
    expect(await readdir(path.join(data, "models"))).toHaveLength(1);
    await run("parse", "where is my rose");
    expect(await readdir(path.join(data, "models"))).toHaveLength(1);
  });

  test("gives training and cross-validation what they use, until it is removed", async () => {
    const { data, fileOf, run } = await workshop();
    const kept = path.join(data, "embeddings.bin");
    await run("nlu", "embed", await fileOf("messages.txt", gossip().join("\n")));
    expect((await run("train")).stdout).toContain("\nwith embeddings for en\n");
    const crossValidate = async () =>
      JSON.parse((await run("nlu", "cross-validate", "--folds", "2", "--lang", "en", "--json")).stdout);
    expect((await crossValidate()).accuracy).toBeGreaterThan(0.9);
    expect((await run("nlu", "embed", "--remove")).stdout).toContain(`Deleted ${kept}.`);
    expect((await run("nlu", "embed", "--remove")).stdout).toContain("There is nothing to delete");
    expect((await crossValidate()).accuracy).toBeLessThan(0.75);
    expect(JSON.parse((await run("train", "--json")).stdout)).toMatchObject({ embeddings: [] });
  });

  test("keeps nothing when no language gains, and leaves what was kept earlier", async () => {
    const { data, fileOf, run } = await workshop();
    const useless = await fileOf("noise.txt", noise().join("\n"));
    const first = await run("nlu", "embed", useless);
    expect(first.stdout).toContain("it is not used.\nNothing is kept.\n");
    expect([first.code, first.stderr]).toEqual([0, ""]);
    expect(await readdir(data)).not.toContain("embeddings.bin");

    await run("nlu", "embed", await fileOf("gossip.txt", gossip().join("\n")));
    const kept = await readFile(path.join(data, "embeddings.bin"));
    expect((await run("nlu", "embed", useless)).stdout).toContain("What was kept earlier stays as it is.\n");
    expect(await readFile(path.join(data, "embeddings.bin"))).toEqual(kept);
  });

  test("writes elsewhere when told to, and over nothing that is no table", async () => {
    const { data, fileOf, run } = await workshop();
    const file = await fileOf("gossip.txt", gossip().join("\n"));
    const out = path.join(path.dirname(file), "table.bin");
    const { code, stdout } = await run("nlu", "embed", file, "--out", out);
    expect(stdout).toContain("once it lies in its DATA_DIR as embeddings.bin");
    expect([code, (await stat(out)).isFile()]).toEqual([0, true]);
    expect(await readdir(data)).not.toContain("embeddings.bin");

    const over = await run("nlu", "embed", file, "--out", file);
    expect(over.stderr).toContain(`--out ${file}: that file is something else.`);
    expect(over.code).toBe(2);
    expect(await readFile(file, "utf8")).toBe(gossip().join("\n"));
  });
});

describe("fenqi nlu embed tells what is wrong with", () => {
  const gb18030 = Buffer.concat([Buffer.from("怎么还款\n"), Buffer.from([0xd4, 0xf5, 0xc3, 0xb4])]);

  test.each([
    ["no file", undefined, /Name at least one file/u],
    ["another encoding", gb18030, /messages\.txt:2 is not UTF-8\. Convert the file first, such as: iconv/u],
    ["too few messages", "where is my rose\n怎么还款\n", /too little text to learn from: 2 messages/u],
    ["nothing in it", "\n \n", /too little text to learn from: 0 messages/u],
  ])("%s", async (_, text, message) => {
    const { fileOf, run } = await workshop();
    const files = text === undefined ? [] : [await fileOf("messages.txt", text)];
    const { code, stdout, stderr } = await run("nlu", "embed", ...files);
    expect(stderr).toMatch(message);
    expect([code, stdout]).toEqual([2, ""]);
  });

  test("a missing file, a line that is no JSON, a missing folder, and files beside --remove", async () => {
    const { data, fileOf, run } = await workshop();
    const lines = await fileOf("messages.jsonl", '{"text": "a"}\n{"message": "b"}\n');
    for (const [args, message] of [
      [[`${lines}.gone`], "messages.jsonl.gone cannot be read"],
      [[lines], 'messages.jsonl:2 has no "text"'],
      [[lines, "--out", path.join(data, "gone", "table.bin")], "there is no folder"],
      [[lines, "--remove"], "--remove takes no files"],
    ] as const) {
      const { code, stdout, stderr } = await run("nlu", "embed", ...args);
      expect(stderr).toContain(message);
      expect([code, stdout]).toEqual([2, ""]);
    }
  });
});

test("with a damaged table the server starts, warns in its log and answers; commands say so on stderr", async () => {
  const { data, run, start } = await workshop();
  await writeFile(path.join(data, "embeddings.bin"), "not a table any more");
  const server = start("start");
  await urlOf(server);
  const warning = "The table of embeddings cannot be read; the bot does without it.";
  await server.prints(warning);
  await server.prints("EMBEDDINGS_UNREADABLE");
  const { code, stdout, stderr } = await run("train");
  expect(stderr).toContain(`${warning} The table of embeddings was not written by this product.`);
  expect(stderr).toContain("fenqi nlu embed --remove");
  expect(code).toBe(0);
  expect(stdout).not.toContain("with embeddings");
});

describe("fenqi nlu bench --unlabelled", () => {
  test("has our engine read messages first, and refuses it to engines that cannot", async () => {
    const { fileOf, run } = await workshop();
    const rows = (["garden", "kitchen"] as const).flatMap((intent) =>
      topics[intent].map((word) => JSON.stringify({ text: `where is my ${word}`, intent })),
    );
    const train = await fileOf("train.jsonl", rows.filter((_, at) => at % 2 === 0).join("\n"));
    const measure = await fileOf("test.jsonl", rows.filter((_, at) => at % 2 === 1).join("\n"));
    const messages = await fileOf("messages.txt", gossip().join("\n"));
    const bench = (...args: readonly string[]) =>
      run("nlu", "bench", "--train", train, "--test", measure, "--lang", "en", "--json", ...args);
    expect(JSON.parse((await bench()).stdout).accuracy).toBeLessThan(0.75);
    expect(JSON.parse((await bench("--unlabelled", messages)).stdout).accuracy).toBeGreaterThan(0.9);
    const refused = await bench("--unlabelled", messages, "--engine", "natural-bayes");
    expect(refused.stderr).toContain('only "ours" can');
    expect([refused.code, refused.stdout]).toEqual([2, ""]);
    const few = await bench("--unlabelled", await fileOf("few.txt", "where is it\n"));
    expect(few.stderr).toContain("too little text to learn from: 1 message.");
    expect(few.code).toBe(2);
  });
});

/** The command line of a bot with two topics, and files to give it. */
async function workshop() {
  const [content, data, files] = [await contentDir(shop), await scratchDir(), await scratchDir()];
  const settings = { CONTENT_DIR: content, DATA_DIR: data, PORT: "0" };
  const start = (...args: readonly string[]) => runProgram(program.main, args, settings);
  return {
    data,
    start,
    async fileOf(name: string, text: string | Uint8Array): Promise<string> {
      const file = path.join(files, name);
      await writeFile(file, text);
      return file;
    },
    async run(...args: readonly string[]) {
      const process = start(...args);
      const code = await process.ended;
      return { code, stdout: process.stdout, stderr: process.stderr };
    },
  };
}
