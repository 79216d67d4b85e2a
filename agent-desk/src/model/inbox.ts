import type { DeskRow, InboxCounts, InboxUpdate, InboxView } from "../../../src/protocol/desk.ts";

/** A list of the inbox as this browser knows it. */
export interface Inbox {
  readonly view: InboxView;
  /** Only what is in this queue; all of them when absent. */
  readonly queue?: string;
  /** In the order in which they are shown. */
  readonly ids: readonly string[];
  /** Also of rows that have left the list: the server need not send them again when they come back unchanged. */
  readonly rows: ReadonlyMap<string, DeskRow>;
  readonly counts: InboxCounts;
  /** Nothing has arrived since the list was chosen. */
  readonly isLoading: boolean;
}

/** Rows that are kept beyond those of the list; an afternoon must not fill the memory. */
const MOST_LEFT_OVER = 500;

export const emptyInbox: Inbox = {
  view: "waiting",
  ids: [],
  rows: new Map(),
  counts: { waiting: 0, mine: 0, left: 0, snoozed: 0, all: 0 },
  isLoading: true,
};

/** The inbox once another list was asked for. The counts stay: they are of all lists. */
export function choose(inbox: Inbox, view: InboxView, queue?: string): Inbox {
  if (inbox.view === view && inbox.queue === queue) return inbox;
  return { ...emptyInbox, counts: inbox.counts, view, ...(queue !== undefined && { queue }) };
}

/** The inbox with an update of the server. One that is for another list, asked for earlier, brings only the counts. */
export function update(inbox: Inbox, { view, ids, rows, counts }: InboxUpdate): Inbox {
  if (view !== inbox.view) return { ...inbox, counts };
  const merged = rows.reduce(merge, new Map(inbox.rows));
  return { ...inbox, ids, rows: trimmed(merged, ids), counts, isLoading: false };
}

/** The inbox with a row that arrived in another way; the list it is in does not change. */
export function withRow(inbox: Inbox, row: DeskRow): Inbox {
  return inbox.rows.has(row.id) ? { ...inbox, rows: merge(new Map(inbox.rows), row) } : inbox;
}

/** The list as it is shown. */
export function shownRows({ ids, rows }: Inbox): readonly DeskRow[] {
  return ids.flatMap((id) => rows.get(id) ?? []);
}

/** Whether the server believes in rows here that are not: only asking for the whole list again mends that. */
export function lacksRows({ ids, rows }: Inbox): boolean {
  return ids.some((id) => !rows.has(id));
}

/** The newer of two rows of one conversation. Of two that no event lies between, the one that arrived later. */
export function newer(known: DeskRow | undefined, arrived: DeskRow): DeskRow {
  if (known === undefined) return arrived;
  const isOlder =
    arrived.version < known.version || (arrived.version === known.version && arrived.last < known.last);
  return isOlder ? known : arrived;
}

/** The row beside `id` in the list, so that the keys walk along it; the first one when `id` is not in it. */
export function neighbour({ ids }: Inbox, id: string | undefined, by: 1 | -1): string | undefined {
  const index = id === undefined ? -1 : ids.indexOf(id);
  if (index === -1) return ids[0];
  return ids[Math.min(Math.max(index + by, 0), ids.length - 1)];
}

function merge(rows: Map<string, DeskRow>, row: DeskRow): Map<string, DeskRow> {
  return rows.set(row.id, newer(rows.get(row.id), row));
}

function trimmed(rows: Map<string, DeskRow>, ids: readonly string[]): ReadonlyMap<string, DeskRow> {
  if (rows.size <= ids.length + MOST_LEFT_OVER) return rows;
  const listed = new Set(ids);
  return new Map([...rows].filter(([id]) => listed.has(id)));
}
