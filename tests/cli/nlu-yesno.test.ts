import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scratchDir } from "../support/scratch.ts";
import { compileProgram, runProgram } from "../support/server-process.ts";

let program: ReturnType<typeof compileProgram>;
beforeAll(() => {
  program = compileProgram();
}, 60_000);
afterAll(() => program.remove());

const answers = [
  { text: "还是不行", answer: "no", question: "yesno" },
  { text: "works now", answer: "yes" },
  { text: "解决了吗", answer: "unclear" },
  { text: "搞定", answer: "no" },
];

describe("fenqi nlu yesno", () => {
  test("prints the tables and what was misread, and fails when too little is right", async () => {
    const { run } = await fileOf(answers);
    const { code, stdout, stderr } = await run();
    expect(stdout).toMatch(/^all +75\.0% right {3}\(3 of 4\)$/mu);
    expect(stdout).toMatch(/^zh +66\.7% right/mu);
    expect(stdout).toMatch(/^en +100\.0% right/mu);
    expect(stdout).toMatch(/^ {2}no +1 +1 +0$/mu);
    expect(stdout).toContain("zh 搞定: no, read as yes");
    expect([code, stderr]).toEqual([1, ""]);
  });

  test("is content with the share it is told", async () => {
    const { run } = await fileOf(answers);
    expect((await run("--least", "0.75")).code).toBe(0);
    expect((await run("--least", "0.76")).code).toBe(1);
  });

  test("prints one JSON document, and still fails", async () => {
    const { run } = await fileOf(answers);
    const { code, stdout } = await run("--json");
    expect(JSON.parse(stdout)).toMatchObject({
      n: 4,
      right: 3,
      share: 0.75,
      misread: [{ text: "搞定", answer: "no", read: "yes", language: "zh" }],
    });
    expect(code).toBe(1);
  });

  test.each([
    [
      "another answer",
      '{"text": "a", "answer": "yes"}\n{"text": "b", "answer": "si"}\n',
      /:2 has no "answer"/u,
    ],
    ["a broken line", '{"text": "a",\n', /:1 is not JSON/u],
    ["nothing in it", "\n", /holds no line\./u],
  ])("names the line that is wrong: %s", async (_, text, message) => {
    const { run } = await fileOf(text);
    const { code, stdout, stderr } = await run();
    expect(stderr).toMatch(message);
    expect([code, stdout]).toEqual([2, ""]);
  });

  test.each(["97", "-0.1", "most", ""])("takes no %j for a share", async (least) => {
    const { run } = await fileOf(answers);
    const { code, stderr } = await run(`--least=${least}`);
    expect(stderr).toContain("Give a share from 0 to 1");
    expect(code).toBe(2);
  });
});

/** Runs the command on a file of these lines. */
async function fileOf(rows: string | readonly object[]) {
  const file = path.join(await scratchDir(), "answers.jsonl");
  await writeFile(file, typeof rows === "string" ? rows : rows.map((row) => JSON.stringify(row)).join("\n"));
  const run = async (...options: readonly string[]) => {
    const process = runProgram(program.main, ["nlu", "yesno", file, ...options]);
    const code = await process.ended;
    return { code, stdout: process.stdout, stderr: process.stderr };
  };
  return { run };
}
