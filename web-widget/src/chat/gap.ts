import type { FetchAck } from "../../../src/protocol/chat.ts";
import { wait } from "./alarm.ts";
import { hasGap, type Page, type Timeline } from "./timeline.ts";

/** What closing a gap asks of the chat around it. */
export interface GapPorts {
  timeline(): Timeline;
  /** There is a connection to fetch over. */
  isUp(): boolean;
  /** The conversation it is about: a page of another one is not taken. */
  conversation(): string | undefined;
  fetch(after: number, limit: number): Promise<FetchAck>;
  took(page: Page): void;
}

/** Most events one page of history holds; the server allows no more. */
const PAGE_SIZE = 200;
const PATIENCE_MS = 1_500;

/** Returns what fetches everything that a timeline has heard of and misses; calling it while it runs changes nothing. */
export function gapCloser(ports: GapPorts): () => Promise<void> {
  let isFetching = false;
  return async function closeGap() {
    if (isFetching) return;
    isFetching = true;
    while (ports.isUp() && hasGap(ports.timeline())) {
      const after = ports.timeline().upTo;
      const conversation = ports.conversation();
      const reply = await ports.fetch(after, PAGE_SIZE).catch(() => undefined);
      if (reply?.ok && ports.conversation() === conversation) {
        const { events, last } = reply;
        ports.took({ after, events, last, complete: events.length < PAGE_SIZE });
      }
      if (ports.timeline().upTo === after) await wait(PATIENCE_MS);
    }
    isFetching = false;
  };
}
