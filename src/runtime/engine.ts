import type { ConversationId, NodeId } from "../kernel/ids.ts";
import type { Clock, Milliseconds } from "../kernel/time.ts";
import { Alarms } from "./alarms.ts";
import type { Bus } from "./bus.ts";
import { createCalls } from "./calls.ts";
import type { Content } from "./content.ts";
import { Feeds } from "./feeds.ts";
import { Inbox } from "./inbox.ts";
import { LiveConversations } from "./live-conversations.ts";
import type { Observe } from "./moments.ts";
import { followNotices } from "./notices.ts";
import { Patrol } from "./patrol.ts";
import type { Ids, Integrations, Log, Store, Timers } from "./ports.ts";
import { Reception } from "./reception.ts";
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
}

/** Puts the parts together, not running yet. */
export function createEngine(around: EngineSurroundings): Engine {
  const { store, bus, content, integrations, clock, timers, ids, node, log, observe } = around;
  const feeds = new Feeds(store, bus);
  const live = new LiveConversations(store);
  const arrivals = new Inbox<ConversationId>();
  const turns = new Turns({
    store,
    live,
    content,
    delivery: feeds,
    clock,
    timers,
    ids,
    log,
    observe,
    arrivals,
    call: createCalls({ integrations, clock, timers, log }),
    coalesceMs: around.coalesceMs,
    moveAfterMs: around.moveAfterMs,
    onAlarm: (due) => alarms.expect(due),
  });
  const alarms = new Alarms({ store, turns, clock, timers, log });
  const reception = new Reception({
    store,
    live,
    content,
    delivery: feeds,
    bus,
    clock,
    ids,
    node,
    observe,
    turns,
    arrivals,
  });
  const patrol = new Patrol({ store, live, turns, alarms, feeds, bus, timers, log });
  followNotices({ bus, feeds, live, turns, patrol, log });
  return { feeds, reception, turns, alarms, patrol, live, arrivals };
}
