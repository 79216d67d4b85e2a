/**
 * Writes docs/installments.openapi.yaml, what a shop's instalment accounts have to offer, from the schemas that their
 * answers are validated with. With `--check` it writes nothing and exits 1 when the file is not what it would write.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stringify } from "yaml";

process.chdir(path.dirname(import.meta.dirname));

const FILE = "docs/installments.openapi.yaml";
const { installmentsDocument } = await import("../dist/server/adapters/installments/openapi.js");

const head =
  "# Made from src/protocol/installments.ts. Do not edit it here: npm run openapi writes it anew.\n";
// Many readers know no aliases, and take a bare 2026-03-09 for a date and a bare `on` for true, as YAML 1.1 did.
const options = /** @type {const} */ ({ aliasDuplicateObjects: false, compat: "yaml-1.1", lineWidth: 110 });
const wanted = head + stringify(installmentsDocument(), options);

if (!process.argv.includes("--check")) {
  writeFileSync(FILE, wanted);
} else if (!existsSync(FILE) || readFileSync(FILE, "utf8") !== wanted) {
  console.error(`${FILE} is out of date.\nWrite it anew with: npm run openapi`);
  process.exitCode = 1;
}
