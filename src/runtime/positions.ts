import type { Bot } from "../content/bot.ts";
import { movePosition } from "../conversation/move-position.ts";
import type { ConversationId } from "../kernel/ids.ts";
import type { Milliseconds, Timestamp } from "../kernel/time.ts";
import type { ReadPositions, StoredPosition } from "./ports.ts";

/** Customers who stand at the same step of the same version, and what becomes of them in the content as it is now. */
export interface PositionCount {
  /** The step on top, as `dialog#step`. */
  readonly place: string;
  readonly customers: number;
  /** The hash of the version. */
  readonly content: string;
  /** `current`: the version is the present one. `id`, `was`: they can be moved to it, and what by. */
  readonly goes: "current" | "id" | "was" | "stays";
  /** Why they stay; and where on the stack, when it is not the step on top. */
  readonly reason?: string;
}

interface PositionPorts {
  readonly readPositions: ReadPositions;
  /** Now: who has not written for a week has left. */
  readonly now: Timestamp;
  /** The bot of an earlier version; undefined when it cannot be loaded any more. */
  readonly botOf: (hash: string) => Promise<Bot | undefined>;
  readonly current: { readonly hash: string; readonly bot: Bot };
}

const PAGE = 500;

/** Whoever comes back after that is moved as anybody is; before, nobody is to be told that they stand there. */
const LIVE_MS: Milliseconds = 7 * 24 * 3_600_000;

/** Counts where conversations stand, and whether they could be moved to the current content; most customers first. */
export async function countPositions({
  readPositions,
  now,
  botOf,
  current,
}: PositionPorts): Promise<readonly PositionCount[]> {
  const bots = new Map<string, Bot | undefined>();
  const counts = new Map<string, PositionCount>();
  let after: ConversationId | undefined;
  do {
    const page = await readPositions({ ...(after === undefined ? {} : { after }), limit: PAGE });
    for (const position of page) {
      const { content, state } = position;
      if (now - state.dialog.heardAt > LIVE_MS) continue;
      // What becomes of a place does not depend on how a customer has come to it.
      const place = JSON.stringify([content, state.dialog.stack.map(({ dialog, step }) => [dialog, step])]);
      const known = counts.get(place);
      if (known !== undefined) {
        counts.set(place, { ...known, customers: known.customers + 1 });
        continue;
      }
      if (content !== current.hash && !bots.has(content)) bots.set(content, await botOf(content));
      counts.set(place, { ...placeOf(position), ...wayOf(position, bots.get(content), current) });
    }
    after = page.at(-1)?.conversationId;
  } while (after !== undefined);
  return [...byStep(counts.values())].sort(
    (one, other) => other.customers - one.customers || (one.place < other.place ? -1 : 1),
  );
}

/** Counts alike in all but what lies under the step on top are one. */
function byStep(counts: Iterable<PositionCount>): Iterable<PositionCount> {
  const merged = new Map<string, PositionCount>();
  for (const { customers, ...rest } of counts) {
    const key = JSON.stringify(rest);
    merged.set(key, { ...rest, customers: customers + (merged.get(key)?.customers ?? 0) });
  }
  return merged.values();
}

/** How many customers go which way. */
export function summaryOf(counts: readonly PositionCount[]): Readonly<Record<PositionCount["goes"], number>> {
  const sum = (goes: PositionCount["goes"]): number =>
    counts.filter((count) => count.goes === goes).reduce((total, { customers }) => total + customers, 0);
  return { current: sum("current"), id: sum("id"), was: sum("was"), stays: sum("stays") };
}

function placeOf({ content, state }: StoredPosition): Pick<PositionCount, "place" | "content" | "customers"> {
  const top = state.dialog.stack.at(-1);
  return { place: `${top?.dialog ?? ""}#${top?.step ?? ""}`, customers: 1, content };
}

function wayOf(
  { content, state }: StoredPosition,
  own: Bot | undefined,
  current: PositionPorts["current"],
): Pick<PositionCount, "goes" | "reason"> {
  if (content === current.hash) return { goes: "current" };
  const moved = movePosition(own, current.bot, state.dialog);
  if (moved.type === "moves") return { goes: moved.by };
  return { goes: "stays", reason: `${moved.place}: ${moved.reason}` };
}
