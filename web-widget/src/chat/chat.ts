import type { ChatEvent } from "../../../src/protocol/event.ts";
import type { SessionReply } from "../../../src/protocol/session.ts";
import type { HostContext, IdentitySource } from "../fenqi.ts";
import { createAlarm, wait } from "./alarm.ts";
import type { ChatPorts } from "./chat-ports.ts";
import { type ChatState, emptyState, OWNER_AFTER } from "./chat-state.ts";
import { newCid } from "./cid.ts";
import { echoOf, isShown } from "./echo-of.ts";
import { gapCloser } from "./gap.ts";
import { fetchAhead, openStore } from "./open-store.ts";
import { createOutbox, type OutboxStore, type Outgoing } from "./outbox.ts";
import { sessionStore } from "./storage.ts";
import { joinTabs } from "./tabs.ts";
import {
  emptyTimeline,
  follow,
  isRewritten,
  type Timeline,
  type TimelineChange,
  unreadAfter,
} from "./timeline.ts";
import { createWriting } from "./writing.ts";

export type { ChatState } from "./chat-state.ts";

export interface Chat {
  say(text: string): void;
  /** The customer asks for this, by the name of an intent. */
  ask(intent: string): void;
  choose(seq: number, option: string, label: string): void;
  /** An image as it is to be uploaded, with its size in pixels. */
  sendImage(blob: Blob, width: number, height: number): void;
  /** How well the customer was helped, from 1 to 5. */
  rate(score: number, comment: string): void;
  askForHuman(): void;
  retry(cid: string): void;
  typing(isOn: boolean): void;
  /** Whether the customer has the messages before their eyes. */
  look(isLooking: boolean): void;
  /**
   * Goes on as this customer. Settles when their conversation is there; rejects, and the chat goes on as it was, when the
   * host app has no token within ten seconds or the server does not take it.
   */
  identify(who: IdentitySource): Promise<void>;
  /**
   * Forgets the conversation and everything that was not sent, here and in every other tab, and begins a new one of
   * nobody's. Settles when it is forgotten.
   */
  logout(): Promise<void>;
  setContext(context: HostContext): void;
  /** Questions that begin like this text; none, when they cannot be had. */
  suggest(text: string): Promise<readonly string[]>;
  stop(): void;
}

/** A server that makes way for another, and a short tunnel, are over by then. */
const HICCUP_MS = 3_000;
const SETTLE_MS = 1_500;
const TYPING_EVERY_MS = 3_000;

/** One conversation of one customer: keeps it connected, complete and in order, and tells every change. */
export function createChat(ports: ChatPorts): Chat {
  const store = sessionStore(ports.storage, ports.storageKey);
  let state = emptyState;
  let read = store.load()?.read ?? 0;
  let isLooking = false;
  let isUp = false;
  let typedAt = 0;
  let { who, context = {} } = ports;

  const hiccup = createAlarm(HICCUP_MS, () => {
    writing.stop();
    update({ link: "lost" });
  });
  // A log that ends in something the customer may not see never reaches its last seq by pushes alone.
  const settled = createAlarm(SETTLE_MS, () => update({ isSettled: true }));
  const writing = createWriting((writer) => update({ writing: writer }));

  const wrote = `${ports.storageKey}:wrote`;
  let database: Promise<OutboxStore | undefined> | undefined;
  const outbox = createOutbox({
    send: (item) => link.send(item),
    wait,
    random: Math.random,
    // Earlier versions kept what was unsent beside the session.
    mayHold: () =>
      store.load()?.started === true ||
      ports.storage.keys().some((key) => key.startsWith(`${ports.storageKey}:`)),
    store() {
      ports.storage.set(wrote, "1");
      database ??= openStore(ports.storage, ports.storageKey);
      return database;
    },
    found: show,
    sent(item, seq) {
      if (item.type === "human") return update({ isAskingForHuman: false });
      if (!isShown(item)) return;
      change({ type: "status", cid: item.cid, status: "sent" });
      if (!isWithPerson() && unreadAfter(state.timeline, seq) === 0) writing.expectAnswer();
    },
    refused(item) {
      if (isShown(item)) return change({ type: "status", cid: item.cid, status: "failed", code: item.code });
      outbox.settle(item.cid);
      update({ isAskingForHuman: false });
    },
  });

  const link = joinTabs({
    origin: ports.origin,
    locale: ports.locale,
    storageKey: ports.storageKey,
    identity: async () => who && (await import("./identity.ts")).tokenOf(who),
    isIdentified: () => who !== undefined,
    context: () => context,
    store,
    opened,
    // The last event once more: by its id an open page finds out that the log is not the one it knows.
    after: () => (state.timeline.events.at(-1)?.seq ?? 1) - 1,
    up,
    down,
    event: receive,
    typing: writing.heard,
    seen: (seq) => update({ seen: seq }),
    presence: (presence) => update({ owner: presence.owner, wait: presence }),
    state: () => state,
    read: saw,
    forget,
    stray: () => void outbox.gather(),
  });
  const closeGap = gapCloser({
    timeline: () => state.timeline,
    isUp: () => isUp,
    conversation: () => state.session?.conversationId,
    fetch: link.fetch,
    took(page) {
      change({ type: "page", page });
      for (const { cid } of page.events) if (cid !== undefined) outbox.settle(cid);
    },
  });

  function opened(session: SessionReply): void {
    if (state.session !== undefined && state.session.conversationId !== session.conversationId)
      startAfresh(0);
    update({ session, owner: session.state.owner, isSettled: session.last <= state.timeline.upTo });
  }

  // What was shown is gone: its buttons mean nothing any more, the customer's words still do.
  function startAfresh(readUpTo: number): void {
    for (const item of outbox.items())
      if (item.type !== "text" && item.type !== "image") outbox.settle(item.cid);
    read = readUpTo;
    showAll(emptyTimeline, { isAskingForHuman: false, wait: {}, seen: 0 });
    for (const item of outbox.items()) show(item);
  }

  function forget(): void {
    who = undefined;
    store.forget();
    outbox.empty();
    startAfresh(0);
  }

  function up(): void {
    isUp = true;
    hiccup.clear();
    settled.set();
    update({ link: "online" });
    outbox.resume();
    fetchAhead();
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
    // What came while nobody was here is no news to the page.
    if (isNews && event.seq > (state.session?.last ?? 0)) ports.heard?.(event);
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

  function add(item: Outgoing): void {
    show(item);
    outbox.add(item);
    remember();
  }

  function show(item: Outgoing): void {
    if (item.type === "human") return update({ isAskingForHuman: true });
    if (!isShown(item)) return;
    change({ type: "echo", echo: echoOf(item) });
  }

  function change(timelineChange: TimelineChange): void {
    const timeline = follow(state.timeline, timelineChange);
    const { session } = state;
    showAll(timeline, {
      isSettled: state.isSettled || (session !== undefined && timeline.upTo >= session.last),
    });
  }

  function showAll(timeline: Timeline, patch: Partial<ChatState>): void {
    for (const { cid, image } of state.timeline.echoes)
      if (image && !timeline.echoes.some((echo) => echo.cid === cid)) URL.revokeObjectURL(image.url);
    update({ ...patch, timeline });
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

  function saw(seq: number): void {
    read = Math.max(read, seq);
    update({});
  }

  function remember(): void {
    const remembered = store.load();
    if (remembered !== undefined) store.save({ ...remembered, started: true, read });
  }

  // The outbox sees to it that no two messages have the same time.
  const stamp = () => ({ cid: newCid(), at: Date.now() });

  const isWithPerson = () => state.owner === "waiting" || state.owner === "assigned";

  return {
    say: (text) => add({ ...stamp(), type: "text", text }),
    ask: (intent) => add({ ...stamp(), type: "ask", intent }),
    choose: (seq, option, label) => add({ ...stamp(), type: "choice", choice: { seq, option }, label }),
    sendImage: (blob, width, height) => add({ ...stamp(), type: "image", blob, width, height }),
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
    async identify(source) {
      await link.identify(source);
      who = source;
    },
    async logout() {
      forget();
      await outbox.clear();
      ports.storage.remove(wrote);
      link.forget();
    },
    setContext(next) {
      context = next;
      link.context(next);
    },
    async suggest(text) {
      const reply = await link.suggest(text).catch(() => undefined);
      return reply?.ok ? reply.suggestions : [];
    },
    stop() {
      link.stop();
      hiccup.clear();
      settled.clear();
      writing.stop();
    },
  };
}
