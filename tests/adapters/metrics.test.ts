import { describe, expect, test } from "vitest";
import type { Gauges } from "../../src/adapters/metrics/gauges.ts";
import { createMetrics } from "../../src/adapters/metrics/metrics.ts";
import { fanOut } from "../../src/runtime/fan-out.ts";
import type { Moment } from "../../src/runtime/moments.ts";
import { watchTurns } from "../../src/runtime/watch-turns.ts";
import { momentsOf } from "../support/moments.ts";

const quiet: Gauges = {
  content: () => "3f2a91c0",
  sockets: () => 0,
  watched: () => 0,
  arrivals: () => 0,
  turns: () => 0,
  writes: () => 0,
  failing: () => 0,
  cached: () => 0,
  desk: () => ({ conversations: {}, agents: {}, longestWaitMs: 0 }),
  isBusUp: () => true,
  others: () => 0,
  isDraining: () => false,
  checkReady: async () => {},
};

/** The lines of the metrics after these moments, and what `sample` finds of a name with its labels. */
async function read(
  moments: readonly (readonly [at: number, moment: Moment])[],
  gauges: Partial<Gauges> = {},
) {
  const metrics = createMetrics("1.2.3");
  let now = 0;
  const observe = fanOut([metrics.observe, watchTurns(() => now, metrics.observeTurn)]);
  const page = metrics.page({ ...quiet, ...gauges });
  for (const [at, moment] of moments) {
    now = at;
    observe(moment);
  }
  const lines = (await page.text()).split("\n");
  return {
    lines,
    sample: (series: string) => {
      const found = lines.filter((line) => line.startsWith(`${series} `));
      expect(found, series).toHaveLength(1);
      return Number(found[0]?.slice(series.length));
    },
  };
}

const m = momentsOf(3);

const answered = [
  [0, m.received],
  [2, m.stored],
  [10, m.taken],
  [13, m.understood],
  [14, m.asking],
  [44, m.asked()],
  [45, m.computed],
  [50, m.committed({ handsOff: true })],
  [51, m.delivered],
] as const;

describe("the metrics of a turn", () => {
  test("say how long each of its stages took, in seconds", async () => {
    const { sample } = await read(answered);
    const seconds = (stage: string) => sample(`fenqi_turn_seconds_sum{stage="${stage}"}`);
    expect(seconds("store")).toBeCloseTo(0.002);
    expect(seconds("wait")).toBeCloseTo(0.008);
    expect(seconds("understand")).toBeCloseTo(0.003);
    expect(seconds("compute")).toBeCloseTo(0.002);
    expect(seconds("call")).toBeCloseTo(0.03);
    expect(seconds("commit")).toBeCloseTo(0.005);
    expect(seconds("deliver")).toBeCloseTo(0.001);
    expect(seconds("total")).toBeCloseTo(0.051);
    expect(sample('fenqi_turn_seconds_count{stage="total"}')).toBe(1);
  });

  test("put it into every bucket that is wide enough", async () => {
    const { lines } = await read(answered);
    const buckets = lines
      .filter((line) => line.startsWith('fenqi_turn_seconds_bucket{stage="wait"'))
      .map((line) => /le="(.*)"\} (\d+)$/.exec(line)?.slice(1));
    expect(buckets).toContainEqual(["0.005", "0"]);
    expect(buckets).toContainEqual(["0.01", "1"]);
    expect(buckets.at(-1)).toEqual(["+Inf", "1"]);
    expect(buckets).toHaveLength(18);
  });

  test("count what it came to, how it was understood, what it called, and that it was handed off", async () => {
    const { sample } = await read([...answered, [60, m.duplicate]]);
    expect(sample('fenqi_messages_total{result="stored"}')).toBe(1);
    expect(sample('fenqi_messages_total{result="duplicate"}')).toBe(1);
    expect(sample('fenqi_turns_total{result="answered"}')).toBe(1);
    expect(sample('fenqi_verdicts_total{verdict="sure"}')).toBe(1);
    expect(sample('fenqi_calls_total{action="limit.check",outcome="ok"}')).toBe(1);
    expect(sample('fenqi_call_seconds_sum{action="limit.check"}')).toBeCloseTo(0.03);
    expect(sample("fenqi_handoffs_total")).toBe(1);
  });

  test("count its failures by their code, and how often it was computed again", async () => {
    const { sample } = await read([
      [0, m.taken],
      [1, m.moved],
      [2, m.taken],
      [3, m.failed("STORE_UNAVAILABLE")],
    ]);
    expect(sample('fenqi_turns_total{result="moved"}')).toBe(1);
    expect(sample('fenqi_turns_total{result="failed"}')).toBe(1);
    expect(sample('fenqi_errors_total{code="STORE_UNAVAILABLE"}')).toBe(1);
    expect(sample('fenqi_turn_seconds_count{stage="total"}')).toBe(0);
  });

  test("leave an alarm out of how long customers wait for an answer", async () => {
    const alarm = momentsOf("alarm-5");
    const { sample } = await read([
      [9000, alarm.taken],
      [9001, alarm.committed({ sinceMs: 8_000_000 })],
      [9002, alarm.delivered],
    ]);
    expect(sample('fenqi_turns_total{result="rang"}')).toBe(1);
    expect(sample('fenqi_turn_seconds_count{stage="total"}')).toBe(0);
    expect(sample('fenqi_turn_seconds_count{stage="wait"}')).toBe(0);
  });
});

test("what can be counted stands at 0 before it happens, or the first of a kind would be no increase", async () => {
  const { sample } = await read([]);
  for (const series of [
    'fenqi_turns_total{result="failed"}',
    'fenqi_errors_total{code="INTERNAL"}',
    'fenqi_verdicts_total{verdict="unknown"}',
    'fenqi_turn_seconds_count{stage="commit"}',
    "fenqi_handoffs_total",
    "fenqi_commits_total",
  ])
    expect(sample(series)).toBe(0);
});

test("transactions are counted with the writes that share them", async () => {
  const { sample } = await read([
    [0, { type: "writing", writes: 7 }],
    [2, { type: "written", writes: 7, ms: 2 }],
    [3, { type: "written", writes: 1, ms: 1 }],
  ]);
  expect([sample("fenqi_commits_total"), sample("fenqi_writes_total")]).toEqual([2, 8]);
  expect(sample("fenqi_commit_seconds_sum")).toBeCloseTo(0.003);
});

test("what only the server knows is looked up when it is read", async () => {
  let sockets = 1;
  const page = createMetrics("1.2.3").page({ ...quiet, sockets: () => sockets, others: () => 2 });
  expect(await page.text()).toContain("\nfenqi_sockets 1\n");
  sockets = 5;
  const text = await page.text();
  expect(text).toContain("\nfenqi_sockets 5\n");
  expect(text).toContain("\nfenqi_processes_alive 3\n");
  expect(text).toContain('\nfenqi_build_info{version="1.2.3",content="3f2a91c0"} 1\n');
});

test("a server that cannot serve is not ready, and one whose store never answers keeps nobody waiting", async () => {
  const ready = async (checkReady: Gauges["checkReady"]) =>
    (await read([], { checkReady })).sample("fenqi_ready");
  expect(await ready(async () => {})).toBe(1);
  expect(await ready(() => Promise.reject(new Error("the disk is full")))).toBe(0);
  expect(await ready(() => new Promise(() => {}))).toBe(0);
});

test("every line is one that Prometheus reads", async () => {
  const odd = m.asked({ action: 'a "b"\\\nc' });
  const { lines } = await read([...answered, [60, odd]]);
  const sample = /^[a-z_]\w*(\{(\w+="(\\["\\n]|[^"\\\n])*",?)*\})? (-?[\d.]+(e[+-]\d+)?|Nan|\+Inf)$/i;
  const comment = /^# (HELP|TYPE) [a-z]\w* .+$/;
  expect(lines.filter((line) => line !== "" && !sample.test(line) && !comment.test(line))).toEqual([]);
  const series = lines
    .filter((line) => !line.startsWith("#") && line !== "")
    .map((line) => line.replace(/ [^ ]*$/, ""));
  expect(series.length).toBe(new Set(series).size);
  const families = lines.filter((line) => line.startsWith("# TYPE")).map((line) => line.split(" ")[2]);
  expect(families.length).toBe(new Set(families).size);
});

test("each server counts for itself, though two are in one process", async () => {
  const [first, second] = [createMetrics("1"), createMetrics("1")];
  first.observe(m.stored);
  expect(await first.page(quiet).text()).toContain('fenqi_messages_total{result="stored"} 1\n');
  expect(await second.page(quiet).text()).toContain('fenqi_messages_total{result="stored"} 0\n');
});

test("the desk is told by owner and availability, with how long somebody waits", async () => {
  const desk = () => ({
    conversations: { waiting: 2, assigned: 0 },
    agents: { online: 1 },
    longestWaitMs: 90_500,
  });
  const { sample } = await read([], { desk });
  expect(sample('fenqi_desk_conversations{owner="waiting"}')).toBe(2);
  expect(sample('fenqi_desk_conversations{owner="assigned"}')).toBe(0);
  expect(sample('fenqi_agents{availability="online"}')).toBe(1);
  expect(sample("fenqi_desk_longest_wait_seconds")).toBe(90.5);
});
