import type { Milliseconds } from "../kernel/time.ts";
import { MOST_KEPT, type PublicationEntry, type Publications } from "../runtime/publication-ports.ts";

/** What is answered with now, or soon. */
export interface ActiveEntry {
  /** The newest decision, also when its time is yet to come; absent when nothing was ever published. */
  readonly current?: PublicationEntry;
  /** Newest first. */
  readonly entries: readonly PublicationEntry[];
  readonly now: number;
}

export async function activeEntry(publications: Publications): Promise<ActiveEntry> {
  const { entries, now } = await publications.list(MOST_KEPT);
  const [current] = entries;
  return { entries, now, ...(current && { current }) };
}

/** Servers look for what is published twice a second, and a version without a new model is ready in less than this. */
const LEAST_LEAD_MS: Milliseconds = 2000;

/** How long servers are given to make a version ready that took this command so long: theirs may be slower machines. */
export function leadFor(readyInMs: Milliseconds): Milliseconds {
  return Math.round(LEAST_LEAD_MS + 2 * readyInMs);
}

/** Says when servers switch, and how to go back. */
export function announceSwitch(what: string, lead: Milliseconds): string {
  return `${what} Servers switch to it in ${Math.ceil(lead / 1000)} s, all at once. To go back: fenqi rollback`;
}

/** A hash is told from others by this many of its characters. */
const SHORT_HASH = 8;

export function shortHash(hash: string): string {
  return hash.slice(0, SHORT_HASH);
}

/** What an entry has servers answer with, in short. */
export function shownContent({ content }: Pick<PublicationEntry, "content">): string {
  return content === undefined ? "files" : shortHash(content);
}
