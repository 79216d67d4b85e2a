/**
 * Runs one engine over all expressions and tells its parent the figures; a process of its own, so that loading and
 * memory are the engine's. Started by run.js with the engine's name.
 *
 * @typedef {{ language: string, kind: string, count: number, right: number | null }} Row
 * @typedef {{
 *   rows: Row[], misses: string[], loadMs: number, loadBytes: number, textMs: { p50: number, p99: number }, longestMs: number
 * }} Figures
 */
import { engines } from "./engines.js";
import { empty, labelled } from "./expressions.js";

/** @type {typeof import("../../src/text/normalize.ts")} */
const { normalize } = await import(new URL("../../dist/server/text/normalize.js", import.meta.url).href);

/** As long as a text gets; what a careless pattern takes long over. */
const LONG = ["1", "一", "1 ", "1,", "三千", "五点", "12月", "下个月", "twenty ", "a", " "].map((part) =>
  part.repeat(1000).slice(0, 1000),
);
const PASSES = 3;

normalize("繁體");
const name = process.argv[2] ?? "";
const load = engines[name];
if (load === undefined) throw new Error(`No engine "${name}"`);

const memoryBefore = process.memoryUsage().rss;
const started = performance.now();
const engine = await load();
// Some build their patterns at the first text only.
engine.find("明天下午5点还300元", "zh");
engine.find("300 dollars tomorrow at 5pm", "en");
const loadMs = performance.now() - started;
const loadBytes = process.memoryUsage().rss - memoryBefore;

/** @type {Map<string, Row>} */
const rows = new Map();
/** @type {string[]} */
const misses = [];
for (const { language, text, kind, expression, value } of labelled) {
  const wanted = { kind, expression: normalize(expression), value };
  const can = engine.kinds?.has(kind) ?? true;
  const right = can && engine.find(normalize(text), language).some((found) => engine.isRight(found, wanted));
  count(language, kind, can ? right : null);
  if (can && !right)
    misses.push(`${kind} ${value}: ${expression}${text === expression ? "" : ` in ${text}`}`);
}
for (const { language, text } of empty) {
  const found = engine.find(normalize(text), language);
  count(language, "nothing", found.length === 0);
  if (found.length > 0)
    misses.push(`nothing: ${text} is ${found.map(({ kind, text: part }) => `${kind} ${part}`).join(", ")}`);
}

const texts = [...labelled, ...empty].map(({ text, language }) => ({ text: normalize(text), language }));
const times = Array.from({ length: PASSES }, () =>
  texts.map(({ text, language }) => took(() => engine.find(text, language))),
)
  .flat()
  .sort((one, other) => one - other);
const longestMs = Math.max(
  ...LONG.flatMap((text) => [took(() => engine.find(text, "zh")), took(() => engine.find(text, "en"))]),
);

/** @type {Figures} */
const figures = {
  rows: [...rows.values()],
  misses,
  loadMs,
  loadBytes,
  textMs: { p50: times[Math.floor(times.length / 2)] ?? 0, p99: times[Math.floor(times.length * 0.99)] ?? 0 },
  longestMs,
};
process.send?.(JSON.stringify(figures));

/** @param {string} language @param {string} kind @param {boolean | null} right */
function count(language, kind, right) {
  const row = rows.get(`${language} ${kind}`) ?? {
    language,
    kind,
    count: 0,
    right: right === null ? null : 0,
  };
  row.count += 1;
  if (row.right !== null && right === true) row.right += 1;
  rows.set(`${language} ${kind}`, row);
}

/** @param {() => unknown} work */
function took(work) {
  const before = performance.now();
  work();
  return performance.now() - before;
}
