import { ActionIcon, Button } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { shownRows } from "../model/inbox.ts";
import type { Cursor } from "./cursor.ts";
import { InboxRow } from "./inbox-row.tsx";
import { useDesk, useDeskState, useNow, useStrings } from "./surroundings.ts";

/** Pixels; shell.css gives a row this height. */
const ROW_HEIGHT = 92;

/** The chosen list. Only the rows in sight are in the page, so that five hundred cost no more than ten. */
export function InboxPane({ cursor, onSearch }: { readonly cursor: Cursor; readonly onSearch: () => void }) {
  const desk = useDesk();
  const strings = useStrings();
  const inbox = useDeskState((state) => state.inbox);
  const now = useNow(5_000);
  const count = inbox.counts[inbox.view];
  return (
    <section className="inbox" aria-label={strings.inbox.label}>
      <header className="inbox-head">
        <h2>
          {strings.views[inbox.view]} <span className="inbox-count figures">{count}</span>
        </h2>
        <ActionIcon variant="subtle" color="gray" aria-label={strings.search.title} onClick={onSearch}>
          <IconSearch size={17} stroke={1.7} aria-hidden="true" />
        </ActionIcon>
        <Button size="compact-sm" variant="light" onClick={() => void desk.pull()}>
          {strings.inbox.pull}
        </Button>
      </header>
      {inbox.ids.length === 0 ? <Nothing /> : <Rows cursor={cursor} now={now} />}
    </section>
  );
}

function Nothing() {
  const { inbox: words } = useStrings();
  const { isLoading, view } = useDeskState((state) => state.inbox);
  const text = view === "waiting" ? words.emptyWaiting : words.empty;
  return (
    <p className="inbox-empty" role="status">
      {isLoading ? words.loading : text}
    </p>
  );
}

function Rows({ cursor, now }: { readonly cursor: Cursor; readonly now: number }) {
  const desk = useDesk();
  const strings = useStrings();
  const inbox = useDeskState((state) => state.inbox);
  const openedId = useDeskState((state) => state.opened?.id);
  const limit = useDeskState((state) => state.limit);
  const scroll = useRef<HTMLDivElement>(null);
  const rows = shownRows(inbox);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 6,
  });
  const cursorIndex = rows.findIndex(({ id }) => id === cursor.id);

  // Only when the cursor moves: a list that jumps with every change cannot be read.
  useEffect(() => {
    if (cursorIndex < 0) return;
    virtual.scrollToIndex(cursorIndex);
    if (cursor.hasFocus !== true) return;
    // The row is in the page only once the list has been scrolled to it and drawn.
    const drawn = requestAnimationFrame(() =>
      scroll.current?.querySelector<HTMLElement>(".row[data-cursor=true]")?.focus({ preventScroll: true }),
    );
    return () => cancelAnimationFrame(drawn);
  }, [cursor]);

  return (
    <div className="inbox-scroll" ref={scroll}>
      <ul className="inbox-list" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          return (
            row !== undefined && (
              <li
                key={key}
                className="inbox-item"
                style={{ transform: `translateY(${start}px)` }}
                aria-setsize={rows.length}
                aria-posinset={index + 1}
              >
                <InboxRow
                  row={row}
                  now={now}
                  isOpen={row.id === openedId}
                  isCursor={row.id === cursor.id}
                  onOpen={() => void desk.open(row.id)}
                />
              </li>
            )
          );
        })}
      </ul>
      {rows.length >= limit && limit < 500 && (
        <Button fullWidth variant="subtle" onClick={() => desk.more()}>
          {strings.inbox.more}
        </Button>
      )}
    </div>
  );
}
