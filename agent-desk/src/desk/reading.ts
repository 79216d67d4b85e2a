import type { DeskRow } from "../../../src/protocol/desk.ts";
import type { ConversationBrief } from "../../../src/protocol/desk-http.ts";
import type { DeskEvent } from "../../../src/protocol/event.ts";
import { isMine } from "../model/deeds.ts";
import { newer } from "../model/inbox.ts";
import { follow, hasGap, hasOlder, type TimelineChange, timelineFrom } from "../model/timeline.ts";
import type { Connection } from "./connection.ts";
import { codeOfFailure, type Rest } from "./rest.ts";
import type { DeskState, Opened } from "./state.ts";
import type { Store } from "./store.ts";

/** What reading needs of the desk around it. */
export interface ReadingPorts {
  readonly store: Store<DeskState>;
  readonly rest: Rest;
  readonly ask: Connection["ask"];
  /** What was written in this conversation and is not acknowledged yet. */
  readonly unsent: (id: string) => readonly TimelineChange[];
}

export interface Reading {
  open(id: string): Promise<void>;
  close(): void;
  /** The connection is new: goes on where the timeline ends. */
  resume(): Promise<void>;
  event(id: string, event: DeskEvent): void;
  row(row: DeskRow): void;
  read(id: string, seq: number): void;
  typing(id: string, from: "customer" | "bot", isOn: boolean): void;
  change(id: string, change: TimelineChange): void;
  older(): Promise<void>;
  /** Tells the server that the agent has seen what is there. */
  see(): void;
  refreshBrief(): Promise<void>;
}

/** How much of a long conversation is fetched at first, and with every scroll up. */
const PAGE = 100;
/** A sign of typing that is not repeated is over. */
const TYPING_MS = 6_000;
/** What `watch` pushes arrives with its ack; what has not come by then has to be asked for. */
const PUSHED_MS = 1_000;

/** Keeps the conversation before the agent's eyes complete and up to date. */
export function createReading({ store, rest, ask, unsent }: ReadingPorts): Reading {
  let seen = 0;
  let isFetching = false;
  let typingOver: ReturnType<typeof setTimeout> | undefined;

  const openedAs = (id: string) => {
    const { opened } = store.get();
    return opened?.id === id ? opened : undefined;
  };

  function patch(id: string, changed: Partial<Opened>): void {
    const opened = openedAs(id);
    if (opened !== undefined) store.patch({ opened: { ...opened, ...changed } });
  }

  function change(id: string, ...changes: readonly TimelineChange[]): void {
    const opened = openedAs(id);
    if (opened !== undefined) patch(id, { timeline: changes.reduce(follow, opened.timeline) });
  }

  async function open(id: string): Promise<void> {
    if (openedAs(id) !== undefined) return;
    close();
    seen = 0;
    const row = store.get().inbox.rows.get(id);
    store.patch({ opened: fresh(id, row) });
    const isKnown = row !== undefined;
    const brief = refreshBrief();
    if (!isKnown) await brief;
    await resume();
  }

  function close(): void {
    const { opened } = store.get();
    if (opened === undefined) return;
    store.patch({ opened: undefined });
    void ask("unwatch", { id: opened.id });
  }

  function fresh(id: string, row: DeskRow | undefined): Opened {
    return {
      id,
      ...(row && { row }),
      timeline: unsent(id).reduce(follow, timelineFrom(baseOf(row))),
      customerRead: 0,
      isLoadingOlder: false,
    };
  }

  async function resume(): Promise<void> {
    const { opened } = store.get();
    if (opened === undefined || opened.failure !== undefined) return;
    const { id, timeline } = opened;
    const ack = await ask("watch", { id, after: timeline.upTo });
    if (!ack.ok) return ack.error.retryable ? undefined : patch(id, { failure: ack.error.code });
    adopt(ack.row);
    patch(id, { customerRead: Math.max(openedAs(id)?.customerRead ?? 0, ack.customerRead) });
    change(id, { type: "heard", last: ack.row.last });
    setTimeout(() => void fillGap(id), PUSHED_MS);
  }

  async function fillGap(id: string): Promise<void> {
    if (isFetching) return;
    isFetching = true;
    for (let opened = openedAs(id); opened !== undefined && hasGap(opened.timeline); opened = openedAs(id)) {
      const { upTo } = opened.timeline;
      const ack = await ask("fetch", { id, after: upTo });
      if (!ack.ok) break;
      change(id, { type: "newer", events: ack.events, last: ack.last });
      // Nothing came of it: the next event or the next connection tries again.
      if (openedAs(id)?.timeline.upTo === upTo) break;
    }
    isFetching = false;
    see();
  }

  function adopt(row: DeskRow): void {
    const opened = openedAs(row.id);
    if (opened !== undefined) patch(row.id, { row: newer(opened.row, row) });
  }

  function see(): void {
    const { opened, session } = store.get();
    if (opened?.row === undefined || session.phase !== "signedIn" || document.hidden) return;
    const { upTo } = opened.timeline;
    if (upTo <= seen || !isMine(opened.row, session.account)) return;
    seen = upTo;
    void ask("seen", { id: opened.id, seq: upTo });
  }

  async function older(): Promise<void> {
    const { opened } = store.get();
    if (opened === undefined || opened.isLoadingOlder || !hasOlder(opened.timeline)) return;
    const { id, timeline } = opened;
    const before = timeline.base + 1;
    patch(id, { isLoadingOlder: true });
    const ack = await ask("fetch", { id, before, limit: PAGE });
    if (ack.ok) change(id, { type: "older", before, events: ack.events });
    patch(id, { isLoadingOlder: false });
  }

  async function refreshBrief(): Promise<void> {
    const { opened } = store.get();
    if (opened === undefined) return;
    const { id } = opened;
    try {
      const brief = await rest.get<ConversationBrief>(`/conversations/${encodeURIComponent(id)}`);
      const now = openedAs(id);
      // Without a row nothing was known of its length, and the timeline has not begun.
      const isBeginning = now?.row === undefined && now?.timeline.upTo === 0;
      patch(id, { brief, ...(isBeginning && { timeline: fresh(id, brief.row).timeline }) });
      adopt(brief.row);
    } catch (failure) {
      // With a row there is a conversation to show; the panel beside it stays empty.
      if (openedAs(id)?.row === undefined) patch(id, { failure: codeOfFailure(failure) });
    }
  }

  return {
    open,
    close,
    resume,
    change,
    older,
    see,
    refreshBrief,
    event(id, event) {
      change(id, { type: "event", event });
      const opened = openedAs(id);
      if (opened === undefined) return;
      if (event.from === opened.typing) patchTyping(id, undefined);
      if (hasGap(opened.timeline)) void fillGap(id);
      else see();
    },
    row: adopt,
    read: (id, seq) => patch(id, { customerRead: Math.max(openedAs(id)?.customerRead ?? 0, seq) }),
    typing(id, from, isOn) {
      clearTimeout(typingOver);
      patchTyping(id, isOn ? from : undefined);
      if (isOn) typingOver = setTimeout(() => patchTyping(id, undefined), TYPING_MS);
    },
  };

  function patchTyping(id: string, typing: Opened["typing"]): void {
    const opened = openedAs(id);
    if (opened === undefined) return;
    const { typing: _before, ...silent } = opened;
    store.patch({ opened: typing === undefined ? silent : { ...silent, typing } });
  }
}

function baseOf(row: DeskRow | undefined): number {
  return row === undefined ? 0 : Math.max(row.last - PAGE, 0);
}
