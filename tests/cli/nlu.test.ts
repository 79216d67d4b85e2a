import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contentDir } from "../support/content-dir.ts";
import { scratchDir } from "../support/scratch.ts";
import { compileProgram, runProgram } from "../support/server-process.ts";
import { smallBotFiles } from "../support/small-bot.ts";

let program: ReturnType<typeof compileProgram>;
beforeAll(() => {
  program = compileProgram();
}, 60_000);
afterAll(() => program.remove());

const shop = smallBotFiles({
  dialogs: {
    shop: "start: { intents: [refund, card.change] }\nsteps:\n  - say: { zh: 好的, en: all right }\n",
  },
  intents: {
    refund:
      "intent: refund\ntitle: { zh: 退款, en: refund }\nutterances: { zh: [怎么退款, 我要退款, 退款在哪], en: [refund, money back, I want a refund] }\n",
    "card.change":
      "intent: card.change\ntitle: { zh: 换卡, en: change card }\nutterances: { zh: [怎么换卡, 换一张卡, 卡不对], en: [change card, another card, wrong card] }\n",
  },
});

test("nobody who reads the first line only, as head does, is told of a broken pipe", async () => {
  const process = runProgram(program.main, ["lint"], { CONTENT_DIR: await contentDir(shop) });
  process.child.stdout?.destroy();
  expect(await process.ended).toBe(0);
  expect(process.stderr).toBe("");
});

const questions = [
  { text: "怎么退款", intent: "refund" },
  { text: "我要退款", intent: "card.change" },
  { text: "怎么换卡", intent: "card.change" },
  { text: "<b>怎么换卡", intent: "refund", also: ["card.change"] },
];

describe("fenqi nlu eval --html", () => {
  test("writes a page, says where, and leaves the JSON alone", async () => {
    const { file, run } = await shopWith(questions);
    const target = path.join(path.dirname(file), "eval.html");
    const { code, stdout, stderr } = await run("eval", file, "--json", "--html", target);
    expect(stderr).toBe(
      `3 of 4 questions stand word for word among the utterances: these flatter the figures.\nPage: ${target}\n`,
    );
    expect(JSON.parse(stdout)).toMatchObject({
      n: 4,
      leaked: 3,
      confusions: [{ intent: "card.change", n: 1 }],
    });
    expect(code).toBe(0);
    const page = await readFile(target, "utf8");
    expect(page).toContain("<dd>questions.jsonl</dd>");
    expect(page).toMatch(/<dt>model<\/dt><dd>[\da-f]{12}<\/dd>/u);
    expect(page).toMatch(/<dt>measured<\/dt><dd>\d{4}-\d\d-\d\d \d\d:\d\d UTC<\/dd>/u);
  });

  test("refuses a folder that is missing before anything is measured", async () => {
    const { file, run } = await shopWith(questions);
    const target = path.join(path.dirname(file), "gone", "eval.html");
    const { code, stdout, stderr } = await run("eval", file, "--html", target);
    expect(stderr).toContain(`there is no folder ${path.dirname(target)}. Make it first: mkdir -p`);
    expect([code, stdout]).toEqual([2, ""]);
  });

  test("refuses to write over a folder", async () => {
    const { file, run } = await shopWith(questions);
    const target = path.join(path.dirname(file), "pages");
    await mkdir(target);
    const { code, stderr } = await run("eval", file, "--html", target);
    expect(stderr).toContain("this is a folder. Name the file in it:");
    expect(code).toBe(2);
    expect(await readdir(target)).toEqual([]);
  });
});

describe("fenqi nlu eval tells what is wrong with a file of questions:", () => {
  test.each([
    [
      "a broken line",
      '{"text": "a", "intent": "refund"}\n{"text": "b",\n',
      /questions\.jsonl:2 is not JSON/u,
    ],
    ["no labels", '{"text": "a"}\n', /questions\.jsonl:1 has no "intent", or one of another shape\./u],
    ["a list in a line", "[1]\n", /questions\.jsonl:1 is no object/u],
    ["nothing in it", "\n", /holds no line\./u],
  ])("%s", async (_, text, message) => {
    const { file, run } = await shopWith(text);
    const { code, stderr } = await run("eval", file);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });

  test("no file at all", async () => {
    const { file, run } = await shopWith("");
    const { code, stderr } = await run("eval", `${file}.gone`);
    expect(stderr).toContain("questions.jsonl.gone cannot be read");
    expect(code).toBe(2);
  });

  test("labels that are no intents of the bot, which are still measured", async () => {
    const { file, run } = await shopWith([...questions, { text: "退款", intent: "refnd" }]);
    const { code, stdout, stderr } = await run("eval", file, "--json");
    expect(stderr).toContain('The bot has no intent "refnd", with which 1 question is labelled.\n');
    expect(JSON.parse(stdout)).toMatchObject({ n: 5 });
    expect(code).toBe(0);
  });

  test("not a byte order mark in front of the first line", async () => {
    const { file, run } = await shopWith('\ufeff{"text": "怎么退款", "intent": "refund"}\r\n');
    expect(JSON.parse((await run("eval", file, "--json")).stdout)).toMatchObject({ n: 1, accuracy: 1 });
  });
});

test.each([
  ["cross-validate", ["--folds", "2"], "Confusion matrix"],
  ["robustness", [], "Chinese, way by way"],
])("fenqi nlu %s --html writes a page, too", async (command, options, title) => {
  const { file, run } = await shopWith(questions);
  const target = path.join(path.dirname(file), "page.html");
  const { code, stdout, stderr } = await run(command, ...options, "--json", "--html", target);
  expect(stderr).toBe(`Page: ${target}\n`);
  expect(JSON.parse(stdout)).toHaveProperty("n");
  expect(code).toBe(0);
  expect(await readFile(target, "utf8")).toContain(`<h2>${title}</h2>`);
});

describe("fenqi nlu bench --engine node-nlp", () => {
  const lessons = ["怎么退款", "我要退款", "退款在哪", "怎么换卡", "换一张卡", "卡不对"].map(
    (text, place) => ({
      text,
      intent: place < 3 ? "refund" : "card.change",
    }),
  );

  test("prints one JSON document, however much NLP.js has to say, and writes a page", async () => {
    const { file, run } = await shopWith(lessons);
    const target = path.join(path.dirname(file), "bench.html");
    const engine = ["--engine", "node-nlp", "--json", "--html", target];
    const { code, stdout, stderr } = await run("bench", "--train", file, "--test", file, ...engine);
    expect(stderr).toBe(`Page: ${target}\n`);
    expect(JSON.parse(stdout)).toMatchObject({ engine: "node-nlp", n: 6, accuracy: 1 });
    expect(code).toBe(0);
    expect(await readFile(target, "utf8")).toContain("Benchmark: node-nlp on questions.jsonl");
  });

  test("says how to install it where it is not, as on a server; the other engines do without", async () => {
    const { file, run } = await shopWith(lessons);
    const without = { NODE_OPTIONS: `--import ${await withoutNodeNlp()}` };
    const bench = (engine: string) =>
      run.in(without)("bench", "--train", file, "--test", file, "--engine", engine);
    const { code, stdout, stderr } = await bench("node-nlp");
    expect(stderr).toContain('The engine "node-nlp" is not installed');
    expect(stderr).toContain("npm install --no-save node-nlp@4");
    expect([code, stdout]).toEqual([2, ""]);
    expect((await bench("natural-bayes")).code).toBe(0);
  });
});

/** A module that makes Node look for a package which nobody has, whenever node-nlp is asked for. */
async function withoutNodeNlp(): Promise<string> {
  const hooks = `export const resolve = (name, context, next) => next(name === "node-nlp" ? "nobody-has-this" : name, context);`;
  const file = path.join(await scratchDir(), "without-node-nlp.mjs");
  const url = `data:text/javascript,${encodeURIComponent(hooks)}`;
  await writeFile(file, `import { register } from "node:module";\nregister(${JSON.stringify(url)});\n`);
  return file;
}

/** A file of questions, and the command line of a shop with two intents. */
async function shopWith(rows: string | readonly object[]) {
  const content = await contentDir(shop);
  const data = await scratchDir();
  const file = path.join(await scratchDir(), "questions.jsonl");
  await writeFile(file, typeof rows === "string" ? rows : rows.map((row) => JSON.stringify(row)).join("\n"));
  const inEnv =
    (env: Readonly<Record<string, string>>) =>
    async (...args: readonly string[]) => {
      const settings = { CONTENT_DIR: content, DATA_DIR: data, ...env };
      const process = runProgram(program.main, ["nlu", ...args], settings);
      const code = await process.ended;
      return { code, stdout: process.stdout, stderr: process.stderr };
    };
  return { file, run: Object.assign(inEnv({}), { in: inEnv }) };
}
