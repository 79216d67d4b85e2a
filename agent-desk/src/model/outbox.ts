import type { StoredAck } from "../../../src/protocol/desk.ts";

/** An image that the server has, and nobody has been shown yet. */
export interface SentImage {
  readonly id: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** Something the agent wrote that the server has not acknowledged yet. `cid` stays the same over every resend. */
export interface Outgoing {
  readonly cid: string;
  readonly conversation: string;
  readonly type: "message" | "note";
  /** Empty where there is an image. */
  readonly text: string;
  /** Only in messages. */
  readonly image?: SentImage;
  /** Milliseconds since 1970 by the agent's clock; decides the order after a reload. */
  readonly at: number;
  /** The code of the refusal: it waits for the agent to try again. */
  readonly refusal?: string;
}

/** What the outbox asks of the desk around it. */
export interface OutboxPorts {
  /** One attempt. Rejects when the connection breaks or no ack comes in time. */
  send(item: Outgoing): Promise<StoredAck>;
  /** Resolves after about `ms` milliseconds. */
  wait(ms: number): Promise<void>;
  readonly store: OutboxStore;
  /** Stored by the server. */
  sent(item: Outgoing): void;
  refused(item: Outgoing, code: string): void;
}

/** Keeps what is unsent over a reload. */
export interface OutboxStore {
  load(): readonly Outgoing[];
  save(items: readonly Outgoing[]): void;
}

export interface Outbox {
  items(): readonly Outgoing[];
  add(item: Outgoing): void;
  /** Sends a refused item again. */
  retry(cid: string): void;
  /** Gives a refused item up. */
  drop(cid: string): void;
  /** The log has this item: whatever became of its ack, there is nothing left to send. */
  settle(cid: string): void;
  resume(): void;
  pause(): void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/**
 * Sends what the agent writes, one at a time within a conversation and in the order it was written, until each is
 * acknowledged. An attempt that fails is made again with the same `cid`, so the server recognises it; a refusal that
 * trying again cannot mend sets the item aside. A conversation that cannot be written to holds up no other.
 */
export function createOutbox(ports: OutboxPorts): Outbox {
  let items = [...ports.store.load()].sort((a, b) => a.at - b.at);
  const lanes = new Set<string>();
  let isUp = false;
  let resumes = 0;
  let wakers: (() => void)[] = [];

  function sendAll(): void {
    for (const { conversation } of items) void sendLane(conversation);
  }

  async function sendLane(lane: string): Promise<void> {
    if (lanes.has(lane)) return;
    lanes.add(lane);
    let failures = 0;
    for (let item = next(lane); item !== undefined; item = next(lane)) {
      const resumesBefore = resumes;
      const isDone = await attempt(item);
      failures = isDone ? 0 : failures + 1;
      // A connection that came back meanwhile is new: the item has not failed on it yet.
      if (!isDone && resumes === resumesBefore) await pauseBeforeAttempt(failures);
    }
    lanes.delete(lane);
  }

  const next = (lane: string) =>
    isUp
      ? items.find(({ conversation, refusal }) => conversation === lane && refusal === undefined)
      : undefined;

  async function attempt(item: Outgoing): Promise<boolean> {
    const ack = await ports.send(item).catch(() => undefined);
    if (ack === undefined || (!ack.ok && ack.error.retryable)) return false;
    // The event may have come before its ack, and settled it.
    if (!items.includes(item)) return true;
    if (ack.ok) {
      keep(items.filter((other) => other !== item));
      ports.sent(item);
    } else {
      const { code } = ack.error;
      keep(items.map((other) => (other === item ? { ...item, refusal: code } : other)));
      ports.refused(item, code);
    }
    return true;
  }

  function pauseBeforeAttempt(failures: number): Promise<void> {
    const woken = new Promise<void>((resolve) => wakers.push(resolve));
    return Promise.race([woken, ports.wait(Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS))]);
  }

  function wakeAll(): void {
    for (const wake of wakers) wake();
    wakers = [];
  }

  function keep(left: readonly Outgoing[]): void {
    items = [...left];
    ports.store.save(items);
  }

  const without = (cid: string) => keep(items.filter((item) => item.cid !== cid));

  return {
    items: () => items,
    add(item) {
      keep([...items, item]);
      sendAll();
    },
    retry(cid) {
      const item = items.find((candidate) => candidate.cid === cid);
      if (item?.refusal === undefined) return;
      const { refusal: _before, ...again } = item;
      keep([...items.filter((other) => other !== item), again]);
      sendAll();
    },
    drop: without,
    settle(cid) {
      if (items.some((item) => item.cid === cid)) without(cid);
    },
    resume() {
      isUp = true;
      resumes += 1;
      wakeAll();
      sendAll();
    },
    pause() {
      isUp = false;
      wakeAll();
    },
  };
}
