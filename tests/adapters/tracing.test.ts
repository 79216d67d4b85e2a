import type { SpanExporter } from "@opentelemetry/sdk-trace";
import { expect, test } from "vitest";
import { openTracing } from "../../src/adapters/tracing/open-tracing.ts";
import { reporting } from "../../src/adapters/tracing/reporting-exporter.ts";
import type { Log } from "../../src/runtime/ports.ts";
import { TurnSoFar } from "../../src/runtime/watched-turn.ts";
import { talk } from "../support/moments.ts";
import { otlpCollector } from "../support/otlp-collector.ts";
import { silentLog } from "../support/silent-log.ts";

const EPOCH = 1_800_000_000_000;

/** Half a second into the process's life. */
const NOW = 500;

function open(endpoint: string, { share = 1, headers = [] as readonly string[], log = silentLog } = {}) {
  return openTracing({
    endpoint,
    headers,
    share,
    service: { name: "fenqi-test", version: "1.2.3", instance: "node-1" },
    now: () => Date.now() - EPOCH + NOW,
    log,
  });
}

function turn({ code = undefined as "INTERNAL" | undefined, seq = 3 } = {}): TurnSoFar {
  const taken = new TurnSoFar(`c1:${seq}`, talk, 100);
  taken.until(102, "store");
  taken.until(110, "wait");
  taken.verdict = "sure";
  taken.until(113.25, "understand");
  taken.until(153.25, "call", { action: "limit.check", outcome: "timeout" });
  taken.until(154, "compute");
  taken.until(160, "commit");
  taken.until(161, "deliver");
  taken.events = 2;
  taken.code = code;
  return taken;
}

/** Nanoseconds since 1970 of a time on the turn's clock. */
const nanoseconds = (ms: number) => String(BigInt(Math.round((EPOCH - NOW + ms) * 1000)) * 1000n);

test("a turn becomes a trace: a span for the whole, and under it one for each of its stages", async () => {
  const collector = await otlpCollector();
  const tracing = open(collector.endpoint);
  tracing.observeTurn(turn());
  await tracing.close();
  const spans = collector.spans();
  const [whole] = spans.filter(({ parentSpanId }) => parentSpanId === undefined);
  expect(whole).toMatchObject({
    name: "turn",
    attributes: {
      "fenqi.turn": "c1:3",
      "fenqi.conversation": "c1",
      "fenqi.seq": 3,
      "fenqi.verdict": "sure",
      "fenqi.result": "answered",
      "fenqi.events": 2,
    },
  });
  expect(whole?.attributes).not.toHaveProperty("fenqi.code");
  const parts = spans.filter((span) => span !== whole);
  expect(parts.map(({ name }) => name)).toEqual([
    "store",
    "wait",
    "understand",
    "call",
    "compute",
    "commit",
    "deliver",
  ]);
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
  for (const { parentSpanId } of parts) expect(parentSpanId).toBe(whole?.spanId);
  expect(collector.resource()).toMatchObject({
    "service.name": "fenqi-test",
    "service.version": "1.2.3",
    "service.instance.id": "node-1",
  });
});

test("spans begin and end when the turn says, to the microsecond", async () => {
  const collector = await otlpCollector();
  const tracing = open(collector.endpoint);
  tracing.observeTurn(turn());
  await tracing.close();
  const times = Object.fromEntries(
    collector.spans().map((span) => [span.name, [span.startTimeUnixNano, span.endTimeUnixNano]]),
  );
  const microseconds = (time: string | undefined) =>
    Math.round(Number(BigInt(time ?? 0) - BigInt(nanoseconds(0))) / 1000);
  expect(times["turn"]?.map(microseconds)).toEqual([100_000, 161_000]);
  expect(times["call"]?.map(microseconds)).toEqual([113_250, 153_250]);
});

test("a call that went wrong is marked, with what it was for", async () => {
  const collector = await otlpCollector();
  const tracing = open(collector.endpoint);
  tracing.observeTurn(turn());
  await tracing.close();
  expect(collector.spans().find(({ name }) => name === "call")).toMatchObject({
    attributes: { "fenqi.action": "limit.check", "fenqi.outcome": "timeout" },
    status: { code: 2 },
  });
});

test("of the turns that go well a share is traced, of those that fail all", async () => {
  const collector = await otlpCollector();
  const tracing = open(collector.endpoint, { share: 0 });
  for (let seq = 0; seq < 50; seq++) tracing.observeTurn(turn({ seq }));
  tracing.observeTurn(turn({ code: "INTERNAL" }));
  await tracing.close();
  expect(collector.spans().filter(({ name }) => name === "turn")).toMatchObject([
    {
      attributes: { "fenqi.result": "failed", "fenqi.code": "INTERNAL" },
      status: { code: 2, message: "INTERNAL" },
    },
  ]);
});

test("the collector is found under its address, and gets the headers that were set", async () => {
  const collector = await otlpCollector();
  const tracing = open(`${collector.endpoint}/base/`, {
    headers: ["authorization=Basic%20YTpi=", "x-tenant=shop"],
  });
  tracing.observeTurn(turn());
  await tracing.close();
  expect(collector.requests).toMatchObject([
    { path: "/base/v1/traces", headers: { authorization: "Basic YTpi=", "x-tenant": "shop" } },
  ]);
});

interface Line {
  readonly level: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>> | undefined;
}

/** A log that keeps its lines, and tells when another one comes. */
function keptLog() {
  const lines: Line[] = [];
  let onLine = (): void => {};
  const keep = (level: string) => (message: string, fields?: Readonly<Record<string, unknown>>) => {
    lines.push({ level, message, fields });
    onLine();
  };
  const log: Log = { debug: keep("debug"), info: keep("info"), warn: keep("warn"), error: keep("error") };
  const until = (isTrue: () => boolean) =>
    new Promise<void>((resolve) => {
      onLine = () => isTrue() && resolve();
      onLine();
    });
  return { log, lines, until };
}

type Exported = Parameters<Parameters<SpanExporter["export"]>[1]>[0];

test("however many batches are lost in a row, the log says it once", () => {
  const { log, lines } = keptLog();
  let isAway = true;
  const collector: SpanExporter = {
    export(_, tell) {
      const result: unknown = isAway ? { code: 1, error: new Error("nobody there") } : { code: 0 };
      tell(result as Exported);
    },
    shutdown: async () => {},
  };
  const exporter = reporting(collector, "127.0.0.1:4318", log);
  const send = (batches: number) => {
    for (let batch = 0; batch < batches; batch++) exporter.export([], () => {});
  };
  send(5);
  expect(lines.map(({ level }) => level)).toEqual(["warn"]);
  isAway = false;
  send(3);
  expect(lines.map(({ level }) => level)).toEqual(["warn", "info"]);
  isAway = true;
  send(2);
  expect(lines.map(({ level }) => level)).toEqual(["warn", "info", "warn"]);
});

test("a collector that is away is logged once, and once more when it is back", {
  timeout: 60_000,
}, async () => {
  const collector = await otlpCollector();
  const { log, lines, until } = keptLog();
  await collector.close();
  const tracing = open(collector.endpoint, { log });
  // The next batch is only sent when the one before has failed for good.
  for (let batch = 0; batch < 3; batch++) {
    for (let seq = 0; seq < 200; seq++) tracing.observeTurn(turn({ seq }));
  }
  await until(() => lines.length > 0);
  const port = Number(new URL(collector.endpoint).port);
  const back = await otlpCollector("at once", port);
  tracing.observeTurn(turn());
  await back.until(1);
  await until(() => lines.length > 1);
  await tracing.close();
  expect(lines).toMatchObject([
    {
      level: "warn",
      message: "Traces do not get through, and some are dropped.",
      fields: { collector: `127.0.0.1:${port}` },
    },
    { level: "info", message: "Traces get through again." },
  ]);
});

test("a collector that never answers is logged, holds nothing up, and lets the server close", {
  timeout: 60_000,
}, async () => {
  const collector = await otlpCollector("never");
  const { log, lines, until } = keptLog();
  const tracing = open(collector.endpoint, { log });
  for (let seq = 0; seq < 20_000; seq++) tracing.observeTurn(turn({ seq }));
  await until(() => lines.length > 0);
  expect(lines).toMatchObject([{ level: "warn" }]);
  await tracing.close();
});
