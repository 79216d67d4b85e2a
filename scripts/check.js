/**
 * The one check: types, format, lint, layers, dead code, content. Prints a line per part with its time, and the output
 * of a part only when it fails. Exits 1 when any part failed. `node scripts/check.js lint layers` runs those parts only.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";

process.chdir(path.dirname(import.meta.dirname));

const LINTED = ["src", "tests", "web-widget", "agent-desk", "bench", "scripts", "bin"].filter((folder) =>
  existsSync(folder),
);
const TYPED = [
  "tsconfig.json",
  "tests/tsconfig.json",
  "web-widget/tsconfig.json",
  "agent-desk/tsconfig.json",
  "bench/tsconfig.json",
  "scripts/tsconfig.json",
];

/** Each part is commands for node, run one after the other until one fails; the longest part comes first. */
const PARTS = {
  types: TYPED.filter((file) => existsSync(file)).map((file) => [
    tool("typescript/bin/tsc"),
    "--noEmit",
    "-p",
    file,
  ]),
  content: [
    ["scripts/build.js", "--server"],
    ["scripts/schema.js", "--check"],
    ["scripts/openapi.js", "--check"],
    ["bin/fenqi.js", "lint"],
    ["scripts/graph.js", "--check"],
  ],
  lint: [[tool("oxlint/bin/oxlint"), "--format=unix", ...LINTED]],
  "dead code": [[tool("knip/bin/knip.js")]],
  "test-only code": [[tool("knip/bin/knip.js"), "--production", "--include", "files,exports,types"]],
  layers: [["scripts/layers.js"]],
  wasm: [["scripts/wasm.js", "--check"]],
  format: [[tool("@biomejs/biome/bin/biome"), "check", "--reporter=summary"]],
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(", ")}. The parts are: ${Object.keys(PARTS).join(", ")}.`);
  process.exit(2);
}

const waiting = Object.entries(PARTS).filter(([name]) => asked.length === 0 || asked.includes(name));
let failed = 0;
await Promise.all(Array.from({ length: availableParallelism() }, work));
process.exitCode = failed > 0 ? 1 : 0;

async function work() {
  for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
    const [name, commands] = part;
    const started = performance.now();
    const { passed, output } = await runAll(commands);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${passed ? "ok    " : "FAILED"} ${name.padEnd(14)} ${seconds.padStart(5)} s`);
    if (!passed) {
      failed += 1;
      console.log(`${output.trimEnd()}\n`);
    }
  }
}

/** @param {string[][]} commands */
async function runAll(commands) {
  for (const command of commands) {
    const { code, output } = await run(command);
    if (code !== 0) return { passed: false, output };
  }
  return { passed: true, output: "" };
}

/**
 * @param {string[]} command
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run(command) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk) => {
        output += chunk;
      });
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

/** @param {string} file of an installed package */
function tool(file) {
  return `node_modules/${file}`;
}
