/**
 * Loaded into a measured server before its own code: tells its parent what the process takes. It does nothing unless
 * asked.
 *
 * @typedef {{ atMs: number, userUs: number, systemUs: number }} Spent of the processor, since the process began
 * @typedef {{ residentBytes: number, heapBytes: number, usedBytes: number, liveBytes: number }} Held `usedBytes` counts
 *   what lies beside the heap, too; `liveBytes` is what the last full collection left on it
 */
import { writeFile } from "node:fs/promises";
import { Session } from "node:inspector/promises";
import { constants, PerformanceObserver } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import { answerParent } from "./answering.js";

const SAMPLE_EVERY_US = 250;
const FULL_COLLECTION = constants.NODE_PERFORMANCE_GC_MAJOR;

const inspector = new Session();

let liveBytes = 0;
new PerformanceObserver((entries) => {
  const isFull = entries.getEntries().some((entry) => Reflect.get(entry, "detail").kind === FULL_COLLECTION);
  if (isFull) liveBytes = process.memoryUsage().heapUsed;
}).observe({ entryTypes: ["gc"] });

answerParent({
  /** @returns {Spent} */
  spent() {
    const { user, system } = process.cpuUsage();
    return { atMs: performance.now(), userUs: user, systemUs: system };
  },
  /** Without garbage: V8 collects more eagerly for a while when it was told to. @returns {Promise<Held>} */
  async held() {
    // Twice, with a breath between: array buffers are given back after the collection that found them unused.
    for (let times = 0; times < 2; times++) {
      globalThis.gc?.();
      await setImmediate();
    }
    return held();
  },
  /** As it is, garbage included. @returns {Held} */
  holding: held,
  async "start profile"() {
    inspector.connect();
    await inspector.post("Profiler.enable");
    await inspector.post("Profiler.setSamplingInterval", { interval: SAMPLE_EVERY_US });
    await inspector.post("Profiler.start");
  },
  async "stop profile"({ file }) {
    const { profile } = await inspector.post("Profiler.stop");
    inspector.disconnect();
    await writeFile(file, JSON.stringify(profile));
  },
});

// The server ends when its own work is done: being watched is no reason to live on.
process.channel?.unref();

/** @returns {Held} */
function held() {
  const { rss, heapUsed, external } = process.memoryUsage();
  return { residentBytes: rss, heapBytes: heapUsed, usedBytes: heapUsed + external, liveBytes };
}
