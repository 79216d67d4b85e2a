import type { CustomerPresence } from "../../../src/protocol/chat.ts";
import type { ChatEvent } from "../../../src/protocol/event.ts";
import type { Owner, SessionReply } from "../../../src/protocol/session.ts";
import { createAlarm, wait } from "./alarm.ts";
import { newCid } from "./cid.ts";
import { createLink } from "./link.ts";
import { createOutbox, type Outgoing } from "./outbox.ts";
import { type KeyValue, outboxStore, sessionStore } from "./storage.ts";
import {
  emptyTimeline,
  follow,
  hasGap,
  isRewritten,
  type Timeline,
  type TimelineChange,
  unreadAfter,
} from "./timeline.ts";
import { createWriting, type Writer } from "./writing.ts";

/** Everything the panel shows. A new object after every change. */
export interface ChatState {
  /** Absent until the server has answered for the first time. */
  readonly session?: SessionReply;
  readonly timeline: Timeline;
  readonly owner: Owner;
  /** Who has the customer, or where they stand in line and for how long probably, as far as is known. */
  readonly wait: Omit<CustomerPresence, "owner">;
  /** `lost` is said only after a moment without a connection: a hiccup is none of the customer's business. */
  readonly link: "starting" | "online" | "lost";
  readonly writing: Writer | undefined;
  /** A person has been asked for, and the server has not taken it yet. */
  readonly isAskingForHuman: boolean;
  /** The history is there: what arrives from now on is news. */
  readonly isSettled: boolean;
  readonly unread: number;
}

export interface ChatPorts {
  /** Of the chat server: scheme, host, port. */
  readonly origin: string;
  /** BCP 47. */
  readonly locale: string;
  readonly storage: KeyValue;
  /** Where the session is remembered; the outbox uses the keys that begin with it. */
  readonly storageKey: string;
  changed(state: ChatState): void;
}

export interface Chat {
  say(text: string): void;
  choose(seq: number, option: string, label: string): void;
  /** How well the customer was helped, from 1 to 5. */
  rate(score: number, comment: string): void;
  askForHuman(): void;
  retry(cid: string): void;
  typing(isOn: boolean): void;
  /** Whether the customer has the messages before their eyes. */
  look(isLooking: boolean): void;
}

/** Most events one page of history holds; the server allows no more. */
const PAGE_SIZE = 200;
/** A server that makes way for another, and a short tunnel, are over by then. */
const HICCUP_MS = 3_000;
const SETTLE_MS = 1_500;
const TYPING_EVERY_MS = 3_000;

/** One conversation of one customer: keeps it connected, complete and in order, and tells every change. */
export function createChat(ports: ChatPorts): Chat {
  const store = sessionStore(ports.storage, ports.storageKey);
  let state: ChatState = {
    timeline: emptyTimeline,
    owner: "bot",
    wait: {},
    link: "starting",
    writing: undefined,
    isAskingForHuman: false,
    isSettled: false,
    unread: 0,
  };
  let read = store.load()?.read ?? 0;
  let isLooking = false;
  let isUp = false;
  let isFetching = false;
  let lastAt = 0;
  let typedAt = 0;

  const hiccup = createAlarm(HICCUP_MS, () => {
    writing.stop();
    update({ link: "lost" });
  });
  // A log that ends in something the customer may not see never reaches its last seq by pushes alone.
  const settled = createAlarm(SETTLE_MS, () => update({ isSettled: true }));
  const writing = createWriting((writer) => update({ writing: writer }));

  const outbox = createOutbox({
    send: (item) => link.send(item),
    wait,
    random: Math.random,
    store: outboxStore(ports.storage, `${ports.storageKey}:out:`),
    sent(item, seq) {
      if (item.type === "human") return update({ isAskingForHuman: false });
      if (item.type === "rate") return;
      change({ type: "status", cid: item.cid, status: "sent" });
      if (!isWithPerson() && unreadAfter(state.timeline, seq) === 0) writing.expectAnswer();
    },
    refused(item) {
      if (item.type !== "human" && item.type !== "rate")
        return change({ type: "status", cid: item.cid, status: "failed" });
      outbox.settle(item.cid);
      update({ isAskingForHuman: false });
    },
  });

  const link = createLink({
    origin: ports.origin,
    locale: ports.locale,
    store,
    opened,
    // The last event once more: by its id an open page finds out that the log is not the one it knows.
    after: () => (state.timeline.events.at(-1)?.seq ?? 1) - 1,
    up,
    down,
    event: receive,
    typing: writing.heard,
    presence: (presence) => update({ owner: presence.owner, wait: presence }),
  });
  for (const item of outbox.items()) show(item);

  function opened(session: SessionReply): void {
    if (state.session !== undefined && state.session.conversationId !== session.conversationId)
      startAfresh(0);
    update({ session, owner: session.state.owner, isSettled: session.last <= state.timeline.upTo });
  }

  // What was shown is gone: its buttons mean nothing any more, the customer's words still do.
  function startAfresh(readUpTo: number): void {
    for (const item of outbox.items()) if (item.type !== "text") outbox.settle(item.cid);
    read = readUpTo;
    update({ timeline: emptyTimeline, isAskingForHuman: false });
    for (const item of outbox.items()) show(item);
  }

  function up(): void {
    isUp = true;
    hiccup.clear();
    settled.set();
    update({ link: "online" });
    outbox.resume();
    void closeGap();
  }

  function down(): void {
    isUp = false;
    outbox.pause();
    if (state.link !== "lost") hiccup.set();
  }

  function receive(event: ChatEvent): void {
    if (isRewritten(state.timeline, event)) startAfresh(Math.min(read, event.seq - 1));
    // The last one known comes again with every new connection, and ends nothing that has begun since.
    const isNews = event.seq > state.timeline.upTo;
    change({ type: "event", event });
    if (event.cid !== undefined) outbox.settle(event.cid);
    if (isNews && (event.from === "bot" || event.from === "agent")) writing.stop();
    // Older handoffs are history; whose turn it is now, the session has said.
    const { body, seq } = event;
    if (body.type === "handoff" && seq > (state.session?.last ?? 0))
      update({
        owner: OWNER_AFTER[body.status],
        wait: body.agent === undefined ? {} : { agent: body.agent },
      });
    void closeGap();
  }

  async function closeGap(): Promise<void> {
    if (isFetching) return;
    isFetching = true;
    while (isUp && hasGap(state.timeline)) {
      const after = state.timeline.upTo;
      const reply = await link.fetch(after, PAGE_SIZE).catch(() => undefined);
      if (reply?.ok) {
        const { events, last } = reply;
        change({ type: "page", page: { after, events, last, complete: events.length < PAGE_SIZE } });
        for (const { cid } of events) if (cid !== undefined) outbox.settle(cid);
      }
      if (state.timeline.upTo === after) await wait(SETTLE_MS);
    }
    isFetching = false;
  }

  function add(item: Outgoing): void {
    show(item);
    outbox.add(item);
    remember();
  }

  function show(item: Outgoing): void {
    if (item.type === "human") return update({ isAskingForHuman: true });
    if (item.type === "rate") return;
    const { cid, at } = item;
    const words = item.type === "text" ? { text: item.text } : { text: item.label, choice: item.choice };
    change({ type: "echo", echo: { cid, at, ...words, status: item.refused ? "failed" : "sending" } });
  }

  function change(timelineChange: TimelineChange): void {
    const timeline = follow(state.timeline, timelineChange);
    const { session } = state;
    update({
      timeline,
      isSettled: state.isSettled || (session !== undefined && timeline.upTo >= session.last),
    });
  }

  function update(patch: Partial<ChatState>): void {
    state = { ...state, ...patch };
    const { upTo } = state.timeline;
    if (isLooking && upTo > read) {
      read = upTo;
      remember();
      link.read(upTo);
    }
    state = { ...state, unread: unreadAfter(state.timeline, read) };
    ports.changed(state);
  }

  function remember(): void {
    const remembered = store.load();
    if (remembered !== undefined) store.save({ ...remembered, started: true, read });
  }

  // Two messages in one millisecond must still come back in order after a reload.
  function stamp() {
    lastAt = Math.max(Date.now(), lastAt + 1);
    return { cid: newCid(), at: lastAt };
  }

  const isWithPerson = () => state.owner === "waiting" || state.owner === "assigned";

  return {
    say: (text) => add({ ...stamp(), type: "text", text }),
    choose: (seq, option, label) => add({ ...stamp(), type: "choice", choice: { seq, option }, label }),
    rate: (score, comment) => add({ ...stamp(), type: "rate", score, ...(comment && { comment }) }),
    askForHuman() {
      if (!state.isAskingForHuman) add({ ...stamp(), type: "human" });
    },
    retry(cid) {
      change({ type: "status", cid, status: "sending" });
      outbox.retry(cid);
    },
    typing(isOn) {
      if (!isWithPerson() || (isOn && Date.now() - typedAt < TYPING_EVERY_MS)) return;
      typedAt = isOn ? Date.now() : 0;
      link.typing(isOn);
    },
    look(isNowLooking) {
      isLooking = isNowLooking;
      update({});
    },
  };
}

const OWNER_AFTER = {
  requested: "waiting",
  queued: "waiting",
  offline: "offline",
  assigned: "assigned",
  returned: "bot",
  closed: "closed",
} as const;
