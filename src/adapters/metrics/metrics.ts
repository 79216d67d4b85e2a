import { Registry } from "prom-client";
import { type Gauges, registerGauges } from "./gauges.ts";
import { processMetrics } from "./process-metrics.ts";
import { type TurnMetrics, turnMetrics } from "./turn-metrics.ts";

/** The numbers of a server, for Prometheus. */
export interface Metrics extends Pick<TurnMetrics, "observe" | "observeTurn"> {
  /** What there is to read, with these looked up whenever it is read. To be asked for once. */
  page(gauges: Gauges): MetricsPage;
}

export interface MetricsPage {
  /** All numbers as of now, in Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/**
 * Counts from now on what it is told of.
 *
 * @param version the program's
 */
export function createMetrics(version: string): Metrics {
  const registry = new Registry();
  const process = processMetrics();
  const { observe, observeTurn, text } = turnMetrics(registry);
  return {
    observe,
    observeTurn,
    page(gauges) {
      registerGauges(registry, version, gauges);
      return {
        contentType: registry.contentType,
        async text() {
          return [text(), await registry.metrics(), await process.metrics()].join("\n");
        },
      };
    },
  };
}
