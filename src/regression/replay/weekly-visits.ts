import type { Milliseconds } from "../../kernel/time.ts";
import type { RecordedConversation } from "./recorded.ts";

const WEEK_MS: Milliseconds = 7 * 86_400_000;

/**
 * How many conversations a week come through each step that says something, by `dialog#step`.
 *
 * @param span the time in which the conversations were had
 */
export function weeklyVisits(
  conversations: readonly RecordedConversation[],
  span: Milliseconds,
): ReadonlyMap<string, number> {
  const visits = new Map<string, number>();
  for (const { turns } of conversations) {
    const places = turns.flatMap(({ said }) => said.map(({ origin }) => `${origin.dialog}#${origin.step}`));
    for (const place of new Set(places)) visits.set(place, (visits.get(place) ?? 0) + 1);
  }
  return new Map([...visits].map(([place, count]) => [place, Math.round((count * WEEK_MS) / span)]));
}
