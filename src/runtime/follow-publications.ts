import type { Clock, Milliseconds } from "../kernel/time.ts";
import type { Content, LoadVersion, Published } from "./content.ts";
import type { Log, Timers } from "./ports.ts";
import type { PublicationEntry, Publications } from "./publication-ports.ts";

interface FollowSurroundings {
  readonly publications: Publications;
  readonly content: Content;
  /** The content files that this server finds, made ready. @throws CONTENT_INVALID, FILE_UNREADABLE */
  readonly loadFiles: () => Promise<Published>;
  /** Brings a version that is not held ready. */
  readonly loadVersion: LoadVersion;
  readonly clock: Clock & Timers;
  readonly log: Log;
  /** Told when another content is answered with. */
  readonly onSwitched: () => void;
}

/** Follows what is published until it is stopped. */
export interface Follower {
  /** @param since the id of the last entry that is known; 0 when none is */
  start(since: number): void;
  stop(): Promise<void>;
}

/** How often it is looked for. Shorter than what servers are given to make ready. */
const LOOK_MS: Milliseconds = 500;

/** More than are published while a server is away. */
const MOST_ENTRIES = 20;

/**
 * Answers with what was published last. Each version is made ready as soon as it is known, and switched to at the moment
 * that was set for it, so that all servers switch together. One that cannot be made ready is tried again and again, and
 * what is there goes on answering.
 */
export function followPublications(around: FollowSurroundings): Follower {
  const { publications, clock, log } = around;
  const planned = new Map<number, () => void>();
  let known = 0;
  let cancel = (): void => {};
  let looking = Promise.resolve();
  let isStopped = false;
  let isFailing = false;

  const look = async (): Promise<void> => {
    try {
      const { now, entries } = await publications.list(MOST_ENTRIES);
      const fresh = entries.filter(({ id }) => id > known).reverse();
      for (const entry of fresh) {
        if (isStopped || !(await plan(entry, Math.max(entry.activeAt - now, 0)))) break;
        known = entry.id;
      }
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.warn("What is published cannot be looked up; it is tried again.", { error });
      isFailing = true;
    }
  };

  /** Whether it is ready, and will be switched to. */
  const plan = async (entry: PublicationEntry, delayMs: Milliseconds): Promise<boolean> => {
    const begun = clock.now();
    const published = await ready(around, entry);
    if (published === undefined) return false;
    const left = Math.max(delayMs - (clock.now() - begun), 0);
    if (left === 0 && delayMs > 0)
      log.warn("A version took longer to make ready than servers were given.", { content: published.hash });
    const change = (): void => {
      planned.delete(entry.id);
      void around.content
        .reload(async () => published)
        .then((isChanged) => {
          if (!isChanged) return;
          log.info("Another content is answered with.", { content: published.hash, note: entry.note });
          around.onSwitched();
        });
    };
    if (left === 0) change();
    else planned.set(entry.id, clock.after(left, change));
    return true;
  };

  const next = (): void => {
    if (isStopped) return;
    cancel = clock.after(LOOK_MS, () => {
      looking = look().then(next);
    });
  };

  return {
    start(since) {
      known = since;
      next();
    },
    async stop() {
      isStopped = true;
      cancel();
      for (const cancelPlan of planned.values()) cancelPlan();
      await looking;
    },
  };
}

async function ready(
  { content, loadFiles, loadVersion, log }: FollowSurroundings,
  { content: hash }: PublicationEntry,
): Promise<Published | undefined> {
  try {
    if (hash === undefined) return await loadFiles();
    return content.held.includes(hash) ? await content.version(hash) : await loadVersion(hash);
  } catch (error) {
    log.error("The content files cannot be answered with; what was there before goes on answering.", {
      error,
    });
    return undefined;
  }
}
