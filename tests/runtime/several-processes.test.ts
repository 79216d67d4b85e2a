import { beforeAll, describe, expect, test } from "vitest";
import { AppError } from "../../src/kernel/errors.ts";
import type { ConversationId } from "../../src/kernel/ids.ts";
import type { Store } from "../../src/runtime/ports.ts";
import type { Publication } from "../../src/runtime/publisher.ts";
import { askingContent } from "../support/asking-bot.ts";
import { deferred } from "../support/deferred.ts";
import { until } from "../support/ears.ts";
import { newCid } from "../support/log-events.ts";
import { mendingContent, publishFiles } from "../support/mending-bot.ts";
import { emptiedDatabase } from "../support/postgres.ts";
import { describeWithPostgres } from "../support/services.ts";
import { logUpTo, type OneRuntime, twoRuntimes } from "../support/several-runtimes.ts";
import { fine, shopSystems } from "../support/shop-systems.ts";

const DAY = 24 * 3_600_000;

let asking: Publication;
let mending: Publication;

beforeAll(async () => {
  asking = await publishFiles(askingContent());
  mending = await publishFiles(mendingContent);
});

type Options = Parameters<typeof twoRuntimes>[1];

describeWithPostgres("several processes on one database", (freshDatabase) => {
  const makeDatabase = emptiedDatabase(freshDatabase);
  const openTwo = async (first: Options = {}, second: Options = {}) =>
    twoRuntimes(await makeDatabase(), { published: asking, ...first }, { published: asking, ...second });
  const send = ({ reception }: OneRuntime, id: ConversationId, text: string) =>
    reception.say(id, newCid(), text);

  describe("a message that comes to one while the other answers", () => {
    const hanging = async () => {
      const late = deferred<unknown>();
      const [slow, unused] = [shopSystems(() => late.promise), shopSystems(() => fine(1))];
      const two = await openTwo({ integrations: slow }, { integrations: unused });
      const id = await two.here.open();
      await send(two.here, id, "查额度");
      await until(() => slow.asked.length === 1);
      return { ...two, id, unused, answer: () => late.resolve(fine(300)) };
    };
    const answers = ["bot: 我看一下", "bot: 还有300元", "bot: 好"];

    test("is acknowledged at once and answered by that one, one after the other", async () => {
      const { here, there, id, unused, answer } = await hanging();
      expect((await send(there, id, "明天提醒我")).seq).toBe(2);
      await there.quiet();
      expect(await there.transcript(id)).toEqual(["customer: 查额度", "customer: 明天提醒我"]);
      answer();
      await logUpTo(here, id, 5);
      await Promise.all([here.quiet(), there.quiet()]);
      expect((await here.transcript(id)).slice(2)).toEqual(answers);
      expect(unused.asked).toEqual([]);
    });

    test.each(["cut", "swallow"] as const)(
      "is answered all the same after a %s of the network",
      async (fault) => {
        const { network, here, there, id, answer } = await hanging();
        network[fault]();
        await send(there, id, "明天提醒我");
        answer();
        await logUpTo(here, id, 5);
        expect((await here.transcript(id)).slice(2)).toEqual(answers);
      },
    );
  });

  describe("a message that comes while the other has put off its turn", () => {
    const putOff = async () => {
      let isDown = true;
      const failing = (store: Store): Store => ({
        ...store,
        commitTurn(id, turn) {
          if (isDown) throw new AppError("STORE_UNAVAILABLE", "The disk is full.");
          return store.commitTurn(id, turn);
        },
      });
      const two = await openTwo({ wrapStore: failing });
      const id = await two.here.open();
      await two.here.say(id, "明天提醒我");
      isDown = false;
      return { ...two, id };
    };
    const answers = ["bot: 好", "bot: 我看一下", "bot: 查不到"];

    test("is answered with it at once", async () => {
      const { here, there, id } = await putOff();
      await send(there, id, "查额度");
      await logUpTo(here, id, 5);
      expect((await here.transcript(id)).slice(2)).toEqual(answers);
    });

    test("is answered when its time has come, though nobody told it", async () => {
      const { network, here, there, id } = await putOff();
      network.cut();
      await send(there, id, "查额度");
      here.clock.advance(250);
      await logUpTo(here, id, 5);
      expect((await here.transcript(id)).slice(2)).toEqual(answers);
    });
  });

  test("a message that comes while the other cannot ring an alarm is answered, though nobody told it", async () => {
    let isDown = false;
    const failing = (store: Store): Store => ({
      ...store,
      find(id) {
        if (isDown) throw new AppError("STORE_UNAVAILABLE", "The database is busy.");
        return store.find(id);
      },
    });
    const { network, here, there } = await openTwo({ wrapStore: failing });
    const id = await here.open();
    await here.say(id, "明天提醒我");
    isDown = true;
    await here.pass(DAY);
    await until(() => here.log.errors.length > 0);
    network.cut();
    await send(there, id, "查额度");
    isDown = false;
    for (let round = 0; round < 3; round++) await here.goRound();
    await logUpTo(here, id, 5);
    expect((await here.transcript(id)).slice(2, 5)).toEqual([
      "customer: 查额度",
      "bot: 我看一下",
      "bot: 查不到",
    ]);
  });

  test("fragments that come to both are answered as one message", async () => {
    const options = { published: mending, coalesceMs: 800 };
    const { here, there } = await openTwo(options, options);
    const id = await here.open();
    await here.say(id, "你好");
    await send(there, id, "坏了怎么办");
    await until(async () => (await here.live.nextTurn(id))?.events.length === 2);
    await here.turns.idle();
    here.clock.advance(800);
    await logUpTo(here, id, 4);
    await here.quiet();
    expect((await here.transcript(id)).slice(2)).toEqual(["bot: 插上插头", "bot: 解决了吗"]);
  });

  describe("who watches at another process", () => {
    test("sees everything once, in the order of the log, as everybody does", async () => {
      const { here, there } = await openTwo();
      const id = await here.open();
      const views = [here.watch(id), there.watch(id), there.watch(id)];
      for (let round = 0; round < 5; round++) {
        await Promise.all([
          send(here, id, "查额度"),
          send(there, id, "明天提醒我"),
          send(there, id, "查额度"),
        ]);
      }
      await until(async () => (await here.store.claimed({ limit: 1 })).length === 0);
      await until(async () => (await there.store.claimed({ limit: 1 })).length === 0);
      const log = await here.logOf(id);
      expect(log.filter(({ from }) => from === "customer")).toHaveLength(15);
      await until(() => views.every((seen) => seen.length >= log.length));
      for (const seen of views) expect(seen).toEqual(log);
    });

    test("sees it while the network is cut, within some rounds", async () => {
      const { network, here, there } = await openTwo();
      const id = await here.open();
      const seen = there.watch(id);
      network.cut();
      await here.say(id, "明天提醒我");
      for (let round = 0; round < 3; round++) await there.goRound();
      await until(() => seen.length === 2);
    });

    test("sees what was lost when the network is back", async () => {
      const { network, here, there } = await openTwo();
      const id = await here.open();
      const seen = there.watch(id);
      await send(here, id, "明天提醒我");
      await until(() => seen.length === 2);
      network.swallow();
      await here.say(id, "查额度");
      await there.goRound();
      network.mend();
      await until(() => seen.length === 5);
    });

    test("sees an answer whose commit nobody was sure of", async () => {
      let isOpen = false;
      const cutOff = (store: Store): Store => ({
        ...store,
        async commitTurn(id, turn) {
          const committed = await store.commitTurn(id, turn);
          if (isOpen) throw new AppError("STORE_UNAVAILABLE", "The connection was lost.");
          return committed;
        },
      });
      const { here, there } = await openTwo({ wrapStore: cutOff });
      const id = await here.open();
      const views = [here.watch(id), there.watch(id)];
      isOpen = true;
      await here.say(id, "明天提醒我");
      isOpen = false;
      here.clock.advance(250);
      await until(() => views.every((seen) => seen.length === 2));
      isOpen = true;
      here.clock.advance(DAY);
      await here.goRound();
      await here.goRound();
      await logUpTo(here, id, 3);
      await here.quiet();
      isOpen = false;
      await here.goRound();
      await until(() => views.every((seen) => seen.length === 3));
    });
  });
});
