/**
 * Writes docs/dialogs: the bot's dialogs as Markdown with Mermaid, an index, and a picture of the whole. With `--check` it
 * writes nothing and exits 1 when a file there is not what it would write.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

process.chdir(path.dirname(import.meta.dirname));

const FOLDER = "docs/dialogs";
const { readContent } = await built("adapters/files/read-content.js");
const { dialogPages } = await built("cli/drawing/dialog-pages.js");
const { loadBot } = await built("content/load-bot.js");

const loaded = loadBot(await readContent("."));
if (!("bot" in loaded)) {
  console.error("The dialogs cannot be drawn: the content has errors. `fenqi lint` tells them.");
  process.exit(1);
}
/** @type {ReadonlyMap<string, string>} */
const wanted = dialogPages(loaded.bot, {}, "zh");
const present = existsSync(FOLDER) ? readdirSync(FOLDER) : [];

if (process.argv.includes("--check")) {
  const stale = [...wanted].filter(([name, text]) => !present.includes(name) || read(name) !== text);
  const extra = present.filter((name) => !wanted.has(name));
  for (const name of [...stale.map(([file]) => file), ...extra])
    console.error(`${FOLDER}/${name} is out of date.`);
  if (stale.length + extra.length > 0) {
    console.error("Draw the dialogs anew with: npm run graph");
    process.exitCode = 1;
  }
} else {
  mkdirSync(FOLDER, { recursive: true });
  for (const name of present) if (!wanted.has(name)) rmSync(path.join(FOLDER, name));
  for (const [name, text] of wanted) writeFileSync(path.join(FOLDER, name), text);
}

/** @param {string} file of the built server */
function built(file) {
  return import(`../dist/server/${file}`);
}

/** @param {string} name */
function read(name) {
  return readFileSync(path.join(FOLDER, name), "utf8");
}
