import { join } from "node:path";
import { onTestFinished } from "vitest";
import { randomIds } from "../../src/adapters/auth/random-ids.ts";
import { noIntegrations } from "../../src/adapters/integrations/no-integrations.ts";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import type { ConversationId } from "../../src/kernel/ids.ts";
import type { Milliseconds, Timestamp } from "../../src/kernel/time.ts";
import { Alarms } from "../../src/runtime/alarms.ts";
import { createCalls } from "../../src/runtime/calls.ts";
import { Content, type LoadVersion, type Published } from "../../src/runtime/content.ts";
import { Feeds } from "../../src/runtime/feeds.ts";
import { Inbox } from "../../src/runtime/inbox.ts";
import type { ConversationRecord, Integrations, LoggedEvent, Store } from "../../src/runtime/ports.ts";
import { Reception } from "../../src/runtime/reception.ts";
import { MOVE_AFTER_MS } from "../../src/runtime/standing.ts";
import { Turns } from "../../src/runtime/turns.ts";
import { type HandClock, handClock } from "./hand-clock.ts";
import { newCid, openNew } from "./log-events.ts";
import { mendingContent, publishFiles } from "./mending-bot.ts";
import { scratchDir } from "./scratch.ts";
import { rememberingLog } from "./silent-log.ts";
import { words } from "./words.ts";

export interface SmallRuntime {
  readonly store: Store;
  readonly content: Content;
  readonly feeds: Feeds;
  readonly reception: Reception;
  readonly turns: Turns;
  readonly alarms: Alarms;
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
  readonly published?: Published;
  /** Brings earlier versions of the content. */
  readonly loadVersion?: LoadVersion;
  /** The shop's systems. */
  readonly integrations?: Integrations;
  /** The time between texts that are one turn; 0 when left out. */
  readonly coalesceMs?: Milliseconds;
  /** Where the clock stands. */
  readonly now?: Timestamp;
  /** Puts something before the store, such as a fault. */
  readonly wrapStore?: (store: Store) => Store;
}

/** Everything between the wire and the disk, with the small bot, on SQLite, in virtual time. */
export async function smallRuntime(options: SmallRuntimeOptions = {}): Promise<SmallRuntime> {
  const { published = await publishFiles(mendingContent), wrapStore = (store) => store } = options;
  const real = await openSqliteStore(options.file ?? join(await scratchDir(), "fenqi.sqlite"));
  onTestFinished(() => real.close());
  const store = wrapStore(real);
  const [clock, log, ids] = [handClock(options.now), rememberingLog(), randomIds];
  const content = new Content(published, options.loadVersion);
  const feeds = new Feeds(store);
  const arrivals = new Inbox<ConversationId>();
  const turns = new Turns({
    store,
    content,
    delivery: feeds,
    clock,
    timers: clock,
    ids,
    log,
    arrivals,
    call: createCalls({ integrations: options.integrations ?? noIntegrations, clock, timers: clock, log }),
    coalesceMs: options.coalesceMs ?? 0,
    moveAfterMs: MOVE_AFTER_MS,
    onAlarm: (due) => alarms.expect(due),
  });
  const alarms = new Alarms({ store, turns, clock, timers: clock, log });
  const reception = new Reception({ store, content, delivery: feeds, clock, ids, turns, arrivals });
  const logOf = (id: ConversationId) => real.events(id, { limit: 1000 });
  const quiet = async () => {
    await alarms.idle();
    await turns.idle();
  };
  return {
    store,
    content,
    feeds,
    reception,
    turns,
    alarms,
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
