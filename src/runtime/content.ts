import type { Bot } from "../content/bot.ts";
import type { Understand } from "../conversation/listening.ts";

/** One state of the content, ready to answer with: the bot and the model trained on it belong together. */
export interface Published {
  readonly bot: Bot;
  readonly understand: Understand;
  /** Names this content: SHA-256 of its files, hexadecimal. */
  readonly hash: string;
}

/** Holds what the bot answers with now. Bot and model change in one step, so no turn meets half of each. */
export class Content {
  #current: Published;
  #reloads = 0;

  constructor(first: Published) {
    this.#current = first;
  }

  get current(): Published {
    return this.#current;
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
    this.#current = loaded;
    return true;
  }
}
