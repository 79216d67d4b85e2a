import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { AppError } from "../../src/kernel/errors.ts";
import type { Bus } from "../../src/runtime/bus.ts";
import type { Store } from "../../src/runtime/ports.ts";
import { until } from "../support/ears.ts";
import { customerSays, newNode, openNew, owedIn } from "../support/log-events.ts";
import { memoryNetwork } from "../support/memory-bus.ts";
import { emptiedDatabase } from "../support/postgres.ts";
import { scratchDir } from "../support/scratch.ts";
import { describeWithPostgres } from "../support/services.ts";
import { severalRuntimes } from "../support/several-runtimes.ts";
import { type SmallRuntime, smallRuntime } from "../support/small-runtime.ts";

/** How long a patrol waits for its next round, at most: alone, and among others. */
const ALONE_MS = 10_000;
const BEAT_MS = 500;

/** Goes the next round, and settles when it is over. */
async function goRound({ clock }: SmallRuntime): Promise<void> {
  const wait = clock.pending.find((delay) => delay <= ALONE_MS);
  if (wait === undefined) throw new Error("The patrol is off duty.");
  clock.advance(wait);
  await until(() => clock.pending.some((delay) => delay <= ALONE_MS));
}

const answer = ["bot: 插上插头", "bot: 解决了吗"];

/** A file that a process has left, which died before it had answered. */
async function deadMansFile(conversations: number) {
  const file = join(await scratchDir(), "fenqi.sqlite");
  const dead = await smallRuntime({ file });
  const ids = [];
  for (let count = 0; count < conversations; count++) {
    const id = await dead.open();
    await dead.store.receive(id, customerSays("坏了怎么办"), true);
    ids.push(id);
  }
  await dead.store.close();
  return { file, ids };
}

describe("a process that starts", () => {
  test("takes over what a dead one left, however much, some at a time", async () => {
    const { file, ids } = await deadMansFile(250);
    const claimed: number[] = [];
    const runtime = await smallRuntime({
      file,
      wrapStore: (store) => ({
        ...store,
        async claimOwed(limit) {
          const owed = await store.claimOwed(limit);
          claimed.push(owed.length);
          return owed;
        },
      }),
    });
    await runtime.patrol.start();
    expect(runtime.clock.pending[0]).toBe(ALONE_MS);
    for (let round = 0; round < 3; round++) await goRound(runtime);
    await runtime.quiet();
    expect(claimed.slice(0, 4)).toEqual([100, 100, 50, 0]);
    for (const id of ids) expect((await runtime.transcript(id)).slice(1)).toEqual(answer);
  }, 60_000);

  test("has overdue alarms ring that a dead one set", async () => {
    const file = join(await scratchDir(), "fenqi.sqlite");
    const dead = await smallRuntime({ file });
    const id = await dead.open();
    await dead.say(id, "坏了怎么办");
    await dead.store.close();
    const runtime = await smallRuntime({ file, now: dead.clock.now() + 3_600_000 });
    await runtime.patrol.start();
    await runtime.pass(0);
    expect((await runtime.transcript(id)).at(-1)).toBe("bot: 还在吗");
  });

  test("does not when its store is away", async () => {
    const down = () => Promise.reject(new AppError("STORE_UNAVAILABLE", "The disk is gone."));
    const { patrol, clock } = await smallRuntime({ wrapStore: (store) => ({ ...store, claimOwed: down }) });
    await expect(patrol.start()).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    expect(clock.pending).toEqual([]);
  });
});

describe("a process on its rounds", () => {
  test("finds the turn of a message that it lost sight of, because nobody knew whether it was stored", async () => {
    let isOpen = false;
    const runtime = await smallRuntime({
      wrapStore: (store) => ({
        ...store,
        async receive(...given) {
          const received = await store.receive(...given);
          if (isOpen) throw new AppError("STORE_UNAVAILABLE", "The connection was lost.");
          return received;
        },
      }),
    });
    await runtime.patrol.start();
    const id = await runtime.open();
    await runtime.say(id, "转人工");
    await runtime.say(id, "回到机器人");
    isOpen = true;
    await expect(runtime.say(id, "坏了怎么办")).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    await goRound(runtime);
    await runtime.quiet();
    expect((await runtime.transcript(id)).slice(-3)).toEqual(["customer: 坏了怎么办", ...answer]);
  });

  test("goes on when its store fails and says so once, and once when it answers again", async () => {
    let isDown = false;
    const infos: string[] = [];
    const runtime = await smallRuntime({
      wrapStore: (store) => ({
        ...store,
        async beat() {
          if (isDown) throw new AppError("STORE_UNAVAILABLE", "The disk is gone.");
          return store.beat();
        },
      }),
    });
    Object.assign(runtime.log, { info: (message: string) => void infos.push(message) });
    await runtime.patrol.start();
    isDown = true;
    for (let round = 0; round < 5; round++) {
      await goRound(runtime);
      expect(runtime.clock.pending).toEqual([BEAT_MS]);
    }
    expect(runtime.log.errors.map(({ message }) => message)).toEqual(["The database does not answer."]);
    const { id } = await openNew(runtime.store);
    await runtime.store.receive(id, customerSays("坏了怎么办"), true);
    isDown = false;
    for (let round = 0; round < 2; round++) await goRound(runtime);
    await runtime.quiet();
    expect(infos).toEqual(["The database answers again."]);
    expect((await runtime.transcript(id)).slice(1)).toEqual(answer);
  });

  test("looks for what it lost sight of as soon as its store answers again", async () => {
    let isDown = false;
    let looks = 0;
    const runtime = await smallRuntime({
      wrapStore: (store) => ({
        ...store,
        isShared: true,
        async beat() {
          if (isDown) throw new AppError("STORE_UNAVAILABLE", "The disk is gone.");
          return 0;
        },
        claimed(page) {
          looks += 1;
          return store.claimed(page);
        },
      }),
    });
    await runtime.patrol.start();
    await goRound(runtime);
    expect(looks).toBe(1);
    isDown = true;
    await goRound(runtime);
    isDown = false;
    await goRound(runtime);
    await goRound(runtime);
    expect(looks).toBe(2);
  });

  test("takes over nothing any more when it leaves, and keeps its place among the living until it stops", async () => {
    const did: string[] = [];
    const runtime = await smallRuntime({
      wrapStore: (store) => ({
        ...store,
        isShared: true,
        async beat() {
          did.push("beat");
          return 0;
        },
        async claimOwed() {
          did.push("claim");
          return [];
        },
        async resign() {
          did.push("resign");
        },
      }),
    });
    await runtime.patrol.start();
    runtime.patrol.leave();
    for (let round = 0; round < 3; round++) await goRound(runtime);
    expect(did).toEqual(["beat", "claim", "beat", "beat", "beat"]);
    await runtime.patrol.stop();
    expect(did.at(-1)).toBe("resign");
    expect(runtime.clock.pending).toEqual([]);
  });

  test("stops although the others cannot be told", async () => {
    const down = () => Promise.reject(new AppError("STORE_UNAVAILABLE", "The disk is gone."));
    const { patrol, clock } = await smallRuntime({ wrapStore: (store) => ({ ...store, resign: down }) });
    await patrol.start();
    await patrol.stop();
    expect(clock.pending).toEqual([]);
  });
});

describe("a process among others", () => {
  const among = async (others: number, peers: number) => {
    const bus: Bus = { ...memoryNetwork().join(newNode()), isUp: peers > 0, peers };
    let looks = 0;
    const runtime = await smallRuntime({
      bus,
      wrapStore: (store: Store): Store => ({
        ...store,
        isShared: true,
        beat: async () => others,
        async lasts(ids) {
          looks += 1;
          return store.lasts(ids);
        },
      }),
    });
    await runtime.patrol.start();
    const id = await runtime.open();
    const seen: number[] = [];
    runtime.feeds.follow(id, 0, { event: ({ seq }) => void seen.push(seq), typing() {}, failed() {} });
    // As another process stores it: nobody here is told.
    await runtime.store.receive(id, customerSays("喂"), false);
    looks = 0;
    for (let round = 0; round < 4; round++) await goRound(runtime);
    return { runtime, seen, looks: () => looks };
  };

  test("looks for what they stored while not all of them are heard, every second", async () => {
    const { runtime, seen, looks } = await among(2, 1);
    await until(() => seen.length === 1);
    expect(runtime.patrol.others).toBe(2);
    expect(looks()).toBe(2);
  });

  test("does not while all of them are", async () => {
    const { seen, looks } = await among(2, 2);
    expect([seen, looks()]).toEqual([[], 0]);
  });

  test("does not when there are none", async () => {
    const { seen, looks } = await among(0, 0);
    expect([seen, looks()]).toEqual([[], 0]);
  });
});

describeWithPostgres("a process among others on one database", (freshDatabase) => {
  const makeDatabase = emptiedDatabase(freshDatabase);

  test("leaves to a living one what it is to answer, and takes it over when that one is dead", async () => {
    const { runtimes } = await severalRuntimes(await makeDatabase(), {}, {});
    const [here, there] = runtimes;
    if (here === undefined || there === undefined) return expect.unreachable("no processes");
    const { id } = await openNew(here.store);
    await here.store.receive(id, customerSays("坏了怎么办"), true);
    for (let round = 0; round < 3; round++) await there.goRound();
    await there.quiet();
    expect(await there.transcript(id)).toHaveLength(1);
    await here.die();
    await there.goRound();
    await until(async () => (await there.logOf(id)).length === 3);
    expect(await owedIn(there.store)).toEqual([]);
  });

  test("finds what is its own to answer and nobody told it of, while not all others are heard", async () => {
    const { network, runtimes } = await severalRuntimes(await makeDatabase(), {}, {});
    const [here, there] = runtimes;
    if (here === undefined || there === undefined) return expect.unreachable("no processes");
    network.cut();
    const { id } = await openNew(here.store);
    await here.store.receive(id, customerSays("坏了怎么办"), true);
    for (let round = 0; round < 2; round++) await here.goRound();
    await until(async () => (await here.logOf(id)).length === 3);
    expect(await there.transcript(id)).toEqual(["customer: 坏了怎么办", ...answer]);
  });
});
