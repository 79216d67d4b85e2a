import type { ConversationId, NodeId } from "../kernel/ids.ts";
import type { Clock, Milliseconds } from "../kernel/time.ts";
import type { CustomerPresence } from "../protocol/chat.ts";
import { Alarms } from "./alarms.ts";
import type { Bus } from "./bus.ts";
import { createCalls } from "./calls.ts";
import type { Content } from "./content.ts";
import { createDeskRoom, type DeskRoom } from "./desk/desk-room.ts";
import type { Assignment } from "./desk/dispatcher.ts";
import type { DeskStore } from "./desk-ports.ts";
import { Feeds } from "./feeds.ts";
import { Inbox } from "./inbox.ts";
import type { Integrations } from "./integration-ports.ts";
import { LiveConversations } from "./live-conversations.ts";
import type { Observe } from "./moments.ts";
import { followNotices } from "./notices.ts";
import { Patrol } from "./patrol.ts";
import type { ConversationRecord, Delivery, Ids, Log, Store, Timers } from "./ports.ts";
import { Reception } from "./reception.ts";
import { shownOwner } from "./sessions.ts";
import { Turns } from "./turns.ts";

interface EngineSurroundings {
  readonly store: Store;
  readonly bus: Bus;
  readonly content: Content;
  readonly integrations: Integrations;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  /** This process, as the store knows it. */
  readonly node: NodeId;
  readonly log: Log;
  readonly observe: Observe;
  /** See `Turns`. */
  readonly coalesceMs: Milliseconds;
  /** See `standingOf`. */
  readonly moveAfterMs: Milliseconds;
  /** What agents work with; without it nobody but the bot answers, and a wish for a person is taken as if one were there. */
  readonly desk?: { readonly store: DeskStore; readonly assignment: Assignment };
}

/** Everything between the wire and the store: what takes messages in, answers them, and hands on what is stored. */
export interface Engine {
  readonly feeds: Feeds;
  readonly reception: Reception;
  readonly turns: Turns;
  readonly alarms: Alarms;
  readonly patrol: Patrol;
  readonly live: LiveConversations;
  /** Where messages are being stored. */
  readonly arrivals: Inbox<ConversationId>;
  /** Whether a person has the conversation, or is to have it. */
  isAtDesk(id: ConversationId): boolean;
  /** Who has a customer, and where they stand in line. */
  presenceOf(record: ConversationRecord): CustomerPresence;
  readonly room?: DeskRoom;
}

/** Puts the parts together, not running yet. */
export function createEngine(around: EngineSurroundings): Engine {
  const { store, bus, content, integrations, clock, timers, ids, node, log, observe } = around;
  const feeds = new Feeds(store, bus);
  const live = new LiveConversations(store);
  const arrivals = new Inbox<ConversationId>();
  const call = createCalls({ integrations, clock, timers, log });
  const { moveAfterMs } = around;
  const isStaffed = (queue: string): boolean => room === undefined || room.presence.isStaffed(queue);
  const answering = { content, call, ids, clock, moveAfterMs, observe, isStaffed };
  const delivery: Delivery = {
    deliver(events) {
      feeds.deliver(events);
      room?.heard(events);
    },
    catchUp: (id, last) => feeds.catchUp(id, last),
    typing: (id, from, on) => feeds.typing(id, from, on),
  };
  const turns = new Turns({
    store,
    live,
    content,
    answering,
    delivery,
    clock,
    timers,
    ids,
    log,
    observe,
    arrivals,
    coalesceMs: around.coalesceMs,
    onAlarm: (due) => alarms.expect(due),
  });
  const alarms = new Alarms({ store, turns, clock, timers, log });
  const reception = new Reception({
    store,
    live,
    content,
    delivery,
    bus,
    clock,
    ids,
    node,
    observe,
    turns,
    arrivals,
  });
  const patrol = new Patrol({ store, live, turns, alarms, feeds, bus, timers, log });
  const room =
    around.desk &&
    createDeskRoom({
      store,
      deskStore: around.desk.store,
      assignment: around.desk.assignment,
      live,
      feeds,
      bus,
      content,
      answering,
      arrivals,
      onAlarm: (due) => alarms.expect(due),
      clock,
      timers,
      ids,
      log,
    });
  const isAtDesk = (id: ConversationId): boolean => room?.board.has(id) === true;
  const presenceOf = (record: ConversationRecord): CustomerPresence =>
    room?.news.of(record) ?? { owner: shownOwner(record.state) };
  followNotices({ bus, feeds, live, turns, patrol, onDesk: (id) => room?.board.touch(id), log });
  return {
    feeds,
    reception,
    turns,
    alarms,
    patrol,
    live,
    arrivals,
    isAtDesk,
    presenceOf,
    ...(room && { room }),
  };
}
