import type { Dialog } from "../../content/bot.ts";
import { groupBy } from "../../content/group-by.ts";

/** Dialogs that belong together. */
export interface Topic {
  /** What their intents begin with, such as `repay`; `other` for those that stand alone, and `patterns`. */
  readonly name: string;
  readonly dialogs: readonly Dialog[];
}

/** Puts dialogs together by what their intents are about: the topics as they come, then the rest, then the patterns. */
export function topicsOf(dialogs: Iterable<Dialog>): readonly Topic[] {
  const all = [...dialogs];
  const own = all.filter(({ kind }) => kind === "dialog");
  const groups = [...groupBy(own, subjectOf)];
  const alone = groups.flatMap(([, same]) => (same.length === 1 ? same : []));
  return [
    ...groups.filter(([, same]) => same.length > 1).map(([name, same]) => ({ name, dialogs: same })),
    { name: "other", dialogs: alone },
    { name: "patterns", dialogs: all.filter(({ kind }) => kind === "pattern") },
  ].filter((topic) => topic.dialogs.length > 0);
}

function subjectOf({ id, intents: [intent] }: Dialog): string {
  return /^[^._-]+/u.exec(intent ?? id)?.[0] ?? id;
}
