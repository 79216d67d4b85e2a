import { Redis, type RedisOptions } from "ioredis";
import type { Milliseconds } from "../../kernel/time.ts";

const FIRST_RETRY_MS: Milliseconds = 50;
const LONGEST_RETRY_MS: Milliseconds = 2000;

const options = {
  disableClientInfo: true,
  // With 3, a password that the server does not ask for leaves client and server speaking different protocols.
  protocol: 2,
  // Channels work while Redis is still loading its data.
  enableReadyCheck: false,
  // A command is sent now or rejected: nothing is kept for later, nothing is sent twice.
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  // Rejects what was under way as soon as the connection is lost.
  maxRetriesPerRequest: 0,
  // Its own resubscription fails unhandled when the connection is lost again meanwhile (redis/ioredis#2187).
  autoResubscribe: false,
  // A server that has not answered for so long never will: the connection is closed.
  connectTimeout: 3000,
  socketTimeout: 3000,
  // Time for what was written to leave, before a connection that is given up is torn down.
  disconnectTimeout: 100,
} satisfies RedisOptions;

/**
 * The two connections to Redis that a bus needs, for one that listens may do nothing else. Each is made again whenever it
 * is lost, sooner at first and then later and later.
 */
export class RedisConnections {
  readonly publisher: Redis;
  readonly subscriber: Redis;
  /** Host and port, without what is secret. */
  readonly address: string;
  #retries = 0;
  #problem = "";

  /**
   * @param url `redis://` or `rediss://`, with user, password and database as needed
   * @param name shown in Redis's CLIENT LIST
   */
  constructor(url: string, name: string) {
    const connect = () =>
      new Redis(url, {
        ...options,
        connectionName: name,
        retryStrategy: () => this.#retryDelay(),
      }).on("error", (error) => {
        this.#problem = describe(error);
      });
    this.address = new URL(url).host;
    this.publisher = connect();
    this.subscriber = connect();
  }

  get areReady(): boolean {
    return this.publisher.status === "ready" && this.subscriber.status === "ready";
  }

  /** What went wrong last, since all was well. */
  get problem(): string {
    return this.#problem || "Redis closed the connection.";
  }

  /** All is well: the next loss is met by a quick attempt again. */
  recover(): void {
    this.#retries = 0;
    this.#problem = "";
  }

  /** Closes connections that look good and do not do what they should; they are made anew. */
  renew(problem: string): void {
    if (this.subscriber.status !== "ready") return;
    this.#problem = problem;
    // In any other state an attempt is under way or planned; disturbed, it would be the last.
    for (const connection of [this.publisher, this.subscriber])
      if (connection.status === "ready") connection.disconnect(true);
  }

  /** Closes both for good, once what was written has left. */
  async close(): Promise<void> {
    await Promise.all([end(this.publisher), end(this.subscriber)]);
  }

  #retryDelay(): Milliseconds {
    const longest = Math.min(FIRST_RETRY_MS * 2 ** this.#retries, LONGEST_RETRY_MS);
    this.#retries += 1;
    // Or all processes would come back at the same moment.
    return longest * (0.5 + Math.random() / 2);
  }
}

function end(connection: Redis): Promise<void> {
  return new Promise((resolve) => {
    connection.once("end", resolve);
    // Between two attempts there is nothing to end, and nothing is told.
    const isBetween = connection.status === "reconnecting" || connection.status === "end";
    connection.disconnect();
    if (isBetween) resolve();
  });
}

/** A host name that leads to several addresses fails with an error that has a code and no message. */
function describe(error: Error): string {
  return error.message || ("code" in error ? String(error.code) : error.name);
}
