import type { Milliseconds, Timestamp } from "../kernel/time.ts";

/** One decision on what servers answer with, from a moment on. */
export interface PublicationEntry {
  /** Counts up. */
  readonly id: number;
  /** The hash of a version that is kept; absent for the content files that each server finds. */
  readonly content?: string;
  /** From when on it is answered with, by the clock of the list. */
  readonly activeAt: Timestamp;
  /** Why, in the words of whoever published it. */
  readonly note: string;
}

/** The decisions, newest first, and what the clock says by which they become active. */
export interface PublicationList {
  readonly now: Timestamp;
  readonly entries: readonly PublicationEntry[];
}

/** How many of the newest decisions can be gone back to: the versions they name are kept. */
export const MOST_KEPT = 50;

/** Keeps what was published, where all servers find it. */
export interface Publications {
  /** Has all servers answer with this in a while; see `PublicationEntry`. */
  add(entry: Pick<PublicationEntry, "content" | "note">, delayMs: Milliseconds): Promise<void>;
  /** @throws STORE_UNAVAILABLE */
  list(limit: number): Promise<PublicationList>;
}
