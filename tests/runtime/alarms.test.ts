import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { AppError } from "../../src/kernel/errors.ts";
import type { ConversationId } from "../../src/kernel/ids.ts";
import type { Publication } from "../../src/runtime/publisher.ts";
import { askingContent } from "../support/asking-bot.ts";
import { openFileDatabase } from "../support/databases.ts";
import { deferred } from "../support/deferred.ts";
import { newCid } from "../support/log-events.ts";
import { mendingContent, publishFiles } from "../support/mending-bot.ts";
import { scratchDir } from "../support/scratch.ts";
import { fine, shopSystems } from "../support/shop-systems.ts";
import { type SmallRuntime, smallRuntime } from "../support/small-runtime.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let published: Publication;
let mending: Publication;

beforeAll(async () => {
  published = await publishFiles(askingContent());
  mending = await publishFiles(mendingContent);
});

const said = async ({ transcript }: Pick<SmallRuntime, "transcript">, id: ConversationId) =>
  (await transcript(id)).filter((line) => !line.startsWith("customer"));

describe("a customer who is silent", () => {
  const asked = async (options: Parameters<typeof smallRuntime>[0] = {}) => {
    const runtime = await smallRuntime({ published: mending, ...options });
    const id = await runtime.open();
    await runtime.say(id, "坏了怎么办");
    return { ...runtime, id };
  };

  test("is asked once whether they are still there, when the time has come and not before", async () => {
    const { id, pass, transcript } = await asked();
    await pass(10 * MINUTE - 1);
    expect(await transcript(id)).toHaveLength(3);
    await pass(1);
    expect((await transcript(id)).slice(3)).toEqual(["bot: 还在吗"]);
    await pass(DAY);
    expect(await transcript(id)).toHaveLength(4);
  });

  test("and answers in time is not asked", async () => {
    const { id, pass, say, transcript } = await asked();
    await pass(9 * MINUTE);
    await say(id, "解决了");
    await pass(DAY);
    expect(await transcript(id)).not.toContain("bot: 还在吗");
  });

  test("and answers in the very moment gets the answer alone", async () => {
    const { id, clock, reception, quiet, transcript } = await asked();
    const sent = reception.say(id, newCid(), "没解决");
    clock.advance(10 * MINUTE);
    await sent;
    await quiet();
    expect((await transcript(id)).slice(3)).toEqual(["customer: 没解决", "bot: 换个灯泡", "bot: 解决了吗"]);
  });

  test("and has asked for a person is left to the person", async () => {
    const { id, pass, say, store, transcript } = await asked();
    await say(id, "转人工");
    expect(await store.claimAlarms(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
    await pass(DAY);
    expect((await transcript(id)).at(-1)).toBe("bot: 同事会来");
  });

  test("is asked from the time the question was put, however late that was", async () => {
    const file = join(await scratchDir(), "fenqi.sqlite");
    const before = await smallRuntime({ published: mending, file, coalesceMs: 5000 });
    const id = await before.open();
    await before.say(id, "坏了怎么办");
    await before.store.close();
    const after = await smallRuntime({ published: mending, file, now: before.clock.now() + HOUR });
    await after.patrol.start();
    await after.quiet();
    await after.pass(10 * MINUTE - 1);
    expect(await after.transcript(id)).toHaveLength(3);
    await after.pass(1);
    expect(await after.transcript(id)).toHaveLength(4);
  });
});

describe("a wait", () => {
  test("of a day goes on by itself when the day is over", async () => {
    const { open, say, pass, transcript } = await smallRuntime({ published });
    const id = await open();
    await say(id, "明天提醒我");
    await pass(DAY - 1);
    expect(await transcript(id)).toEqual(["customer: 明天提醒我", "bot: 好"]);
    await pass(1);
    expect((await transcript(id)).slice(2)).toEqual(["bot: 现在试试？"]);
  });

  test("that was over while the server was down goes on at the next start, once", async () => {
    const file = join(await scratchDir(), "fenqi.sqlite");
    const before = await smallRuntime({ published, file });
    const id = await before.open();
    await before.say(id, "明天提醒我");
    await before.store.close();
    for (const now of [before.clock.now() + 3 * DAY, before.clock.now() + 3 * DAY + 1]) {
      const after = await smallRuntime({ published, file, now });
      after.alarms.start();
      await after.quiet();
      expect((await after.transcript(id)).slice(2)).toEqual(["bot: 现在试试？"]);
      await after.store.close();
    }
  });

  test("of many customers at once ends for each of them, once", async () => {
    const file = join(await scratchDir(), "fenqi.sqlite");
    const before = await smallRuntime({ published, file });
    const ids = await Promise.all(Array.from({ length: 120 }, () => before.open()));
    for (const id of ids) await before.say(id, "明天提醒我");
    await before.store.close();
    const after = await smallRuntime({ published, file, now: before.clock.now() + 2 * DAY });
    after.alarms.start();
    for (let batch = 0; batch < 3; batch++) {
      await after.quiet();
      await after.pass(0);
    }
    for (const id of ids) expect(await said(after, id)).toEqual(["bot: 好", "bot: 现在试试？"]);
  });

  test("may end in a look at the account, named by its time", async () => {
    const systems = shopSystems(() => fine());
    const { open, say, pass, transcript, clock } = await smallRuntime({ published, integrations: systems });
    const id = await open();
    await say(id, "到时查一下");
    const due = clock.now() + HOUR;
    await pass(HOUR);
    expect((await transcript(id)).at(-1)).toBe("bot: 查到了");
    expect(systems.asked.map(({ key }) => key)).toEqual([`${id}:alarm-${due}:1`]);
  });

  test("that looks at the account tells what it found, before what the customer wrote meanwhile is answered", async () => {
    const late = deferred<unknown>();
    const systems = shopSystems(() => late.promise);
    const { open, say, clock, reception, quiet, transcript } = await smallRuntime({
      published,
      integrations: systems,
    });
    const id = await open();
    await say(id, "到时查一下");
    clock.advance(HOUR);
    while (systems.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await reception.say(id, newCid(), "明天提醒我");
    late.resolve(fine());
    await quiet();
    expect((await transcript(id)).slice(2)).toEqual(["customer: 明天提醒我", "bot: 查到了", "bot: 好"]);
    expect(systems.asked).toHaveLength(1);
  });
});

describe("an alarm that fails", () => {
  test("because the store does is tried until it rings, once", async () => {
    let isDown = false;
    const { open, say, pass, transcript } = await smallRuntime({
      published,
      wrapStore: (store) => ({
        ...store,
        commitTurn(id, turn) {
          if (isDown) throw new AppError("STORE_UNAVAILABLE", "The disk is full.");
          return store.commitTurn(id, turn);
        },
        claimAlarms(now, limit) {
          if (isDown) throw new AppError("STORE_UNAVAILABLE", "The disk is full.");
          return store.claimAlarms(now, limit);
        },
      }),
    });
    const id = await open();
    await say(id, "明天提醒我");
    isDown = true;
    for (let hour = 0; hour < 30; hour++) await pass(HOUR);
    expect(await transcript(id)).toHaveLength(2);
    isDown = false;
    await pass(MINUTE);
    await pass(MINUTE);
    expect((await transcript(id)).slice(2)).toEqual(["bot: 现在试试？"]);
  });

  test("for a fault of ours is given up after three attempts, and the customer goes on by writing", async () => {
    let isFaulty = true;
    const database = await openFileDatabase();
    const { open, say, pass, transcript, log, store } = await smallRuntime({
      published,
      openStore: database.open,
      wrapStore: (real) => ({
        ...real,
        commitTurn(id, turn) {
          if ("rings" in turn && isFaulty) throw new TypeError("a bug");
          return real.commitTurn(id, turn);
        },
      }),
    });
    const id = await open();
    await say(id, "明天提醒我");
    for (let hour = 0; hour < 30; hour++) await pass(HOUR);
    expect(log.errors.map(({ fields }) => fields["isGivenUp"])).toEqual([false, false, true]);
    expect(await store.claimAlarms(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
    expect(await database.query("select claimed_by from conversations")).toEqual([{ claimed_by: null }]);
    isFaulty = false;
    await say(id, "查额度");
    expect(await transcript(id)).toContain("bot: 现在试试？");
  });
});

test("an alarm that is not set any more lets go of the conversation that was claimed for it", async () => {
  const { open, say, store, turns, clock, transcript } = await smallRuntime({ published });
  const id = await open();
  await say(id, "明天提醒我");
  const due = clock.now() + DAY;
  expect(await store.claimAlarms(due, 10)).toHaveLength(1);
  await turns.ring(id, due - 1);
  expect(await store.nextAlarm()).toBe(due);
  expect(await transcript(id)).toHaveLength(2);
});

test("stopping rings nothing more", async () => {
  const { open, say, pass, alarms, transcript } = await smallRuntime({ published });
  const id = await open();
  await say(id, "明天提醒我");
  await alarms.stop();
  await pass(2 * DAY);
  expect(await transcript(id)).toHaveLength(2);
});
