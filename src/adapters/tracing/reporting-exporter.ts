import type { SpanExporter } from "@opentelemetry/sdk-trace";
import type { Log } from "../../runtime/ports.ts";

/** `ExportResultCode.SUCCESS` of a package that is not ours to name. */
const SUCCESS = 0;

/** An exporter that says in the log when its collector has gone, and when it is back: once each, whatever is lost meanwhile. */
export function reporting(exporter: SpanExporter, collector: string, log: Log): SpanExporter {
  let isAway = false;
  const report = (reason: string | undefined): void => {
    if (isAway === (reason !== undefined)) return;
    isAway = !isAway;
    if (isAway) log.warn("Traces do not get through, and some are dropped.", { collector, reason });
    else log.info("Traces get through again.", { collector });
  };
  return {
    export(spans, tell) {
      exporter.export(spans, (result) => {
        const code: number = result.code;
        report(code === SUCCESS ? undefined : (result.error?.message ?? "unknown"));
        tell(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}
