import { describe, expect, test } from "vitest";
import type { ConversationId } from "../../src/kernel/ids.ts";
import type { Store } from "../../src/runtime/ports.ts";
import { keepAlive, kill, openProcess, type Process } from "../support/databases.ts";
import { customerSays, owedIn } from "../support/log-events.ts";
import { emptiedDatabase } from "../support/postgres.ts";
import { describeWithPostgres } from "../support/services.ts";
import { openAsking, openOwed } from "./claim-contract.ts";

describeWithPostgres("processes that share a store", (freshDatabase) => {
  const makeDatabase = emptiedDatabase(freshDatabase);

  /** Two processes that know of each other. */
  const openTwo = async () => {
    const database = await makeDatabase();
    const [first, second] = [await openProcess(database), await openProcess(database)];
    for (const process of [first, second]) await keepAlive(database, process);
    return { database, first, second };
  };

  describe("count themselves among the living", () => {
    test("each the others", async () => {
      const { database, first, second } = await openTwo();
      const third = await openProcess(database);
      expect(await third.beat()).toBe(2);
      await keepAlive(database, third);
      expect(await first.beat()).toBe(2);
      await kill(database, second);
      expect(await first.beat()).toBe(1);
      await third.resign();
      expect(await first.beat()).toBe(0);
      expect(await database.query("select id from nodes where alive_until > 0")).toEqual([
        { id: first.node },
      ]);
    });

    test("for some seconds from now by the clock of the database, whatever was there before", async () => {
      const { database, first } = await openTwo();
      const now = "(extract(epoch from clock_timestamp()) * 1000)";
      for (const until of [0, 9_000_000_000_000]) {
        await database.query(`update nodes set alive_until = ${until} where id = '${first.node}'`);
        const [{ before } = { before: 0 }] = (await database.query(`select ${now}::float8 as before`)) as {
          before: number;
        }[];
        await first.beat();
        const alive = `select count(*)::int as alive from nodes where id = '${first.node}'
          and alive_until between ${before} + 1000 and ${now} + 10000`;
        expect(await database.query(alive)).toEqual([{ alive: 1 }]);
      }
    });

    test("and are forgotten when they have long been gone", async () => {
      const { database, first, second } = await openTwo();
      await kill(database, second);
      await first.beat();
      expect(await database.query("select id from nodes")).toEqual([{ id: first.node }]);
    });
  });

  describe("leave to a living one", () => {
    test("the turns that it has claimed, and those that come to them meanwhile", async () => {
      const { first, second } = await openTwo();
      const { id } = await openOwed(first);
      expect(await second.claimOwed(10)).toEqual([]);
      const received = await second.receive(id, customerSays("喂"), true);
      expect(received).toMatchObject({ type: "stored", claimedBy: first.node, event: { seq: 2 } });
      expect(await second.nextTurn(id)).toBeUndefined();
      expect((await first.nextTurn(id))?.events).toMatchObject([{ seq: 1 }, { seq: 2 }]);
    });

    test("the alarms that it has claimed", async () => {
      const { first, second } = await openTwo();
      const [ringing, later] = [await openAsking(first, 1000), await openAsking(first, 2000)];
      await first.claimAlarms(1000, 10);
      expect(await second.nextAlarm()).toBe(2000);
      expect(await second.claimAlarms(5000, 10)).toMatchObject([{ conversationId: later.id }]);
      expect(await first.nextAlarm()).toBeUndefined();
      expect(await first.claimAlarms(5000, 10)).toMatchObject([{ conversationId: ringing.id }]);
    });

    test("nothing any more once it has resigned", async () => {
      const { first, second } = await openTwo();
      const { id } = await openOwed(first);
      const asking = await openAsking(first, 1000);
      await first.claimAlarms(1000, 10);
      await first.resign();
      expect(await second.claimOwed(10)).toEqual([id]);
      expect(await second.claimAlarms(1000, 10)).toMatchObject([{ conversationId: asking.id }]);
    });

    test("nothing any more once it has not been heard for a while, and what was taken stays taken", async () => {
      const { database, first, second } = await openTwo();
      const { id } = await openOwed(first);
      await kill(database, first);
      expect(await second.claimOwed(10)).toEqual([id]);
      await first.beat();
      expect(await first.claimOwed(10)).toEqual([]);
      expect(await first.claimed({ limit: 10 })).toEqual([]);
      expect(await first.receive(id, customerSays("喂"), true)).toMatchObject({ claimedBy: second.node });
    });
  });

  describe("that claim at once", () => {
    /** Claims until there is nothing left. */
    const claimAll = async (claim: () => Promise<readonly ConversationId[]>): Promise<ConversationId[]> => {
      const all: ConversationId[] = [];
      for (let some = await claim(); some.length > 0; some = await claim()) {
        expect(some.length).toBeLessThanOrEqual(7);
        all.push(...some);
      }
      return all;
    };
    const bothClaim = async (
      first: Process,
      second: Process,
      claim: (store: Store) => () => Promise<readonly ConversationId[]>,
    ) => {
      const [one, other] = await Promise.all([claimAll(claim(first)), claimAll(claim(second))]);
      return { one, other };
    };

    test("owed turns get different ones, and all of them", async () => {
      const { database, first, second } = await openTwo();
      const dead = await openProcess(database);
      const ids = (await Promise.all(Array.from({ length: 60 }, () => openOwed(dead)))).map(({ id }) => id);
      const { one, other } = await bothClaim(first, second, (store) => () => store.claimOwed(7));
      expect([...one, ...other].sort()).toEqual([...ids].sort());
      expect(await owedIn(first)).toEqual([...one].sort());
      expect(await owedIn(second)).toEqual([...other].sort());
    });

    test("alarms get different ones, and all of them", async () => {
      const { database, first, second } = await openTwo();
      const dead = await openProcess(database);
      const records = await Promise.all(Array.from({ length: 60 }, (_, at) => openAsking(dead, 1000 + at)));
      // What a process has claimed itself it is given again, so each asks once for as much as there could be.
      const [one, other] = await Promise.all([first.claimAlarms(5000, 100), second.claimAlarms(5000, 100)]);
      const claimed = [...one, ...other].map(({ conversationId: id }) => id);
      expect(claimed.sort()).toEqual(records.map(({ id }) => id).sort());
    });
  });
});
