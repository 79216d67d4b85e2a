import { turnLog } from "./adapters/log/turn-log.ts";
import { createMetrics, type Metrics } from "./adapters/metrics/metrics.ts";
import type { Config } from "./config.ts";
import type { NodeId } from "./kernel/ids.ts";
import { ownVersion } from "./own-version.ts";
import { fanOut } from "./runtime/fan-out.ts";
import type { Observe } from "./runtime/moments.ts";
import type { Log } from "./runtime/ports.ts";
import { watchTurns } from "./runtime/watch-turns.ts";

/** Everybody who is told what happens, as one. */
export interface Observing {
  readonly observe: Observe;
  readonly metrics: Metrics;
  /** Sends what is not sent yet. */
  close(): Promise<void>;
}

/**
 * Numbers always, a log line a turn when so much is logged, traces when there is a collector.
 *
 * @param own told every moment as well
 */
export async function openObserving(
  config: Config,
  node: NodeId,
  log: Log,
  own: Observe | undefined,
): Promise<Observing> {
  const now = (): number => performance.now();
  const version = ownVersion();
  const metrics = createMetrics(version);
  const tracing = await openTracing(config, { node, version, now, log });
  const logTurn = config.LOG_LEVEL === "debug" ? turnLog(log) : undefined;
  const observeTurn = fanOut([metrics.observeTurn, logTurn, tracing?.observeTurn]);
  return {
    observe: fanOut([own, metrics.observe, watchTurns(now, observeTurn)]),
    metrics,
    close: async () => await tracing?.close(),
  };
}

interface TracingSurroundings {
  readonly node: NodeId;
  readonly version: string;
  readonly now: () => number;
  readonly log: Log;
}

/** Loaded only when it is wanted: its libraries take longer to load than the rest of the server. */
async function openTracing(config: Config, { node, version, now, log }: TracingSurroundings) {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers } = config;
  if (endpoint === undefined) return undefined;
  const { openTracing: open } = await import("./adapters/tracing/open-tracing.ts");
  const service = { name: config.OTEL_SERVICE_NAME, version, instance: node };
  return open({ endpoint, headers, service, share: config.OTEL_TRACES_SAMPLER_ARG, now, log });
}
