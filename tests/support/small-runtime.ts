import { join } from "node:path";
import { onTestFinished } from "vitest";
import { randomIds } from "../../src/adapters/auth/random-ids.ts";
import { noBus } from "../../src/adapters/bus/no-bus.ts";
import { noIntegrations } from "../../src/adapters/integrations/no-integrations.ts";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import type { ConversationId, NodeId } from "../../src/kernel/ids.ts";
import type { Milliseconds, Timestamp } from "../../src/kernel/time.ts";
import type { Bus } from "../../src/runtime/bus.ts";
import { Content, type LoadVersion, type Published } from "../../src/runtime/content.ts";
import type { Assignment } from "../../src/runtime/desk/dispatcher.ts";
import type { DeskStore } from "../../src/runtime/desk-ports.ts";
import { createEngine, type Engine } from "../../src/runtime/engine.ts";
import type { Integrations } from "../../src/runtime/integration-ports.ts";
import type { Observe } from "../../src/runtime/moments.ts";
import type { ConversationRecord, LoggedEvent, Store } from "../../src/runtime/ports.ts";
import { MOVE_AFTER_MS } from "../../src/runtime/standing.ts";
import { type HandClock, handClock } from "./hand-clock.ts";
import { newCid, newNode, openNew } from "./log-events.ts";
import { mendingContent, publishFiles } from "./mending-bot.ts";
import { scratchDir } from "./scratch.ts";
import { rememberingLog } from "./silent-log.ts";
import { words } from "./words.ts";

export interface SmallRuntime extends Engine {
  readonly node: NodeId;
  readonly store: Store;
  readonly content: Content;
  readonly clock: HandClock;
  readonly log: ReturnType<typeof rememberingLog>;
  /** A new customer's conversation. */
  open(): Promise<ConversationId>;
  /** Sends a text and waits until the bot has had its turn. */
  say(id: ConversationId, text: string): Promise<void>;
  /** The conversation as it is stored. */
  find(id: ConversationId): Promise<ConversationRecord>;
  /** The whole log. */
  logOf(id: ConversationId): Promise<readonly LoggedEvent[]>;
  /** The log as a transcript: `customer: …`, `bot: …`. */
  transcript(id: ConversationId): Promise<readonly string[]>;
  /** Settles when every turn that was begun is over, and no alarm is ringing. */
  quiet(id?: ConversationId): Promise<void>;
  /** Lets time pass, and settles when what became due by it is over. */
  pass(duration: Milliseconds): Promise<void>;
}

interface SmallRuntimeOptions {
  /** Of the database; a file of its own when left out. */
  readonly file?: string;
  /** Opens another database for this process instead. */
  readonly openStore?: (node: NodeId) => Promise<Store>;
  /** Which process it is; a new one when left out. */
  readonly node?: NodeId;
  /** What connects it to others; nothing when left out. */
  readonly bus?: Bus;
  readonly observe?: Observe;
  readonly published?: Published;
  /** Brings earlier versions of the content. */
  readonly loadVersion?: LoadVersion;
  /** The shop's systems. */
  readonly integrations?: Integrations;
  /** The time between texts that are one turn; 0 when left out. */
  readonly coalesceMs?: Milliseconds;
  /** Turned by the test; one of its own when left out. */
  readonly clock?: HandClock;
  /** Where the clock stands. */
  readonly now?: Timestamp;
  /** What agents work with, and how conversations come to them; nothing when left out. */
  readonly desk?: { readonly store: DeskStore; readonly assignment: Assignment };
  /** Puts something before the store, such as a fault. */
  readonly wrapStore?: (store: Store) => Store;
}

/**
 * Everything between the wire and the disk, with the small bot, on SQLite, in virtual time. It takes over nothing that was
 * left owed, and rings no alarms of before, until its `patrol` and `alarms` are started.
 */
export async function smallRuntime(options: SmallRuntimeOptions = {}): Promise<SmallRuntime> {
  const { published = await publishFiles(mendingContent), wrapStore = (store) => store } = options;
  const { node = newNode(), openStore = () => openFile(options.file, node) } = options;
  const real = await openStore(node);
  onTestFinished(() => real.close());
  const store = wrapStore(real);
  const { clock = handClock(options.now) } = options;
  const log = rememberingLog();
  const content = new Content(published, options.loadVersion);
  const engine = createEngine({
    store,
    bus: options.bus ?? noBus,
    content,
    integrations: options.integrations ?? noIntegrations,
    clock,
    timers: clock,
    ids: randomIds,
    node,
    log,
    observe: options.observe ?? (() => {}),
    coalesceMs: options.coalesceMs ?? 0,
    moveAfterMs: MOVE_AFTER_MS,
    ...(options.desk && { desk: options.desk }),
  });
  const { reception, turns, alarms } = engine;
  const logOf = (id: ConversationId) => real.events(id, { limit: 1000 });
  const quiet = async () => {
    await alarms.idle();
    await turns.idle();
  };
  return {
    ...engine,
    node,
    store,
    content,
    clock,
    log,
    logOf,
    quiet,
    async pass(duration) {
      clock.advance(duration);
      await quiet();
    },
    async find(id) {
      const record = await real.find(id);
      if (record === undefined) throw new Error(`There is no conversation ${id}.`);
      return record;
    },
    open: async () => (await openNew(real)).id,
    async say(id, text) {
      await reception.say(id, newCid(), text);
      await quiet();
    },
    transcript: async (id) => (await logOf(id)).map((event) => `${event.from}: ${words(event.body)}`),
  };
}

async function openFile(file: string | undefined, node: NodeId): Promise<Store> {
  return openSqliteStore(file ?? join(await scratchDir(), "fenqi.sqlite"), node);
}
