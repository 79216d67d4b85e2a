import type { ConversationId, NodeId } from "../../kernel/ids.ts";
import type { Milliseconds } from "../../kernel/time.ts";
import type { Bus, Notice } from "../../runtime/bus.ts";
import type { Log, Timers } from "../../runtime/ports.ts";
import { NoticeText } from "./notice-text.ts";
import { Peers } from "./peers.ts";
import { rarely } from "./rarely.ts";
import { RedisConnections } from "./redis-connections.ts";
import { Sender } from "./sender.ts";
import { Subscriptions } from "./subscriptions.ts";
import { atTickEnd } from "./tick-end.ts";

const BEAT_MS: Milliseconds = 1000;

/** One beat may be late because this process was busy; so many in a row are not. */
const MOST_UNHEARD = 3;

/**
 * Connects this process to the others through Redis. Settles as soon as it is known whether Redis is there; if it is not,
 * the bus is down, says so in the log, and comes up by itself later.
 *
 * @param url `redis://` or `rediss://`, with user, password and database as needed
 */
export async function openRedisBus(url: string, node: NodeId, log: Log, timers: Timers): Promise<RedisBus> {
  const bus = new RedisBus(url, node, log, timers);
  await bus.tried;
  return bus;
}

/**
 * Every process publishes a beat and has to hear it: that proves the way from end to end, whatever became of the two
 * connections. The beats of others tell who is heard, and who has dropped notices that somebody may wait for.
 */
export class RedisBus implements Bus {
  /** Settles when Redis has answered, or has failed to. */
  readonly tried: Promise<void>;
  readonly #node: NodeId;
  readonly #log: Log;
  readonly #timers: Timers;
  readonly #text: NoticeText;
  readonly #redis: RedisConnections;
  readonly #sender: Sender;
  readonly #subscriptions: Subscriptions;
  readonly #peers = new Peers(MOST_UNHEARD);
  readonly #onUnread = rarely((times, channel: string) =>
    this.#log.warn(
      "Something says what no server process would, and is not listened to. Who else uses this Redis?",
      {
        channel,
        times,
      },
    ),
  );
  readonly #onRefused = rarely((times, { message }: Error) =>
    this.#log.warn("Redis does not take a notice; what it tells is found in the store.", {
      reason: message,
      times,
    }),
  );
  readonly #settleSoon = atTickEnd(() => {
    void this.#settle();
  });
  #onNotice: (notice: Notice) => void = () => {};
  #onUp = (): void => {};
  #onWatched: (ids: readonly ConversationId[]) => void = () => {};
  #onTried = (): void => {};
  #cancelBeat = (): void => {};
  #state: "opening" | "up" | "down" | "closed" = "opening";
  #isSubscribed = false;
  #hasMissed = false;
  #unheard = 0;

  constructor(url: string, node: NodeId, log: Log, timers: Timers) {
    this.#node = node;
    this.#log = log;
    this.#timers = timers;
    // Written in one way: ioredis leaves a REDISS:// unencrypted.
    const { href, pathname } = new URL(url);
    this.#text = new NoticeText(node, /^\/(\d+)$/.exec(pathname)?.[1] ?? "0");
    this.tried = new Promise((resolve) => {
      this.#onTried = resolve;
    });
    this.#redis = new RedisConnections(href, `fenqi:${node}`);
    const { publisher, subscriber } = this.#redis;
    this.#sender = new Sender(publisher, (error) => {
      // While it is down, the log has the reason already.
      if (this.isUp) this.#onRefused(error);
    });
    this.#subscriptions = new Subscriptions(subscriber, [this.#text.own, this.#text.beats]);
    publisher.on("ready", () => this.#beat()).on("close", () => this.#goDown());
    subscriber
      .on("ready", () => void this.#subscribe())
      .on("close", () => {
        this.#isSubscribed = false;
        this.#goDown();
      })
      .on("message", (channel: string, text: string) => this.#hear(channel, text));
    this.#beatOn();
  }

  get isUp(): boolean {
    return this.#state === "up";
  }

  get peers(): number {
    return this.isUp ? this.#peers.size : 0;
  }

  /** How much is kept in mind of what is watched. */
  get size(): number {
    return this.#subscriptions.size;
  }

  publish(notice: Notice): void {
    this.#sender.send(this.#text.notice(notice));
  }

  watch(id: ConversationId): void {
    this.#subscriptions.add(this.#text.channelOf(id));
    this.#settleSoon();
  }

  unwatch(id: ConversationId): void {
    this.#subscriptions.remove(this.#text.channelOf(id));
    this.#settleSoon();
  }

  listen(
    onNotice: (notice: Notice) => void,
    onUp: () => void,
    onWatched: (ids: readonly ConversationId[]) => void,
  ): void {
    this.#onNotice = onNotice;
    this.#onUp = onUp;
    this.#onWatched = onWatched;
  }

  async close(): Promise<void> {
    this.#state = "closed";
    this.#cancelBeat();
    this.#sender.flush();
    await this.#redis.close();
  }

  /** A new connection listens to nothing yet. */
  async #subscribe(): Promise<void> {
    const channels = await this.#given(this.#subscriptions.renew());
    if (channels === undefined) return;
    this.#isSubscribed = true;
    this.#beat();
  }

  async #settle(): Promise<void> {
    const channels = (await this.#given(this.#subscriptions.settle())) ?? [];
    if (channels.length > 0) this.#onWatched(channels.map((channel) => this.#text.conversationOf(channel)));
  }

  /** The channels that Redis gives us; undefined, and a new attempt, when it does not. */
  async #given(asked: Promise<readonly string[]>): Promise<readonly string[] | undefined> {
    try {
      return await asked;
    } catch (error) {
      this.#redis.renew(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  #hear(channel: string, text: string): void {
    const heard = this.#text.read(channel, text);
    if (heard === undefined) return this.#onUnread(channel);
    const isOwn = heard.from === this.#node;
    if ("notice" in heard) {
      if (!isOwn) this.#onNotice(heard.notice);
    } else if (isOwn) {
      this.#unheard = 0;
      if (this.#isSubscribed && this.#redis.areReady) this.#goUp();
    } else if (this.#peers.hear(heard.from, heard.dropped)) this.#hasMissed = true;
  }

  #beatOn(): void {
    this.#cancelBeat = this.#timers.after(BEAT_MS, () => {
      this.#beatOn();
      this.#peers.age();
      if (this.#hasMissed && this.isUp) this.#catchUp();
      if (!this.#isSubscribed || !this.#redis.areReady) this.#unheard = 0;
      else if (this.#unheard < MOST_UNHEARD) this.#unheard += 1;
      else {
        this.#unheard = 0;
        this.#redis.renew("Nothing that is published comes back.");
        this.#goDown();
      }
      this.#beat();
    });
  }

  #beat(): void {
    if (this.#redis.publisher.status === "ready") this.#sender.send(this.#text.beat(this.#sender.dropped));
  }

  #goUp(): void {
    this.#redis.recover();
    if (this.#state !== "opening" && this.#state !== "down") return;
    const wasDown = this.#state === "down";
    this.#state = "up";
    if (wasDown) this.#log.info("Redis is back: this server and the others hear of each other at once.");
    this.#onTried();
    this.#catchUp();
  }

  #catchUp(): void {
    this.#hasMissed = false;
    this.#onUp();
  }

  #goDown(): void {
    if (this.#state !== "opening" && this.#state !== "up") return;
    this.#state = "down";
    this.#log.warn(
      "Redis is away: until it is back, this server hears a little later of what other processes store. " +
        "Does it run at REDIS_URL?",
      { redis: this.#redis.address, reason: this.#redis.problem },
    );
    this.#onTried();
  }
}
