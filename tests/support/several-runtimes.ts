import { onTestFinished } from "vitest";
import type { ConversationId, Seq } from "../../src/kernel/ids.ts";
import type { LoggedEvent } from "../../src/runtime/ports.ts";
import { type Database, keepAlive, kill } from "./databases.ts";
import { until } from "./ears.ts";
import { newNode } from "./log-events.ts";
import { type MemoryNetwork, memoryNetwork } from "./memory-bus.ts";
import { type MortalStore, mortalStore } from "./mortal-store.ts";
import { type SmallRuntime, smallRuntime } from "./small-runtime.ts";

/** One of several server processes that share a database and a network, each with a clock of its own. */
export interface OneRuntime extends SmallRuntime {
  /** Stops in the middle of whatever it does; the others do not hear of it any more. */
  die(): Promise<void>;
  /** The others think it dead, and it is not. */
  fallSilent(): Promise<void>;
  /** Goes on its next round, and settles when that is over. */
  goRound(): Promise<void>;
  /** What somebody sees who watches the conversation here. */
  watch(id: ConversationId): readonly LoggedEvent[];
}

type Options = Omit<NonNullable<Parameters<typeof smallRuntime>[0]>, "file" | "openStore" | "node" | "bus">;

/** Opens processes and has them know of each other. */
export async function severalRuntimes(
  database: Database,
  ...each: readonly Options[]
): Promise<{ readonly network: MemoryNetwork; readonly runtimes: readonly OneRuntime[] }> {
  const network = memoryNetwork();
  const runtimes: OneRuntime[] = [];
  for (const options of each) runtimes.push(await openOne(database, network, options));
  for (const { patrol, alarms } of runtimes) {
    await patrol.start();
    alarms.start();
  }
  return { network, runtimes };
}

/** Opens two; see `severalRuntimes`. */
export async function twoRuntimes(database: Database, first: Options = {}, second: Options = {}) {
  const { network, runtimes } = await severalRuntimes(database, first, second);
  const [here, there] = runtimes;
  if (here === undefined || there === undefined) throw new Error("There are not two processes.");
  return { network, here, there };
}

/** Waits until the log of a conversation has come so far. */
export function logUpTo(runtime: OneRuntime, id: ConversationId, last: Seq): Promise<void> {
  return until(async () => (await runtime.logOf(id)).length >= last);
}

/** A patrol waits no longer than this for its next round. */
const LONGEST_ROUND_MS = 500;

async function openOne(database: Database, network: MemoryNetwork, options: Options): Promise<OneRuntime> {
  const node = newNode();
  const bus = network.join(node);
  let store: MortalStore | undefined;
  const openStore = async () => {
    const opened = await database.open(node);
    store = mortalStore({
      ...opened,
      // Between two rounds in virtual time, any amount of the database's own may pass.
      async beat() {
        const others = await opened.beat();
        await keepAlive(database, { node });
        return others;
      },
    });
    return store;
  };
  const runtime = await smallRuntime({ ...options, node, bus, openStore });
  onTestFinished(() => runtime.patrol.leave());
  const fallSilent = () => kill(database, { node });
  return {
    ...runtime,
    fallSilent,
    async die() {
      store?.die();
      await bus.close();
      await fallSilent();
    },
    async goRound() {
      const { clock } = runtime;
      const isWaiting = () => clock.pending.some((delay) => delay <= LONGEST_ROUND_MS);
      await until(isWaiting);
      clock.advance(LONGEST_ROUND_MS);
      await until(isWaiting);
    },
    watch(id) {
      const seen: LoggedEvent[] = [];
      const unfollow = runtime.feeds.follow(id, 0, {
        event: (event) => void seen.push(event),
        typing() {},
        failed() {},
      });
      onTestFinished(unfollow);
      return seen;
    },
  };
}
