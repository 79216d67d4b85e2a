import { join } from "node:path";
import { onTestFinished } from "vitest";
import { randomIds } from "../../src/adapters/auth/random-ids.ts";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import type { ConversationId } from "../../src/kernel/ids.ts";
import { Content, type Published } from "../../src/runtime/content.ts";
import { Feeds } from "../../src/runtime/feeds.ts";
import type { LoggedEvent, Store } from "../../src/runtime/ports.ts";
import { Reception } from "../../src/runtime/reception.ts";
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
  readonly clock: HandClock;
  readonly log: ReturnType<typeof rememberingLog>;
  /** A new customer's conversation. */
  open(): Promise<ConversationId>;
  /** Sends a text and waits until the bot has had its turn. */
  say(id: ConversationId, text: string): Promise<void>;
  /** The whole log. */
  logOf(id: ConversationId): Promise<readonly LoggedEvent[]>;
  /** The log as a transcript: `customer: …`, `bot: …`. */
  transcript(id: ConversationId): Promise<readonly string[]>;
  /** Settles when every turn that was begun is over. */
  quiet(id: ConversationId): Promise<void>;
}

interface SmallRuntimeOptions {
  /** Of the database; a file of its own when left out. */
  readonly file?: string;
  readonly published?: Published;
  /** Puts something before the store, such as a fault. */
  readonly wrapStore?: (store: Store) => Store;
}

/** Everything between the wire and the disk, with the small bot, on SQLite, in virtual time. */
export async function smallRuntime(options: SmallRuntimeOptions = {}): Promise<SmallRuntime> {
  const { published = await publishFiles(mendingContent), wrapStore = (store) => store } = options;
  const real = await openSqliteStore(options.file ?? join(await scratchDir(), "fenqi.sqlite"));
  onTestFinished(() => real.close());
  const store = wrapStore(real);
  const [clock, log, ids] = [handClock(), rememberingLog(), randomIds];
  const content = new Content(published);
  const feeds = new Feeds(store);
  const turns = new Turns({ store, content, delivery: feeds, clock, timers: clock, ids, log });
  const reception = new Reception({ store, content, delivery: feeds, clock, ids, turns });
  const logOf = (id: ConversationId) => real.events(id, { limit: 1000 });
  const quiet = () => turns.idle();
  return {
    store,
    content,
    feeds,
    reception,
    turns,
    clock,
    log,
    logOf,
    quiet,
    open: async () => (await openNew(real)).id,
    async say(id, text) {
      await reception.say(id, newCid(), text);
      await quiet();
    },
    transcript: async (id) => (await logOf(id)).map((event) => `${event.from}: ${words(event.body)}`),
  };
}
