/**
 * Translates src/nlu/row-math/row-math.wat to WebAssembly and writes it as row-math-binary.ts beside it. With `--check`
 * it writes nothing and exits 1 when the file there is not what it would write.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import wabt from "wabt";

process.chdir(path.dirname(import.meta.dirname));

const SOURCE = "src/nlu/row-math/row-math.wat";
const BINARY = "src/nlu/row-math/row-math-binary.ts";

const { parseWat } = await wabt();
const { buffer } = parseWat(SOURCE, readFileSync(SOURCE, "utf8")).toBinary({});
const wanted = [
  "/** `row-math.wat` as WebAssembly, in base64; `npm run wasm` writes it. */",
  "export const ROW_MATH =",
  `  "${Buffer.from(buffer).toString("base64")}";`,
  "",
].join("\n");

if (!process.argv.includes("--check")) writeFileSync(BINARY, wanted);
else if (readFileSync(BINARY, "utf8") !== wanted) {
  console.error(`${BINARY} is not what ${SOURCE} translates to. Write it anew with: npm run wasm`);
  process.exitCode = 1;
}
