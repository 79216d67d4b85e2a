/**
 * Where the server's time goes while customers talk: by area and by function, of a profile that V8 samples.
 *
 * @typedef {{
 *   id: number, callFrame: { functionName: string, url: string, lineNumber: number }, children?: readonly number[]
 * }} ProfileNode
 * @typedef {{ nodes: readonly ProfileNode[], samples: readonly number[], timeDeltas: readonly number[] }} Profile
 * @typedef {{ name: string, share: number }} Share of the busy time
 * @typedef {{
 *   areas: readonly Share[], functions: readonly Share[], wholes: readonly Share[]
 * }} ProfileSummary `functions` by the time in them alone; `wholes` are our own functions with all that they call before
 *   they first wait
 */

/** @type {readonly [RegExp, string][]} */
const AREAS = [
  [/node_modules\/(socket\.io|engine\.io|ws|@socket\.io)[^/]*\//, "socket.io, engine.io, ws"],
  [/node_modules\/(better-sqlite3|bindings)\//, "SQLite"],
  [/node_modules\/(pg|pg-[a-z]+|postgres-[a-z]+)\//, "pg"],
  [/node_modules\/kysely\//, "Kysely"],
  [/node_modules\/zod\//, "zod"],
  [/node_modules\/(ioredis|@ioredis)\//, "ioredis"],
  [/node_modules\/(fastify|@fastify|find-my-way|avvio|light-my-request|jose)\//, "fastify, jose"],
  [/node_modules\/(liquidjs|@marcbachmann)\//, "templates and conditions"],
  [/node_modules\/(prom-client|pino|@opentelemetry)[^/]*\//, "metrics, logs, traces"],
  [/node_modules\/(@node-rs|natural|opencc-js|pinyin-pro|re2js)/, "our nlu"],
  [/dist\/server\/(nlu|text)\//, "our nlu"],
  [/dist\/server\/(dialog|conversation|content|desk)\//, "our dialog and conversation"],
  [/dist\/server\/adapters\/store\//, "our store"],
  [/dist\/server\/adapters\/(socket|http|auth)\//, "our socket and http"],
  [/dist\/server\//, "our runtime"],
  [/node_modules\//, "other packages"],
];

/** Statements of better-sqlite3 are native functions without a file. */
const SQLITE_CALLS = new Set(["run", "all", "get", "exec", "iterate", "prepare"]);

/** @param {Profile} profile @returns {ProfileSummary} */
export function summaryOf({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  /** @type {Map<number, ProfileNode>} */
  const parents = new Map();
  for (const node of nodes) for (const child of node.children ?? []) parents.set(child, node);

  /** @type {Map<number, number>} */
  const selfUs = new Map();
  samples.forEach((id, index) => {
    selfUs.set(id, (selfUs.get(id) ?? 0) + Math.max(0, timeDeltas[index] ?? 0));
  });
  /** @type {Map<string, number>} */
  const areas = new Map();
  /** @type {Map<string, number>} */
  const functions = new Map();
  /** @type {Map<string, number>} */
  const wholes = new Map();
  let busyUs = 0;
  for (const [id, us] of selfUs) {
    const node = byId.get(id);
    if (node === undefined) continue;
    if (node.callFrame.functionName === "(idle)") continue;
    const stack = stackOf(node, parents);
    // Watching is no work of the server.
    if (stack.some(({ callFrame: { url } }) => url === "node:inspector" || url.includes("/bench/server/")))
      continue;
    busyUs += us;
    add(areas, areaOf(stack), us);
    add(functions, nameOf(stack), us);
    const ours = stack.filter(({ callFrame: { url } }) => url.includes("dist/server/"));
    for (const name of new Set(ours.map((frame) => nameOf([frame])))) add(wholes, name, us);
  }
  return {
    areas: sharesOf(areas, busyUs),
    functions: sharesOf(functions, busyUs),
    wholes: sharesOf(wholes, busyUs),
  };
}

/** @param {ProfileSummary} summary @param {number} cpuUs of a turn @param {number} [most] functions that are shown */
export function profileLines({ areas, functions, wholes }, cpuUs, most = 25) {
  /** @param {Share} share */
  const line = ({ name, share }) =>
    `${(share * 100).toFixed(1).padStart(6)} %${(share * cpuUs).toFixed(0).padStart(7)} µs  ${name}`;
  return [
    `Self time by area: of the busy time, and of ${cpuUs.toFixed(0)} µs a turn`,
    ...areas.map(line),
    "",
    `The ${most} functions with most self time`,
    ...functions.slice(0, most).map(line),
    "",
    `The ${most} largest of our functions with all that they call, up to where they wait`,
    ...wholes.slice(0, most).map(line),
  ];
}

/** A function and its callers. @param {ProfileNode} node @param {ReadonlyMap<number, ProfileNode>} parents */
function stackOf(node, parents) {
  /** @type {ProfileNode[]} */
  const stack = [];
  for (let at = /** @type {ProfileNode | undefined} */ (node); at !== undefined; at = parents.get(at.id))
    stack.push(at);
  return stack;
}

/** Node's own and native functions are charged to whoever called them. @param {readonly ProfileNode[]} stack */
function areaOf(stack) {
  const name = stack[0]?.callFrame.functionName;
  if (name === "(garbage collector)") return "garbage collection";
  if (name === "(program)") return "native code without a caller";
  if (isSqliteCall(stack)) return "SQLite";
  for (const { callFrame } of stack) {
    const [, area] = AREAS.find(([pattern]) => pattern.test(callFrame.url)) ?? [];
    if (area !== undefined) return area;
  }
  const isNode = stack.some(({ callFrame }) => callFrame.url.startsWith("node:"));
  return isNode ? "Node itself: sockets, streams, timers" : "other";
}

/** @param {readonly ProfileNode[]} stack */
function isSqliteCall([called, caller]) {
  if (called === undefined || called.callFrame.url !== "") return false;
  return (
    SQLITE_CALLS.has(called.callFrame.functionName) &&
    /kysely|better-sqlite3|adapters\/store/.test(caller?.callFrame.url ?? "")
  );
}

/** @param {readonly ProfileNode[]} stack */
function nameOf([called, caller]) {
  if (called === undefined) return "";
  const { functionName, url, lineNumber } = called.callFrame;
  const name = functionName === "" ? "(anonymous)" : functionName;
  if (url !== "") return `${name} ${placeOf({ url, lineNumber })}`;
  return caller === undefined || name.startsWith("(")
    ? name
    : `${name}, native, by ${placeOf(caller.callFrame)}`;
}

/** @param {{ url: string, lineNumber: number }} frame */
function placeOf({ url, lineNumber }) {
  const file = url.replace(/^.*\/(node_modules|dist\/server)\//, "").replace(/^file:\/\//, "");
  return file === "" ? "native" : `${file}:${lineNumber + 1}`;
}

/** @param {Map<string, number>} sums @param {string} name @param {number} us */
function add(sums, name, us) {
  sums.set(name, (sums.get(name) ?? 0) + us);
}

/** @param {ReadonlyMap<string, number>} sums @param {number} total @returns {readonly Share[]} */
function sharesOf(sums, total) {
  return [...sums]
    .map(([name, us]) => ({ name, share: us / total }))
    .sort((one, other) => other.share - one.share);
}
