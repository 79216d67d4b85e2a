import type { Bot } from "../content/bot.ts";
import type { Understand } from "../conversation/listening.ts";

/** One state of the content, ready to answer with: the bot and the model trained on it belong together. */
export interface Published {
  readonly bot: Bot;
  readonly understand: Understand;
  /** Names this content: SHA-256 of its files, hexadecimal. */
  readonly hash: string;
  /** Names the model: the same lessons, learnt by the same code, have the same. */
  readonly modelName: string;
}

/** Brings an earlier version; undefined when it cannot be had any more. Never throws. */
export type LoadVersion = (hash: string) => Promise<Published | undefined>;

/** Earlier versions held ready at a time: a bot measures 1.4 MB, and some versions have a model of their own. */
const MOST_EARLIER = 6;

/**
 * Holds what the bot answers with now, and the earlier versions that conversations are still inside of. Bot and model
 * change in one step, so no turn meets half of each.
 */
export class Content {
  #current: Published;
  #reloads = 0;
  readonly #loadVersion: LoadVersion;
  /** The one that was needed last stands last. What could not be loaded is not tried again and again. */
  readonly #earlier = new Map<string, Promise<Published | undefined>>();

  constructor(first: Published, loadVersion: LoadVersion = async () => undefined) {
    this.#current = first;
    this.#loadVersion = loadVersion;
  }

  get current(): Published {
    return this.#current;
  }

  /** The content of this hash, loaded when it is not here. Undefined when it cannot be had any more. */
  version(hash: string): Promise<Published | undefined> {
    if (hash === this.#current.hash) return Promise.resolve(this.#current);
    const found = this.#earlier.get(hash) ?? this.#loadVersion(hash);
    this.#keep(hash, found);
    return found;
  }

  /** The hashes of what is held: it may still be written into a conversation. */
  get held(): readonly string[] {
    return [this.#current.hash, ...this.#earlier.keys()];
  }

  /**
   * Answers with what `load` brings from now on. When it fails, what was there stays, and the error is the caller's to
   * report; when a later reload has begun meanwhile, that one decides.
   *
   * @returns whether the content is another one now
   */
  async reload(load: () => Promise<Published>): Promise<boolean> {
    this.#reloads += 1;
    const mine = this.#reloads;
    const loaded = await load();
    if (mine !== this.#reloads || loaded.hash === this.#current.hash) return false;
    this.#keep(this.#current.hash, Promise.resolve(this.#current));
    this.#earlier.delete(loaded.hash);
    this.#current = loaded;
    return true;
  }

  #keep(hash: string, version: Promise<Published | undefined>): void {
    this.#earlier.delete(hash);
    this.#earlier.set(hash, version);
    const [oldest] = this.#earlier.keys();
    if (this.#earlier.size > MOST_EARLIER && oldest !== undefined) this.#earlier.delete(oldest);
  }
}
