import { beforeAll, describe, expect, test } from "vitest";
import type { ConversationId } from "../../src/kernel/ids.ts";
import type { Publication } from "../../src/runtime/publisher.ts";
import { askingContent } from "../support/asking-bot.ts";
import { deferred } from "../support/deferred.ts";
import { until } from "../support/ears.ts";
import { newCid } from "../support/log-events.ts";
import { publishFiles } from "../support/mending-bot.ts";
import { emptiedDatabase } from "../support/postgres.ts";
import { describeWithPostgres } from "../support/services.ts";
import { logUpTo, type OneRuntime, twoRuntimes } from "../support/several-runtimes.ts";
import { fine, shopSystems } from "../support/shop-systems.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let asking: Publication;

beforeAll(async () => {
  asking = await publishFiles(askingContent());
});

type Options = Parameters<typeof twoRuntimes>[1];

describeWithPostgres("what one of several processes leaves undone", (freshDatabase) => {
  const makeDatabase = emptiedDatabase(freshDatabase);
  const openTwo = async (first: Options = {}, second: Options = {}) =>
    twoRuntimes(await makeDatabase(), { published: asking, ...first }, { published: asking, ...second });
  const send = ({ reception }: OneRuntime, id: ConversationId, text: string) =>
    reception.say(id, newCid(), text);

  describe("an alarm", () => {
    test("that is due at both rings once", async () => {
      const { here, there } = await openTwo();
      const ids = await Promise.all(Array.from({ length: 10 }, () => here.open()));
      for (const id of ids) await here.say(id, "明天提醒我");
      await there.goRound();
      for (const { clock } of [here, there]) clock.advance(DAY);
      for (const id of ids) await logUpTo(here, id, 3);
      await Promise.all([here.quiet(), there.quiet()]);
      for (const id of ids) {
        expect(await here.transcript(id)).toEqual(["customer: 明天提醒我", "bot: 好", "bot: 现在试试？"]);
      }
    });

    test("rings elsewhere when the process that set it is gone", async () => {
      const { here, there } = await openTwo();
      const id = await here.open();
      await here.say(id, "明天提醒我");
      await here.die();
      await there.goRound();
      there.clock.advance(DAY);
      await logUpTo(there, id, 3);
    });

    test("rings elsewhere when its process is gone in the middle of it, with the same key, once", async () => {
      const [slow, quick] = [shopSystems(() => new Promise(() => {})), shopSystems(() => fine())];
      const { here, there } = await openTwo({ integrations: slow }, { integrations: quick });
      const id = await here.open();
      await here.say(id, "到时查一下");
      here.clock.advance(HOUR);
      await until(() => slow.asked.length === 1);
      await here.die();
      there.clock.advance(HOUR);
      await there.goRound();
      await there.goRound();
      await logUpTo(there, id, 3);
      expect((await there.transcript(id)).at(-1)).toBe("bot: 查到了");
      expect(quick.asked.map(({ key }) => key)).toEqual(slow.asked.map(({ key }) => key));
    });
  });

  describe("a process that dies in the middle of a call", () => {
    test("leaves its turn to another, which makes the call by the same name and answers once", async () => {
      const late = deferred<unknown>();
      const [slow, quick] = [shopSystems(() => late.promise), shopSystems(() => fine(700))];
      const { here, there } = await openTwo({ integrations: slow }, { integrations: quick });
      const id = await here.open();
      await send(here, id, "查额度");
      await until(() => slow.asked.length === 1);
      await there.goRound();
      expect(quick.asked).toEqual([]);
      await here.die();
      await there.goRound();
      await logUpTo(there, id, 3);
      late.resolve(fine(300));
      await there.goRound();
      expect((await there.transcript(id)).slice(1)).toEqual(["bot: 我看一下", "bot: 还有700元"]);
      expect(quick.asked.map(({ key }) => key)).toEqual(slow.asked.map(({ key }) => key));
    });

    test("leaves it to one that has answered the same customer before", async () => {
      const { here, there } = await openTwo({ integrations: shopSystems(() => new Promise(() => {})) });
      const id = await there.open();
      await there.say(id, "明天提醒我");
      await send(here, id, "查额度");
      await until(async () => (await here.store.claimed({ limit: 1 })).length === 1);
      await here.die();
      await there.goRound();
      await logUpTo(there, id, 5);
      expect((await there.transcript(id)).slice(2)).toEqual([
        "customer: 查额度",
        "bot: 我看一下",
        "bot: 查不到",
      ]);
    });

    test("and comes back has its answer refused, and goes on as one among others", async () => {
      const late = deferred<unknown>();
      const [slow, quick] = [
        shopSystems(
          () => late.promise,
          () => fine(800),
        ),
        shopSystems(() => fine(700)),
      ];
      const { here, there } = await openTwo({ integrations: slow }, { integrations: quick });
      const id = await here.open();
      await send(here, id, "查额度");
      await until(() => slow.asked.length === 1);
      await here.fallSilent();
      await there.goRound();
      await logUpTo(there, id, 3);
      late.resolve(fine(300));
      await here.quiet();
      await here.goRound();
      await here.say(id, "查额度");
      expect((await here.transcript(id)).filter((line) => line.startsWith("bot"))).toEqual([
        "bot: 我看一下",
        "bot: 还有700元",
        "bot: 我看一下",
        "bot: 还有800元",
      ]);
    });
  });

  test("a process that stops leaves what it could not finish to the others at once", async () => {
    const broken = {
      ...asking,
      understand: () => {
        throw new TypeError("a bug");
      },
    };
    const { here, there } = await openTwo({ published: broken });
    const id = await here.open();
    await here.say(id, "明天提醒我");
    here.patrol.leave();
    await here.reception.stop();
    await here.turns.stop();
    await there.goRound();
    expect(await there.transcript(id)).toHaveLength(1);
    await here.patrol.stop();
    await there.goRound();
    await logUpTo(there, id, 2);
  });
});
