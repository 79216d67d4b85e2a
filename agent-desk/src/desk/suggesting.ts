import type { SuggestedReplies } from "../../../src/protocol/desk-http.ts";
import type { Rest } from "./rest.ts";

/** A reply that the bot would give, for the agent to take over. */
export type Suggestion = SuggestedReplies["replies"][number];

interface SuggestingPorts {
  readonly rest: Pick<Rest, "get">;
  /** Resolves after about `ms` milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
  readonly show: (replies: readonly Suggestion[]) => void;
}

/** Customers write in pieces: what they mean is known when they stop for a moment. */
const SETTLE_MS = 400;

/**
 * Asks what could be answered to what the customer has just written. Nothing is shown when the server does not tell.
 *
 * @returns makes that nothing comes of it any more
 */
export function suggest(id: string, { rest, wait, show }: SuggestingPorts): () => void {
  let isWanted = true;
  void (async () => {
    await wait(SETTLE_MS);
    if (!isWanted) return;
    const found = await rest
      .get<SuggestedReplies>(`/conversations/${encodeURIComponent(id)}/suggestions`)
      .catch(() => undefined);
    if (isWanted && found !== undefined) show(found.replies);
  })();
  return () => {
    isWanted = false;
  };
}
