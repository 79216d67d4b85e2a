import { setTimeout } from "node:timers/promises";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import type { Milliseconds } from "../../kernel/time.ts";
import type { Log } from "../../runtime/ports.ts";
import type { ObserveTurn } from "../../runtime/watched-turn.ts";
import { reporting } from "./reporting-exporter.ts";
import { traceTurn } from "./trace-turn.ts";

interface TracingOptions {
  /** The collector's address, such as `http://127.0.0.1:4318`; spans go to `/v1/traces` under it. */
  readonly endpoint: string;
  /** `name=value` each, values percent-encoded. */
  readonly headers: readonly string[];
  /** What the traces say they are of. */
  readonly service: { readonly name: string; readonly version: string; readonly instance: string };
  /** Of the turns that go well so many are traced, 0 to 1; of those that fail, all. */
  readonly share: number;
  /** The clock of `watchTurns`. */
  readonly now: () => Milliseconds;
  readonly log: Log;
}

export interface Tracing {
  readonly observeTurn: ObserveTurn;
  /** Sends what is left, if that takes no longer than a moment. */
  close(): Promise<void>;
}

/** Some megabytes while the collector is away; what comes then is dropped. */
const MOST_SPANS_WAITING = 8192;
const SPANS_PER_EXPORT = 1024;
const EXPORT_EVERY_MS: Milliseconds = 2000;
const EXPORT_WITHIN_MS: Milliseconds = 5000;
/** At the end all that waits is sent at once; other than that, only requests that never come to an end add up. */
const EXPORTS_AT_ONCE = MOST_SPANS_WAITING / SPANS_PER_EXPORT + 1;
const CLOSE_WITHIN_MS: Milliseconds = 2000;

/**
 * Makes a trace of every turn and sends it to an OpenTelemetry collector, in batches and behind the turn's back: whether
 * the collector is there or not, no turn waits for it.
 */
export function openTracing(options: TracingOptions): Tracing {
  const { endpoint, headers, service, share, now, log } = options;
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, "")}/v1/traces`,
    headers: Object.fromEntries(headers.map(readHeader)),
    timeoutMillis: EXPORT_WITHIN_MS,
    concurrencyLimit: EXPORTS_AT_ONCE,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      "service.name": service.name,
      "service.version": service.version,
      "service.instance.id": service.instance,
    }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: reporting(exporter, new URL(endpoint).host, log),
        maxQueueSize: MOST_SPANS_WAITING,
        maxExportBatchSize: SPANS_PER_EXPORT,
        scheduledDelayMillis: EXPORT_EVERY_MS,
        exportTimeoutMillis: EXPORT_WITHIN_MS,
      }),
    ],
  });
  const tracer = provider.getTracer("fenqi", service.version);
  return {
    observeTurn(turn) {
      if (turn.result === "failed" || Math.random() < share) traceTurn(tracer, turn, Date.now() - now());
    },
    async close() {
      // What could not be sent has been logged by then.
      const sent = provider.shutdown().catch(() => {});
      await Promise.race([sent, setTimeout(CLOSE_WITHIN_MS, undefined, { ref: false })]);
    },
  };
}

function readHeader(header: string): readonly [name: string, value: string] {
  const at = header.indexOf("=");
  return [header.slice(0, at), decodeURIComponent(header.slice(at + 1))];
}
