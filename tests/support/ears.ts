import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { expect, onTestFinished } from "vitest";
import { openRedisBus, type RedisBus } from "../../src/adapters/bus/redis-bus.ts";
import { systemClock } from "../../src/adapters/clock/system-clock.ts";
import { type ConversationId, conversationId, type NodeId, nodeId } from "../../src/kernel/ids.ts";
import type { Notice } from "../../src/runtime/bus.ts";
import type { Log, Timers } from "../../src/runtime/ports.ts";
import type { HandClock } from "./hand-clock.ts";
import { silentLog } from "./silent-log.ts";

/** A process's bus, and everything it has told so far. */
export interface Ears {
  readonly bus: RedisBus;
  readonly node: NodeId;
  readonly notices: readonly Notice[];
  /** What its warnings and notes say, each after its level. */
  readonly log: readonly string[];
  /** How often it has said that something may have been missed. */
  readonly ups: number;
  /** Done, right in its place, the next time that it says so. */
  atUp(act: () => void): void;
  /** Watches conversations, and waits until their notices come in. */
  watch(...ids: ConversationId[]): Promise<void>;
  /** Waits until it has told this. */
  hear(notice: Notice): Promise<void>;
}

/** Opens a bus, which is closed when the running test is over. */
export async function openEars(url: string, timers: Timers = systemClock): Promise<Ears> {
  const node = nodeId(randomUUID());
  const notices: Notice[] = [];
  const watched = new Set<ConversationId>();
  const lines: string[] = [];
  const log: Log = {
    ...silentLog,
    info: (message) => void lines.push(`info: ${message}`),
    warn: (message) => void lines.push(`warn: ${message}`),
  };
  const bus = await openRedisBus(url, node, log, timers);
  onTestFinished(() => bus.close());
  let ups = 0;
  let next = (): void => {};
  bus.listen(
    (notice) => void notices.push(notice),
    () => {
      ups += 1;
      const act = next;
      next = () => {};
      act();
    },
    (ids) => {
      for (const id of ids) watched.add(id);
    },
  );
  return {
    bus,
    node,
    notices,
    log: lines,
    get ups() {
      return ups;
    },
    atUp: (act) => void (next = act),
    async watch(...ids) {
      for (const id of ids) bus.watch(id);
      await until(() => ids.every((id) => watched.has(id)));
    },
    async hear(notice) {
      await expect.poll(() => notices, { timeout: 10_000 }).toContainEqual(notice);
    },
  };
}

/** The same Redis by way of another port of this machine. */
export const throughPort = (url: string, port: number): string =>
  Object.assign(new URL(url), { hostname: "127.0.0.1", port: String(port) }).href;

/** Lets a beat of a process go out, and waits until Redis has passed it on. */
export async function beatOf({ node }: Ears, clock: HandClock, url: string): Promise<void> {
  const listener = new Redis(url);
  onTestFinished(() => listener.disconnect());
  await listener.subscribe(`fenqi:${databaseOf(url)}:beats`);
  const beat = new Promise<void>((resolve) => {
    listener.on("message", (_, text: string) => text.startsWith(node) && resolve());
  });
  clock.advance(1000);
  await beat;
}

export const databaseOf = (url: string): string => new URL(url).pathname.slice(1);

/** Waits for what takes its time. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(isSo, { timeout: 15_000, interval: 10 }).toBe(true);
}

export const newConversation = (): ConversationId => conversationId(randomUUID());

export const stored = (id: ConversationId, last: number): Notice => ({
  type: "stored",
  conversationId: id,
  last,
});
export const typing = (id: ConversationId, on: boolean): Notice => ({
  type: "typing",
  conversationId: id,
  from: "bot",
  on,
});
export const owed = (id: ConversationId, to: NodeId): Notice => ({ type: "owed", conversationId: id, to });
