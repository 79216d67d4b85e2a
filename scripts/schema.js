/**
 * Writes the JSON Schemas of the content files into schema/, from the schemas the loader validates with. With `--check`
 * it writes nothing and exits 1 when a file there is not what it would write.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

process.chdir(path.dirname(import.meta.dirname));

const FOLDER = "schema";
const { jsonSchemas } = await import("../dist/server/regression/json-schema.js");

/** @type {Map<string, string>} */
const wanted = new Map(
  Object.entries(jsonSchemas()).map(([name, schema]) => [name, `${JSON.stringify(schema, null, 2)}\n`]),
);
const present = existsSync(FOLDER) ? readdirSync(FOLDER) : [];

if (process.argv.includes("--check")) {
  const stale = [...wanted].filter(([name, text]) => !present.includes(name) || read(name) !== text);
  const extra = present.filter((name) => !wanted.has(name));
  for (const name of [...stale.map(([stem]) => stem), ...extra])
    console.error(`${FOLDER}/${name} is out of date.`);
  if (stale.length + extra.length > 0) {
    console.error("Write the schemas anew with: npm run schema");
    process.exitCode = 1;
  }
} else {
  mkdirSync(FOLDER, { recursive: true });
  for (const name of present) if (!wanted.has(name)) rmSync(path.join(FOLDER, name));
  for (const [name, text] of wanted) writeFileSync(path.join(FOLDER, name), text);
}

/** @param {string} name */
function read(name) {
  return readFileSync(path.join(FOLDER, name), "utf8");
}
