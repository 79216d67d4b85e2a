import { collectDefaultMetrics, Registry } from "prom-client";

let registry: Registry | undefined;

/** They count each handle and request of the process, which takes long with ten thousand sockets and tells nothing new. */
const COSTLY = [
  "nodejs_active_handles",
  "nodejs_active_handles_total",
  "nodejs_active_requests",
  "nodejs_active_requests_total",
  "nodejs_active_resources",
  "nodejs_active_resources_total",
];

/**
 * Memory, CPU, garbage collection and event loop of this process. What they measure with runs until the process ends, so
 * there is one set of them, however many servers are in it.
 */
export function processMetrics(): Registry {
  if (registry === undefined) {
    registry = new Registry();
    collectDefaultMetrics({ register: registry });
    for (const name of COSTLY) registry.removeSingleMetric(name);
  }
  return registry;
}
