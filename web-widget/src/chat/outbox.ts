import type { MessageAck } from "../../../src/protocol/chat.ts";
import type { PressedChoice } from "./timeline.ts";

/** Something the customer did that the server has not acknowledged yet. `cid` stays the same over every resend. */
export type Outgoing = OutgoingBase &
  (
    | { readonly type: "text"; readonly text: string }
    | { readonly type: "choice"; readonly choice: PressedChoice; readonly label: string }
    | { readonly type: "ask"; readonly intent: string }
    | { readonly type: "human" }
    | { readonly type: "rate"; readonly score: number; readonly comment?: string }
    | { readonly type: "image"; readonly blob: Blob; readonly width: number; readonly height: number }
  );

/** An image of the customer's, as it is to be uploaded; measured in pixels. */
export type OutgoingImage = Extract<Outgoing, { readonly type: "image" }>;

interface OutgoingBase {
  readonly cid: string;
  /** Milliseconds since 1970 by the customer's clock, or a little later: of two messages, the later one has more. */
  readonly at: number;
  /** True when the server will not take it as it is: it waits for the customer to try again. */
  readonly refused?: boolean;
  /** Why it was refused; see docs/errors.md. */
  readonly code?: string;
}

/** What the outbox asks of the widget around it. */
export interface OutboxPorts {
  /** One attempt. Rejects when the connection breaks or no ack comes in time. */
  send(item: Outgoing): Promise<MessageAck>;
  /** Resolves after about `ms` milliseconds. */
  wait(ms: number): Promise<void>;
  /** Uniform in [0, 1). */
  random(): number;
  /** Whether anything was ever stored, and perhaps still is: if not, the store is opened only to store something. */
  mayHold(): boolean;
  /** What is unsent is stored in, once it is there; without it, nothing is. */
  store(): Promise<OutboxStore | undefined>;
  /** Was stored by this page before a reload, or by another tab. */
  found(item: Outgoing): void;
  /** Stored by the server at `seq`. */
  sent(item: Outgoing, seq: number): void;
  refused(item: Outgoing): void;
}

/**
 * Keeps what is unsent over a reload. Items are stored one by one, so that two tabs never overwrite each other. Everything
 * settles within seconds; what cannot be stored is not.
 */
export interface OutboxStore {
  load(): Promise<readonly Outgoing[]>;
  put(item: Outgoing): Promise<void>;
  remove(cid: string): Promise<void>;
  clear(): Promise<void>;
}

export interface Outbox {
  items(): readonly Outgoing[];
  /** Also before what is stored has been read: that goes out first. */
  add(item: Outgoing): void;
  /** Sends a refused item again, after those that were not refused. */
  retry(cid: string): void;
  /** The log has this message: whatever became of its ack, there is nothing left to send. */
  settle(cid: string): void;
  /** The connection is up: sends at once what waits, and what other tabs may have left. */
  resume(): void;
  /** The connection is down: attempts stop until `resume`. */
  pause(): void;
  /** Looks for what another tab may have left. */
  gather(): Promise<void>;
  /** Forgets everything that is to be sent; what is stored stays. */
  empty(): void;
  /** Forgets what is stored, too, also of other tabs. */
  clear(): Promise<unknown>;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 20_000;

/**
 * Sends the customer's messages one at a time, in the order they were written, until each is acknowledged. An attempt
 * that fails is made again with the same `cid`, so the server recognises it; only a refusal that trying again cannot
 * mend sets an item aside, and those behind it go on.
 */
export function createOutbox(ports: OutboxPorts): Outbox {
  let items: readonly Outgoing[] = [];
  const settled = new Set<string>();
  let lastAt = 0;
  // Counts how often it was emptied: what was being read then is not wanted any more.
  let era = 0;
  let isLoaded = false;
  let isUp = false;
  let isSending = false;
  let resumes = 0;
  let wake = () => {};
  /** One thing after the other: what is stored last is what was done last. */
  let disk: Promise<unknown> = gather();

  async function gather(): Promise<void> {
    const own = era;
    const stored = await (ports.mayHold() ? read() : undefined);
    if (own === era && stored) take(stored);
    isLoaded = true;
    void sendAll();
  }

  async function read(): Promise<readonly Outgoing[] | undefined> {
    return (await ports.store())?.load();
  }

  function take(stored: readonly Outgoing[]): void {
    for (const { cid } of stored) if (settled.has(cid)) forget(cid);
    const found = stored
      .filter(({ cid }) => !settled.has(cid) && find(cid) === undefined)
      .sort((a, b) => a.at - b.at);
    lastAt = Math.max(lastAt, ...found.map(({ at }) => at));
    // Written while the store was being read, by a clock that may have been put back since.
    if (!isLoaded) items = items.map(stamped);
    items = [...found, ...items];
    for (const item of found) ports.found(item);
  }

  // Two messages in one millisecond must still come back in order after a reload.
  function stamped(item: Outgoing): Outgoing {
    lastAt = Math.max(item.at, lastAt + 1);
    return { ...item, at: lastAt };
  }

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

  const next = () => (isUp && isLoaded ? items.find((item) => !item.refused) : undefined);

  async function attempt(item: Outgoing): Promise<boolean> {
    // Who has it now may be closed before it is sent: it has to be found again.
    await disk;
    if (!items.includes(item)) return true;
    const ack = await ports.send(item).catch(() => undefined);
    if (ack === undefined || (!ack.ok && ack.error.retryable)) return false;
    // The event may have come before its ack, and settled it.
    if (!items.includes(item)) return true;
    if (ack.ok) {
      forget(item.cid);
      ports.sent(item, ack.seq);
    } else {
      const refused = { ...item, refused: true, code: ack.error.code };
      items = items.map((other) => (other === item ? refused : other));
      save(item.cid);
      ports.refused(refused);
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

  const find = (cid: string) => items.find((item) => item.cid === cid);

  function keep(act: (store: OutboxStore | undefined) => unknown): void {
    disk = disk.then(async () => act(await ports.store()));
  }

  function save(cid: string): void {
    keep(async (store) => {
      const item = find(cid);
      if (item) await store?.put(item);
    });
  }

  function forget(cid: string): void {
    settled.add(cid);
    items = items.filter((item) => item.cid !== cid);
    keep((store) => store?.remove(cid));
  }

  function empty(): void {
    era += 1;
    items = [];
  }

  return {
    items: () => items,
    gather,
    add(item) {
      items = [...items, stamped(item)];
      save(item.cid);
      void sendAll();
    },
    retry(cid) {
      const item = find(cid);
      if (item === undefined) return;
      items = [...items.filter((other) => other !== item), { ...item, refused: false }];
      save(cid);
      void sendAll();
    },
    settle(cid) {
      if (find(cid) === undefined) settled.add(cid);
      else forget(cid);
    },
    resume() {
      isUp = true;
      resumes += 1;
      wake();
      void gather();
    },
    pause() {
      isUp = false;
      wake();
    },
    empty,
    clear() {
      empty();
      keep((store) => store?.clear());
      return disk;
    },
  };
}
