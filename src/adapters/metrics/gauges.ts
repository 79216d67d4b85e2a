import { Gauge, type Registry } from "prom-client";
import type { DeskFigures } from "../../runtime/desk/desk-figures.ts";

/** What is looked up the moment somebody reads the metrics. Each is cheap to ask. */
export interface Gauges {
  /** The hash of the current content. */
  content(): string;
  /** Connected sockets. */
  sockets(): number;
  /** Conversations that somebody watches here. */
  watched(): number;
  /** Conversations with messages that are being stored. */
  arrivals(): number;
  /** Conversations with turns that are being taken. */
  turns(): number;
  /** Writes that wait for a transaction. */
  writes(): number;
  /** Conversations whose turn has failed and stays owed. */
  failing(): number;
  /** Conversations that are kept in memory. */
  cached(): number;
  /** How the desk stands. */
  desk(): DeskFigures;
  /** Whether notices of other processes arrive, or none are needed. */
  isBusUp(): boolean;
  /** Other processes that live on the same store. */
  others(): number;
  isDraining(): boolean;
  /** Fails while the server should get no new customers; as `/readyz` asks. */
  checkReady(): Promise<void>;
}

/** Whoever reads the metrics is not kept waiting for a store that does not answer. */
const READY_WITHIN_MS = 1000;

export function registerGauges(registry: Registry, version: string, gauges: Gauges): void {
  const gauge = (name: string, help: string, read: () => number | Promise<number>): void => {
    const registered = new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        registered.set(await read());
      },
    });
  };
  gauge("fenqi_sockets", "Connected sockets.", () => gauges.sockets());
  gauge("fenqi_conversations_watched", "Conversations that somebody watches here.", () => gauges.watched());
  gauge("fenqi_conversations_cached", "Conversations that are kept in memory.", () => gauges.cached());
  gauge("fenqi_turns_failing", "Conversations whose turn has failed and stays owed.", () => gauges.failing());
  gauge("fenqi_bus_up", "1 while notices of other processes arrive, or none are needed.", () =>
    Number(gauges.isBusUp()),
  );
  gauge(
    "fenqi_processes_alive",
    "Server processes on the same store, this one included.",
    () => 1 + gauges.others(),
  );
  gauge("fenqi_draining", "1 from when the process was told to stop.", () => Number(gauges.isDraining()));
  gauge("fenqi_ready", "1 while it can serve customers, as /readyz says.", () => isReady(gauges));
  gauge(
    "fenqi_desk_longest_wait_seconds",
    "How long the customer who has waited longest has.",
    () => gauges.desk().longestWaitMs / 1000,
  );
  counted(
    registry,
    "fenqi_desk_conversations",
    "Conversations of people, by owner.",
    "owner",
    () => gauges.desk().conversations,
  );
  counted(
    registry,
    "fenqi_agents",
    "Agents who are there, by availability.",
    "availability",
    () => gauges.desk().agents,
  );
  queueDepth(registry, gauges);
  buildInfo(registry, version, gauges);
}

/** A figure for each of what there is at the moment. */
function counted(
  registry: Registry,
  name: string,
  help: string,
  label: string,
  read: () => Readonly<Record<string, number>>,
): void {
  const gauge = new Gauge({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    collect() {
      gauge.reset();
      for (const [value, count] of Object.entries(read())) gauge.set({ [label]: value }, count);
    },
  });
}

function queueDepth(registry: Registry, { arrivals, turns, writes }: Gauges): void {
  const gauge = new Gauge({
    name: "fenqi_queue_depth",
    help: "What waits: conversations with arrivals to be stored, conversations with turns to be taken, writes.",
    labelNames: ["queue"],
    registers: [registry],
    collect() {
      for (const [queue, depth] of Object.entries({ arrivals, turns, writes })) gauge.set({ queue }, depth());
    },
  });
}

function buildInfo(registry: Registry, version: string, { content }: Gauges): void {
  const gauge = new Gauge({
    name: "fenqi_build_info",
    help: "Always 1: what runs here, and the hash of its content.",
    labelNames: ["version", "content"],
    registers: [registry],
    collect() {
      gauge.reset();
      gauge.set({ version, content: content() }, 1);
    },
  });
}

async function isReady({ checkReady }: Gauges): Promise<number> {
  const late = AbortSignal.timeout(READY_WITHIN_MS);
  const lateness = new Promise<number>((resolve) => {
    late.addEventListener("abort", () => resolve(0), { once: true });
  });
  return await Promise.race([
    checkReady().then(
      () => 1,
      () => 0,
    ),
    lateness,
  ]);
}
