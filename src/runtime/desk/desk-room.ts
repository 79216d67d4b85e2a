import { alarmOfState } from "../../conversation/state.ts";
import type { ConversationId } from "../../kernel/ids.ts";
import type { Clock, Milliseconds, Timestamp } from "../../kernel/time.ts";
import type { AnswerSurroundings } from "../answer.ts";
import type { Bus } from "../bus.ts";
import type { Content } from "../content.ts";
import type { DeskStore } from "../desk-ports.ts";
import type { Feeds } from "../feeds.ts";
import type { Inbox } from "../inbox.ts";
import type { LiveConversations } from "../live-conversations.ts";
import type { Ids, Log, LoggedEvent, Store, Timers } from "../ports.ts";
import { Board } from "./board.ts";
import { CustomerNews } from "./customer-news.ts";
import { Desk } from "./desk.ts";
import { type Assignment, Dispatcher } from "./dispatcher.ts";
import { HandlingTime } from "./handling-time.ts";
import { Looking } from "./looking.ts";
import { Moves } from "./moves.ts";
import { Presence } from "./presence.ts";
import { Trouble } from "./trouble.ts";

export interface DeskRoomSurroundings {
  readonly store: Pick<Store, "find" | "images">;
  readonly deskStore: DeskStore;
  readonly live: Pick<LiveConversations, "forget">;
  readonly feeds: Feeds;
  readonly bus: Bus;
  readonly content: Content;
  readonly answering: Omit<AnswerSurroundings, "onCall">;
  readonly arrivals: Inbox<ConversationId>;
  readonly assignment: Assignment;
  /** Told of every alarm that a move has set. */
  readonly onAlarm: (due: Timestamp) => void;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly log: Log;
}

/** Everything that agents work with. */
export interface DeskRoom {
  readonly desk: Desk;
  readonly board: Board;
  readonly presence: Presence;
  readonly dispatcher: Dispatcher;
  readonly news: CustomerNews;
  readonly looking: Looking;
  readonly trouble: Trouble;
  readonly deskStore: DeskStore;
  readonly assignment: Assignment;
  /** Something was stored in a conversation: lists show it, if it is one of the desk's. */
  heard(events: readonly LoggedEvent[]): void;
  /** How long an agent is usually with a customer, once that is known. */
  handlingMs(): Milliseconds | undefined;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Puts the desk's parts together, not running yet. */
export function createDeskRoom(around: DeskRoomSurroundings): DeskRoom {
  const { store, deskStore, live, feeds, bus, content, arrivals, clock, timers, ids, log } = around;
  const trouble = new Trouble();
  const onRead = (isFailing: boolean): void => trouble.report("board", isFailing);
  const board = new Board({ desk: deskStore, timers, log, onRead });
  const presence = new Presence({
    agents: deskStore.agents,
    timers,
    log,
    onChanged: () => dispatcher.look(),
  });
  const handling = new HandlingTime();
  const touch = (id: ConversationId): void => {
    board.touch(id);
    bus.publish({ type: "desk", conversationId: id });
  };
  const moves = new Moves({
    store,
    desk: deskStore,
    clock,
    ids,
    onMoved({ before, record, events }) {
      live.forget(record.id);
      feeds.deliver(events);
      touch(record.id);
      const alarm = alarmOfState(record.state);
      if (alarm !== undefined) around.onAlarm(alarm.due);
      if (before.state.phase === "assigned") handling.add(clock.now() - before.state.at);
    },
  });
  const desk = new Desk({
    store,
    desk: deskStore,
    moves,
    content,
    clock,
    ids,
    arrivals,
    answering: around.answering,
    onWritten(event) {
      live.forget(event.conversationId);
      feeds.deliver([event]);
      touch(event.conversationId);
    },
    onSeen: (id, seq) => feeds.seen(id, seq),
    onChanged: touch,
  });
  const { assignment } = around;
  const dispatcher = new Dispatcher({
    board,
    presence,
    moves,
    desk,
    agents: deskStore.agents,
    assignment,
    clock,
    timers,
    log,
    trouble,
  });
  const news = new CustomerNews({
    board,
    feeds,
    timers,
    places: () => dispatcher.places(handling.typical),
  });
  const looking = new Looking({
    node: ids.node(),
    publish: (notice) => bus.publish(notice),
    clock,
    timers,
  });
  feeds.onLooking((notice) => looking.hear(notice));
  return {
    desk,
    board,
    presence,
    dispatcher,
    news,
    looking,
    trouble,
    deskStore,
    assignment,
    handlingMs: () => handling.typical,
    heard(events) {
      const [first] = events;
      if (first === undefined) return;
      const id = first.conversationId;
      if (board.has(id) || events.some(({ kind }) => kind === "handoff")) touch(id);
    },
    async start() {
      await Promise.all([board.start(), presence.start()]);
      dispatcher.start();
      news.start();
      looking.start();
    },
    async stop() {
      looking.stop();
      news.stop();
      presence.stop();
      await dispatcher.stop();
      await board.stop();
    },
  };
}
