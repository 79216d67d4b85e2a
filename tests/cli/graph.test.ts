import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { Command } from "commander";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { registerGraph } from "../../src/cli/graph.ts";
import { parseFlowchart } from "../regression/graph/mermaid-grammar.ts";
import { contentDir } from "../support/content-dir.ts";
import { scratchDir } from "../support/scratch.ts";
import { compileProgram } from "../support/server-process.ts";
import { smallBotFiles } from "../support/small-bot.ts";
import { testShop } from "./test-shop.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const files = smallBotFiles({
  dialogs: {
    repay: `
        start: { phrases: [怎么还] }
        steps:
          - id: ready
            ask: { zh: 准备好了吗？, en: Ready? }
            yesno: { yes: pay, no: card }
          - { id: pay, say: 请付款 }
      `,
    card: "start: { phrases: [换卡] }\nsteps: [{ id: how, say: 在设置里换 }]\n",
  },
});

/** What the command prints, and what it says beside it. */
async function graph(...options: readonly string[]) {
  vi.stubEnv("CONTENT_DIR", await contentDir(files));
  vi.stubEnv("DATA_DIR", await scratchDir());
  const printed: string[] = [];
  const noted: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => printed.push(String(text)) > 0);
  vi.spyOn(process.stderr, "write").mockImplementation((text) => noted.push(String(text)) > 0);
  const program = new Command().exitOverride();
  registerGraph(program);
  await program.parseAsync(["graph", ...options], { from: "user" });
  return { printed: printed.join(""), noted: noted.join("") };
}

test("one dialog is printed as Mermaid, in the language that is wanted", async () => {
  const { nodes } = parseFlowchart((await graph("repay", "--lang", "en")).printed);
  expect(nodes.get("s_ready")?.lines).toEqual(["ready · ask", "Ready?"]);
});

test("a pattern is known by its name, and a mistyped name by the nearest", async () => {
  expect((await graph("cancel")).printed).toContain("s1 · say");
  await expect(graph("repai")).rejects.toThrow('There is no dialog "repai". Did you mean "repay"?');
});

test("the whole is printed as one picture", async () => {
  expect([...parseFlowchart((await graph("--all")).printed).nodes.keys()]).toContain("d_repay");
  expect((await graph("--all", "--format", "svg")).printed).toMatch(/^<svg .*<\/svg>\n$/su);
});

test("a file has the format that it ends in", async () => {
  const file = path.join(await scratchDir(), "repay.svg");
  await graph("repay", "--out", file);
  expect(await readFile(file, "utf8")).toMatch(/^<svg xmlns/u);
});

test("all dialogs and the whole go into a folder, which is made", async () => {
  const folder = path.join(await scratchDir(), "new", "drawings");
  const { noted } = await graph("--out", folder);
  const written = await readdir(folder);
  expect(written).toEqual(expect.arrayContaining(["repay.mmd", "card.mmd", "_human.mmd", "whole.mmd"]));
  expect(noted).toBe(`${written.length} files in ${folder}.\n`);
  for (const file of written) parseFlowchart(await readFile(path.join(folder, file), "utf8"));
});

test("pages for all dialogs have an index", async () => {
  const folder = await scratchDir();
  await graph("--format", "markdown", "--out", folder);
  expect((await readdir(folder)).sort()).toEqual([
    "README.md",
    "_patterns.md",
    "card.md",
    "repay.md",
    "whole.svg",
  ]);
});

test("what tests go through is counted as they count it", async () => {
  const program = compileProgram();
  onTestFinished(() => program.remove());
  const { run } = await testShop(program.main, await scratchDir());
  const { stdout, code } = await run("graph", "repay", "--coverage");
  const { arrows, nodes } = parseFlowchart(stdout);
  expect(arrows.map(({ label }) => label)).toEqual(["1×", "1×"]);
  expect(nodes.get("s_how")?.look).toBe("reached");
  expect(code).toBe(0);
}, 60_000);

test("where conversations went is counted, whatever else a line knows of them", async () => {
  const file = path.join(await scratchDir(), "talks.jsonl");
  const said = (step: string) => ({ text: "…", buttons: [], origin: { dialog: "repay", step } });
  const line = {
    format: 1,
    id: "c1",
    turns: [{ at: 1, said: [said("ready")] }, { said: [said("pay"), said("gone")] }, {}],
  };
  await writeFile(file, `${JSON.stringify(line)}\n`);
  const { printed, noted } = await graph("repay", "--traffic", file);
  expect(parseFlowchart(printed).arrows.map(({ label }) => label)).toEqual([
    "1",
    "yes 是的 1",
    "no 不是",
    "",
  ]);
  expect(noted).toBe("1 message of 1 conversation came from steps the bot does not have.\n");
  await writeFile(file, '{"turns": 1}\n');
  await expect(graph("repay", "--traffic", file)).rejects.toThrow(/talks\.jsonl:1 has no "turns"/u);
});

test("as JSON, a dialog comes with its steps and ways, and with what leads to what", async () => {
  const { printed } = await graph("repay", "--json");
  expect(JSON.parse(printed)).toMatchObject({
    dialogs: [
      {
        id: "repay",
        starts: [{ way: "phrase" }],
        steps: [
          {
            id: "ready",
            verb: "ask",
            ways: [
              { way: "option:yes", words: "是的", target: { to: "step", dialog: "repay", step: "pay" } },
              { way: "option:no", target: { to: "step", dialog: "card", step: "how" } },
            ],
          },
          { id: "pay" },
        ],
      },
    ],
    leads: [{ from: "repay", to: "card", by: "go", steps: ["ready"] }],
  });
});

test.each([
  [[], /more than one drawing.*--out FOLDER/u],
  [["repay", "--all"], /Name none/u],
  [["repay", "--format", "markdown"], /Name none/u],
  [["repay", "--format", "mermaid", "--out", "a.svg"], /does not go with --format mermaid/u],
  [["--out", "a.svg"], /more than one file/u],
  [["repay", "--out", "/no/such/folder/a.svg"], /there is no folder/u],
])("what does not go together is refused: %j", async (options, message) => {
  await expect(graph(...options)).rejects.toThrow(message);
});
