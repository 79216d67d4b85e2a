import type { MessageAck } from "../../../src/protocol/chat.ts";
import type { PressedChoice } from "./timeline.ts";

/** Something the customer did that the server has not acknowledged yet. `cid` stays the same over every resend. */
export type Outgoing = {
  readonly cid: string;
  /** Milliseconds since 1970 by the customer's clock; decides the order after a reload. */
  readonly at: number;
  /** True when the server will not take it as it is: it waits for the customer to try again. */
  readonly refused?: boolean;
} & (
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "choice"; readonly choice: PressedChoice; readonly label: string }
  | { readonly type: "human" }
  | { readonly type: "rate"; readonly score: number; readonly comment?: string }
);

/** What the outbox asks of the widget around it. */
export interface OutboxPorts {
  /** One attempt. Rejects when the connection breaks or no ack comes in time. */
  send(item: Outgoing): Promise<MessageAck>;
  /** Resolves after about `ms` milliseconds. */
  wait(ms: number): Promise<void>;
  /** Uniform in [0, 1). */
  random(): number;
  readonly store: OutboxStore;
  /** Stored by the server at `seq`. */
  sent(item: Outgoing, seq: number): void;
  refused(item: Outgoing): void;
}

/** Keeps what is unsent over a reload. Items are stored one by one, so that two tabs never overwrite each other. */
export interface OutboxStore {
  load(): readonly Outgoing[];
  put(item: Outgoing): void;
  remove(cid: string): void;
}

export interface Outbox {
  items(): readonly Outgoing[];
  add(item: Outgoing): void;
  /** Sends a refused item again, after those that were not refused. */
  retry(cid: string): void;
  /** The log has this message: whatever became of its ack, there is nothing left to send. */
  settle(cid: string): void;
  /** The connection is up: sends at once what waits. */
  resume(): void;
  /** The connection is down: attempts stop until `resume`. */
  pause(): void;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 20_000;

/**
 * Sends the customer's messages one at a time, in the order they were written, until each is acknowledged. An attempt
 * that fails is made again with the same `cid`, so the server recognises it; only a refusal that trying again cannot
 * mend sets an item aside, and those behind it go on.
 */
export function createOutbox(ports: OutboxPorts): Outbox {
  let items = [...ports.store.load()].sort((a, b) => a.at - b.at);
  let isUp = false;
  let isSending = false;
  let resumes = 0;
  let wake = () => {};

  async function sendAll(): Promise<void> {
    if (isSending) return;
    isSending = true;
    let failures = 0;
    for (let item = next(); item !== undefined; item = next()) {
      const resumesBefore = resumes;
      const isDone = await attempt(item);
      failures = isDone ? 0 : failures + 1;
      // A connection that came back meanwhile is new: the item has not failed on it yet.
      if (!isDone && resumes === resumesBefore) await pauseBeforeAttempt(failures);
    }
    isSending = false;
  }

  const next = () => (isUp ? items.find((item) => !item.refused) : undefined);

  async function attempt(item: Outgoing): Promise<boolean> {
    const ack = await ports.send(item).catch(() => undefined);
    if (ack === undefined || (!ack.ok && ack.error.retryable)) return false;
    // The event may have come before its ack, and settled it.
    if (!items.includes(item)) return true;
    if (ack.ok) {
      forget(item.cid);
      ports.sent(item, ack.seq);
    } else {
      replace({ ...item, refused: true });
      ports.refused(item);
    }
    return true;
  }

  // Random waits keep a thousand widgets from coming back in the same second after a restart of the server.
  function pauseBeforeAttempt(failures: number): Promise<void> {
    const longest = Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS);
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    return Promise.race([woken, ports.wait(longest * (0.5 + ports.random() / 2))]);
  }

  function replace(item: Outgoing): void {
    items = items.map((other) => (other.cid === item.cid ? item : other));
    ports.store.put(item);
  }

  function forget(cid: string): void {
    items = items.filter((item) => item.cid !== cid);
    ports.store.remove(cid);
  }

  return {
    items: () => items,
    add(item) {
      items = [...items, item];
      ports.store.put(item);
      void sendAll();
    },
    retry(cid) {
      const item = items.find((candidate) => candidate.cid === cid);
      if (item === undefined) return;
      const again = { ...item, refused: false };
      items = [...items.filter((other) => other !== item), again];
      ports.store.put(again);
      void sendAll();
    },
    settle: forget,
    resume() {
      isUp = true;
      resumes += 1;
      wake();
      void sendAll();
    },
    pause() {
      isUp = false;
      wake();
    },
  };
}
