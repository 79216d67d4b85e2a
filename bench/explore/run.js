/**
 * Measures how `fenqi explore` grows with the content, on made-up bots: `npm run bench:explore`.
 *
 *   --json          one JSON document instead of the table
 *   --steps 50,100  how many steps the bots have
 *
 * @typedef {import("./measure.js").Figures} Figures
 */
import path from "node:path";
import { parseArgs } from "node:util";
import { inProcess } from "../in-process.js";

const MEASURE = path.join(import.meta.dirname, "measure.js");
const TIMEOUT_SECONDS = 1200;

const { values: asked } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    steps: { type: "string", default: "50,100,200,500,1000" },
  },
});

/** @type {Figures[]} */
const results = [];
for (const steps of asked.steps.split(",")) {
  /** @type {Figures} */
  const figures = await inProcess(MEASURE, [steps], { timeoutSeconds: TIMEOUT_SECONDS });
  results.push(figures);
}

if (asked.json) console.log(JSON.stringify({ node: process.version, results }, null, 2));
else {
  console.log(
    ["steps", "states", "transitions", "seconds", "memory, MB"].map((cell) => cell.padStart(12)).join(""),
  );
  for (const { steps, states, transitions, seconds, bytes, proven } of results) {
    const cells = [steps, states, transitions, seconds.toFixed(1), (bytes / 1e6).toFixed(0)];
    console.log(cells.map((cell) => String(cell).padStart(12)).join("") + (proven ? "" : "  not proven"));
  }
}
