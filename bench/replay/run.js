/**
 * Measures `fenqi replay` on one core, with conversations made of the dialog tests: `npm run bench:replay`.
 *
 *   --conversations <n>  10000
 *   --json               one JSON document instead of the table
 *
 * @typedef {import("./record.js").Recorded} Recorded
 * @typedef {import("./measure.js").Whole} Whole
 * @typedef {import("./measure.js").Shares} Shares
 */
import path from "node:path";
import { parseArgs } from "node:util";
import { canPin, inProcess } from "../in-process.js";
import { scratch } from "../server/scratch.js";

const RECORD = path.join(import.meta.dirname, "record.js");
const MEASURE = path.join(import.meta.dirname, "measure.js");
const TIMEOUT_SECONDS = 1800;

/** A week's conversations are to be replayed while one waits: 10,000 in two minutes. */
const MOST_SECONDS = 120;
const OF = 10_000;

const { values: asked } = parseArgs({
  options: {
    conversations: { type: "string", default: String(OF) },
    json: { type: "boolean", default: false },
  },
});
const wanted = Number(asked.conversations);
if (!(Number.isInteger(wanted) && wanted >= 1 && wanted <= 1_000_000)) {
  console.error("--conversations takes a number from 1 to 1000000.");
  process.exit(2);
}

process.env["DATA_DIR"] = path.join(scratch, "data");
const file = path.join(scratch, "conversations.jsonl");
const options = { timeoutSeconds: TIMEOUT_SECONDS, onOneCore: true };
/** @type {Recorded} */
const recorded = await inProcess(RECORD, [file, String(wanted)], { timeoutSeconds: TIMEOUT_SECONDS });
/** @type {Whole} */
const whole = await inProcess(MEASURE, [file, "whole"], options);
/** @type {Shares} */
const shares = await inProcess(MEASURE, [file, "shares"], options);

const most = (MOST_SECONDS * wanted) / OF;
const figures = {
  ...recorded,
  seconds: whole.seconds,
  mostSeconds: most,
  perSecond: wanted / whole.seconds,
  memoryMB: whole.bytes / 1e6,
  fileMB: recorded.bytes / 1e6,
  same: whole.same / wanted,
  understanding: shares.understanding,
  onOneCore: canPin,
};
if (asked.json) console.log(JSON.stringify({ node: process.version, ...figures }, null, 2));
else {
  const lines = [
    ["conversations", `${recorded.conversations} of ${recorded.tests} tests, ${recorded.turns} turns`],
    ["file", `${figures.fileMB.toFixed(1)} MB`],
    [
      "seconds",
      `${figures.seconds.toFixed(1)} (at most ${most.toFixed(1)})${canPin ? "" : ", on all cores"}`,
    ],
    ["conversations a second", figures.perSecond.toFixed(0)],
    ["memory", `${figures.memoryMB.toFixed(0)} MB`],
    [
      "understanding",
      `${(100 * figures.understanding).toFixed(0)} % of the time, reading and training apart`,
    ],
    ["same as recorded", `${(100 * figures.same).toFixed(1)} %`],
  ];
  for (const [name = "", value = ""] of lines) console.log(`${name.padEnd(24)}${value}`);
}
if (wanted >= OF && figures.seconds > most) process.exitCode = 1;
