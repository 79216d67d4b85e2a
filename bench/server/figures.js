/**
 * What the figures look like: a line a measure, beside floor and peer of the same run.
 *
 * @typedef {import("./turns.js").TurnFigures} TurnFigures
 * @typedef {import("./quiet.js").QuietFigures} QuietFigures
 * @typedef {import("./connections.js").ConnectionFigures} ConnectionFigures
 * @typedef {import("./start-up.js").StartFigures} StartFigures
 * @typedef {import("./lengths.js").LengthFigures} LengthFigures
 * @typedef {{
 *   turns?: TurnFigures, quiet?: Readonly<Record<string, QuietFigures>>,
 *   connections?: Readonly<Record<string, ConnectionFigures>>, start?: StartFigures, lengths?: readonly LengthFigures[],
 *   carried?: readonly import("./carried.js").Carried[]
 * }} Measured
 *
 * `reach` has to be met, `aim` is what we are after; both are compared with `held`, which is what does not depend on the
 * machine wherever there is such a thing. `least` where more is better.
 *
 * @typedef {{
 *   measure: string, floor?: string, peer?: string, ours: string, held: number, unit: "×" | "share" | "KB" | "s",
 *   reach?: number, aim?: number, least?: boolean
 * }} Line
 */

/** Of the anchor machine, in µs a message; by these, limits in µs become multiples of the floor of this run. */
const ANCHOR_DURABLE_ECHO_US = 73;

/** @param {Measured} measured @returns {readonly Line[]} */
export function linesOf({ turns, quiet, connections, start, lengths }) {
  return [
    ...(turns === undefined ? [] : turnLines(turns)),
    ...(quiet === undefined ? [] : quietLines(quiet)),
    ...(connections === undefined ? [] : connectionLines(connections)),
    ...(start === undefined ? [] : startLines(start)),
    ...(lengths === undefined ? [] : lengthLines(lengths)),
  ];
}

/** @param {readonly Line[]} lines @returns {readonly string[]} */
export function tableOf(lines) {
  const heading = ["measure", "floor", "peer", "ours", "ratio", "reach", "aim", ""];
  const rows = lines.map((line) => [
    line.measure,
    line.floor ?? "–",
    line.peer ?? "–",
    line.ours,
    shown(line.held, line.unit),
    line.reach === undefined ? "–" : shown(line.reach, line.unit),
    line.aim === undefined ? "–" : shown(line.aim, line.unit),
    verdictOf(line),
  ]);
  const widths = heading.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [heading, ...rows].map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
}

/** @param {TurnFigures} turns @returns {Line[]} */
function turnLines(turns) {
  const echo = turns["echo, unique"];
  const durable = turns["durable echo, unique"];
  if (echo === undefined || durable === undefined) return [];
  const afternoon = turns["afternoon, unique"];
  const withEntities = turns["afternoon with entities, unique"];
  const peerUs = [afternoon, withEntities].map((figures) => fixed(figures?.cpuUs)).join(" / ");
  return ["SQLite", "PostgreSQL"].flatMap((database) => {
    const unique = turns[`ours on ${database}, unique`];
    const repeated = turns[`ours on ${database}, repeated`];
    const small = turns[`ours on ${database}, small`];
    if (unique === undefined || repeated === undefined || small === undefined) return [];
    const onSqlite = database === "SQLite";
    /** @param {string} measure @param {import("./talk.js").TalkFigures} ours @param {import("./talk.js").TalkFigures} [floor] @returns {Line} */
    const cpu = (measure, ours, floor = durable) => ({
      measure: `${measure}, ${database}`,
      floor: fixed(floor.cpuUs),
      peer: peerUs,
      ours: fixed(ours.cpuUs),
      held: ours.cpuUs / floor.cpuUs,
      unit: "×",
    });
    const limits = onSqlite ? { reach: 350 / ANCHOR_DURABLE_ECHO_US, aim: 180 / ANCHOR_DURABLE_ECHO_US } : {};
    const smallPeer = fixed(turns["afternoon, small"]?.cpuUs);
    return [
      { ...cpu("CPU µs a turn, unique texts", unique), ...limits },
      cpu("CPU µs a turn, repeated texts", repeated),
      { ...cpu("CPU µs a turn, 300 a second", small, turns["durable echo, small"]), peer: smallPeer },
      {
        measure: `turns a second on one core, ${database}`,
        floor: `${fixed(echo.perSecond)} (durable ${fixed(durable.perSecond)})`,
        peer: [afternoon, withEntities].map((figures) => fixed(figures?.perSecond)).join(" / "),
        ours: fixed(unique.perSecond),
        held: unique.perSecond / echo.perSecond,
        unit: "share",
        least: true,
        ...(onSqlite ? { reach: 0.12, aim: 0.2 } : { reach: 0.06, aim: 0.12 }),
      },
    ];
  });
}

/** @param {Readonly<Record<string, QuietFigures>>} quiet @returns {Line[]} */
function quietLines(quiet) {
  const { echo, "durable echo": durable } = quiet;
  if (echo === undefined || durable === undefined) return [];
  /** @param {QuietFigures} figures */
  const show = ({ p50Ms, p99Ms }) => `${fixed(p50Ms, 2)} / ${fixed(p99Ms, 1)}`;
  return ["SQLite", "PostgreSQL"].flatMap((database) => {
    const ours = quiet[`ours on ${database}`];
    if (ours === undefined) return [];
    return {
      measure: `quiet answer, ms, p50 / p99, ${database}`,
      floor: `${show(echo)} (durable ${show(durable)})`,
      ours: show(ours),
      held: ours.p50Ms / echo.p50Ms,
      unit: /** @type {const} */ ("×"),
      ...(database === "SQLite" ? { reach: 8, aim: 5 } : {}),
    };
  });
}

/** @param {Readonly<Record<string, ConnectionFigures>>} connections @returns {Line[]} */
function connectionLines({ echo, ours }) {
  if (echo === undefined || ours === undefined) return [];
  return [
    {
      measure: "KB of RSS an idle customer",
      floor: fixed(echo.residentKb, 1),
      ours: fixed(ours.residentKb, 1),
      held: ours.residentKb,
      unit: "KB",
      reach: 30,
      aim: 22,
    },
    {
      measure: "KB reachable an idle customer",
      floor: fixed(echo.usedKb, 1),
      ours: fixed(ours.usedKb, 1),
      held: ours.usedKb / echo.usedKb,
      unit: "×",
    },
    {
      measure: "connects a second",
      floor: fixed(echo.perSecond),
      ours: fixed(ours.perSecond),
      held: ours.perSecond / echo.perSecond,
      unit: "share",
      least: true,
      reach: 0.2,
      aim: 0.4,
    },
    {
      measure: "CPU µs a connect",
      floor: fixed(echo.cpuUs),
      ours: fixed(ours.cpuUs),
      held: ours.cpuUs / echo.cpuUs,
      unit: "×",
    },
  ];
}

/** @param {StartFigures} start @returns {Line[]} */
function startLines({ emptyMs, fullMs, peerMs, echoMs, databaseMb }) {
  const others = {
    floor: fixed(echoMs / 1000, 2),
    peer: fixed(peerMs / 1000, 2),
    unit: /** @type {const} */ ("s"),
  };
  return [
    { measure: "start to ready, s, empty", ...others, ours: fixed(emptyMs / 1000, 2), held: emptyMs / 1000 },
    {
      measure: `start to ready, s, 100,000 conversations (${fixed(databaseMb)} MB)`,
      ...others,
      ours: fixed(fullMs / 1000, 2),
      held: fullMs / 1000,
      reach: 2,
      aim: 1,
    },
  ];
}

/** @param {readonly LengthFigures[]} lengths @returns {Line[]} */
function lengthLines([short, ...long]) {
  if (short === undefined) return [];
  return long.map(({ length, cpuUs }) => ({
    measure: `CPU µs a turn after ${length} events, against ${short.length}`,
    floor: fixed(short.cpuUs),
    ours: fixed(cpuUs),
    held: cpuUs / short.cpuUs,
    unit: "×",
    reach: 1.3,
    aim: 1.1,
  }));
}

/** @param {Line} line */
function verdictOf({ held, reach, aim, least }) {
  /** @param {number | undefined} limit */
  const meets = (limit) => limit !== undefined && (least ? held >= limit : held <= limit);
  if (reach === undefined && aim === undefined) return "";
  if (meets(aim)) return "aim met";
  return meets(reach) ? "reached" : "missed";
}

/** @param {number} value @param {Line["unit"]} unit */
function shown(value, unit) {
  if (unit === "share") return fixed(value, 2);
  return unit === "×" ? `${fixed(value, 1)}×` : `${fixed(value, unit === "s" ? 2 : 1)} ${unit}`;
}

/** @param {number | undefined} value @param {number} [digits] */
function fixed(value, digits = 0) {
  return value === undefined || Number.isNaN(value) ? "–" : value.toFixed(digits);
}
