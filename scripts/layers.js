/**
 * Checks who imports whom in src, web-widget and agent-desk against `.dependency-cruiser.cjs`, from the working directory.
 * Exits 1 when a rule is broken, and when an import in any TypeScript file on disk was not seen.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import swc from "@swc/core";

// dependency-cruiser asks swc for plain TypeScript only, and JSX in a .tsx file would be a syntax error.
const parseFile = swc.parseFileSync;
Object.assign(swc, {
  /** @param {string} file @param {swc.TsParserConfig} options */
  parseFileSync: (file, options) => parseFile(file, { ...options, tsx: file.endsWith(".tsx") }),
});
const { cruise } = await import("dependency-cruiser");

const { forbidden, options } = createRequire(import.meta.url)(path.resolve(".dependency-cruiser.cjs"));
const folders = ["src", "web-widget", "agent-desk"].filter((folder) => existsSync(folder));
const { output } = await cruise(folders, { ...options, validate: true, ruleSet: { forbidden } });
if (typeof output === "string") throw new Error("dependency-cruiser answered with text instead of a result");

const files = folders.flatMap(typescriptFiles);
const modules = new Map(output.modules.map((module) => [module.source, module]));
const unseen = files.filter((file) => !isSeen(file));
const { violations } = output.summary;

for (const file of unseen)
  console.log(`${file} was not seen, or not all of its imports: this check is blind.`);
for (const { rule, from, to, cycle } of violations) {
  const route = cycle === undefined ? [to] : cycle.map((step) => step.name);
  console.log(`${rule.name}: ${[from, ...route].join(" -> ")}`);
}
console.log(`${files.length} files, ${modules.size} modules, ${violations.length} violations`);
process.exitCode = violations.length + unseen.length > 0 ? 1 : 0;

/**
 * A missing parser makes dependency-cruiser skip files or their types and still report success, so it is not believed.
 *
 * @param {string} file
 */
function isSeen(file) {
  const found = modules.get(file)?.dependencies.map((dependency) => dependency.module);
  const imports = readFileSync(file, "utf8").matchAll(/^(?:import|export|\}) .*from "([^"]+)";$/gm);
  // Node's own modules are listed without their "node:".
  return (
    found !== undefined &&
    [...imports].every(([, target = ""]) => found.includes(target.replace(/^node:/, "")))
  );
}

/** @param {string} folder */
function typescriptFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => path.posix.join(folder, file))
    .filter((file) => /\.tsx?$/.test(file) && !file.includes("node_modules/"));
}
