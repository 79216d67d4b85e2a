import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ConversationId, NodeId } from "../../src/kernel/ids.ts";
import { LiveConversations } from "../../src/runtime/live-conversations.ts";
import type { NextTurn, Store } from "../../src/runtime/ports.ts";
import {
  type Database,
  keepAlive,
  openFileDatabase,
  openProcess,
  type Process,
} from "../support/databases.ts";
import { type Fate, type LateStore, lateStore } from "../support/late-store.ts";
import { answering, customerRates, customerSays, newCid, openNew } from "../support/log-events.ts";
import { emptiedDatabase } from "../support/postgres.ts";
import { describeWithPostgres } from "../support/services.ts";

/** What the runtime of a process does to a conversation, as far as it goes through what it keeps in memory. */
interface Act {
  readonly at: 0 | 1;
  readonly do: "send" | "resend" | "rate" | "answer" | "take over" | "tell";
  readonly fate: Fate;
  readonly which: number;
  /** Everything that was done is told at once, and what both have in memory is compared with the store. */
  readonly isPrompt: boolean;
}

const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.record({
    // What goes wrong goes wrong while one of them is at it, and the other comes between.
    at: fc.oneof({ weight: 3, arbitrary: fc.constant(0 as const) }, fc.constant(1 as const)),
    do: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom("send" as const, "answer" as const) },
      { weight: 1, arbitrary: fc.constant("tell" as const) },
      { weight: 1, arbitrary: fc.constantFrom("resend" as const, "rate" as const, "take over" as const) },
    ),
    fate: fc.oneof(
      { weight: 3, arbitrary: fc.constant("told" as const) },
      fc.constantFrom("lost" as const, "open" as const),
    ),
    which: fc.nat(5),
    isPrompt: fc.oneof({ weight: 2, arbitrary: fc.constant(true) }, fc.constant(false)),
  }),
  { maxLength: 20, size: "max" },
);

/** One process, as its reception and its turns go about: each does one thing at a time in the conversation. */
class OneProcess {
  /** What it is told, and when. */
  readonly store: LateStore;
  /** What stands in the store. */
  readonly truth: Store;
  readonly live: LiveConversations;
  readonly #node: NodeId;
  #isTaking = false;
  #isAnswering = false;
  #cid = newCid();

  constructor(store: Process, inTurn: Parameters<typeof lateStore>[1]) {
    this.store = lateStore(store, inTurn);
    this.truth = store;
    this.live = new LiveConversations(this.store);
    this.#node = store.node;
  }

  take(id: ConversationId, kind: "send" | "resend" | "rate", fate: Fate): void {
    if (this.#isTaking) return;
    this.#isTaking = true;
    if (kind === "send") this.#cid = newCid();
    const event = kind === "rate" ? customerRates() : customerSays("喂", this.#cid);
    this.store.fate = fate;
    void this.live
      .receive(id, event, kind !== "rate")
      .then((received) => {
        const claimedBy = received.type === "stored" ? received.claimedBy : undefined;
        if (claimedBy !== undefined && claimedBy !== this.#node) this.live.forget(id);
      })
      .catch(() => {})
      .finally(() => {
        this.#isTaking = false;
      });
  }

  answer(id: ConversationId, fate: Fate): void {
    if (this.#isAnswering) return;
    this.#isAnswering = true;
    void this.#answer(id, fate)
      .catch(() => this.live.forget(id))
      .finally(() => {
        this.#isAnswering = false;
      });
  }

  async #answer(id: ConversationId, fate: Fate): Promise<void> {
    const next = await this.live.nextTurn(id);
    if (next === undefined) return;
    this.store.fate = fate;
    await this.live.commitTurn(id, answering(next));
  }

  async takeOver(): Promise<void> {
    for (const id of await this.store.claimOwed(10)) this.live.forget(id);
  }
}

/** That what is kept leads nobody astray, however two processes go about it and however late they hear what they did. */
function describeInterleavings(name: string, makeDatabase: () => Promise<Database>, numRuns: number): void {
  test(`${name} is never blind to what the process is to answer, and answers nothing twice`, async () => {
    const database = await makeDatabase();
    const stores = [await openProcess(database), await openProcess(database)] as const;
    for (const store of stores) await keepAlive(database, store);
    await fc.assert(
      fc.asyncProperty(acts, async (all) => {
        const { id, processes, settle } = await openWorld(...stores);
        const compare = async () => {
          await settle();
          for (const process of processes) {
            const telling = process.live.nextTurn(id);
            await settle();
            expectTrue(await telling, await process.truth.nextTurn(id));
          }
        };
        for (const one of all) {
          const process = processes[one.at];
          if (one.do === "tell") await process.store.tell(one.which);
          else if (one.do === "take over") await process.takeOver();
          else if (one.do === "answer") process.answer(id, one.fate);
          else process.take(id, one.do, one.fate);
          await process.store.done();
          if (one.isPrompt) await compare();
        }
        await compare();
        await answerAll(processes, id, settle);
        await expectAnsweredOnce(processes, id);
      }),
      { numRuns },
    );
  }, 120_000);
}

async function openWorld(first: Process, second: Process) {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(job: () => Promise<Result>): Promise<Result> => {
    const result = last.then(job);
    last = result.catch(() => {});
    return result;
  };
  const processes = [new OneProcess(first, inTurn), new OneProcess(second, inTurn)] as const;
  const { id } = await openNew(first);
  return {
    id,
    processes,
    /** Tells everything that was done, and what is done then. */
    async settle() {
      for (const { store } of [...processes, ...processes]) {
        await store.done();
        while (store.untold > 0) {
          await store.tell(0);
          await store.done();
        }
      }
    },
  };
}

/** What is kept may lag behind what another process has stored, and then a turn is refused or followed by a look. */
function expectTrue(told: NextTurn | undefined, truth: NextTurn | undefined): void {
  if (truth === undefined) return;
  if (told === undefined) return expect(truth).toBeUndefined();
  if (told.record.version !== truth.record.version) return;
  expect(told.events).toEqual(truth.events.slice(0, told.events.length));
  expect(told.record.last).toBeLessThanOrEqual(truth.record.last);
}

async function answerAll(
  processes: readonly OneProcess[],
  id: ConversationId,
  settle: () => Promise<void>,
): Promise<void> {
  for (let round = 0; round < 100; round++) {
    let owed = 0;
    for (const process of processes) {
      await process.takeOver();
      owed += (await process.truth.claimed({ limit: 10 })).length;
      process.answer(id, "told");
      await settle();
    }
    if (owed === 0) return;
  }
}

async function expectAnsweredOnce(processes: readonly OneProcess[], id: ConversationId): Promise<void> {
  for (const { truth } of processes) expect(await truth.nextTurn(id)).toBeUndefined();
  const log = (await processes[0]?.truth.events(id, { limit: 1000 })) ?? [];
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, at) => at + 1));
  const asked = log.filter(({ kind, from }) => from === "customer" && kind === "message");
  const answers = log.flatMap(({ body, from }) => (from === "bot" && body.type === "text" ? body.text : []));
  expect(answers).toEqual(asked.map(({ seq }) => `答${seq}`));
}

describe("what is kept of a conversation", () => {
  describeInterleavings("on SQLite", openFileDatabase, 150);
});

describeWithPostgres("what is kept of a conversation that several processes share", (freshDatabase) => {
  describeInterleavings("on PostgreSQL", emptiedDatabase(freshDatabase), 60);
});
