import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");
const RULES = [
  "scripts/check.js",
  "scripts/layers.js",
  "scripts/lint-rules.js",
  ".dependency-cruiser.cjs",
  ".oxlintrc.json",
  "biome.json",
  "knip.json",
  "tsconfig.json",
];

const PACKAGE = '{\n  "type": "module"\n}\n';

const houses: string[] = [];
afterAll(() => {
  for (const house of houses) rmSync(house, { recursive: true });
});

/** A small house under the rules of this one, with files planted in it; it is gone after the test file. */
export function plantedHouse(files: Readonly<Record<string, string>>): string {
  const house = mkdtempSync(path.join(tmpdir(), "fenqi-house-"));
  houses.push(house);

  symlinkSync(path.join(ROOT, "node_modules"), path.join(house, "node_modules"));
  for (const rule of RULES) plant(house, rule, readFileSync(path.join(ROOT, rule), "utf8"));
  for (const [file, text] of Object.entries({ "package.json": PACKAGE, ...files })) plant(house, file, text);
  return house;
}

/** Runs one part of the check, as `npm run check` does, and answers what it says and whether it passed. */
export function check(part: string, house = ROOT): { readonly passed: boolean; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/check.js", part], {
    cwd: house,
    encoding: "utf8",
  });
  return { passed: status === 0, output: stdout + stderr };
}

function plant(house: string, file: string, text: string): void {
  mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
  writeFileSync(path.join(house, file), text);
}
