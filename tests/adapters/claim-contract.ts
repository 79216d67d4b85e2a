import { describe, expect, test } from "vitest";
import { type ConversationState, newConversation } from "../../src/conversation/state.ts";
import type { ConversationId } from "../../src/kernel/ids.ts";
import type { ConversationRecord, Store } from "../../src/runtime/ports.ts";
import { type Database, kill, openProcess } from "../support/databases.ts";
import { botSays, customerRates, customerSays, openNew, owedIn, turnOn } from "../support/log-events.ts";

/** A conversation in which the customer has sent so many texts, none of them answered. */
export async function openOwed(store: Store, texts = 1): Promise<ConversationRecord> {
  const record = await openNew(store);
  for (let text = 0; text < texts; text++) await store.receive(record.id, customerSays("在吗"), true);
  return record;
}

/** A conversation whose bot has asked something, and may ask again at the time. */
export async function openAsking(store: Store, due: number): Promise<ConversationRecord> {
  const record = await openOwed(store);
  const { language, dialog, epoch } = newConversation("zh");
  const alarm = { due, kind: "silence" } as const;
  const state: ConversationState = { phase: "bot", language, dialog, epoch, alarm };
  const turn = { ...turnOn(record, { pays: 1, events: [botSays("问")] }), state };
  const committed = await store.commitTurn(record.id, turn);
  return committed.type === "committed" ? committed.record : expect.unreachable("refused");
}

/** What every store promises of which process answers whom. Run it on each database. */
export function describeClaims(name: string, makeDatabase: () => Promise<Database>): void {
  const openTwo = async () => {
    const database = await makeDatabase();
    return { database, first: await openProcess(database), second: await openProcess(database) };
  };
  const answer = (record: ConversationRecord, pays: number) =>
    turnOn(record, { pays, events: [botSays("答")] });

  describe(`${name}: claims`, () => {
    test("whoever takes a message in has the turn, and nobody else sees one", async () => {
      const { first, second } = await openTwo();
      const { id } = await openNew(first);
      const received = await first.receive(id, customerSays("在吗"), true);
      expect(received).toMatchObject({ type: "stored", claimedBy: first.node });
      expect(await first.nextTurn(id)).toMatchObject({ record: { id, last: 1 }, events: [{ seq: 1 }] });
      expect(await first.claimed({ limit: 10 })).toEqual([id]);
      expect(await second.nextTurn(id)).toBeUndefined();
      expect(await second.claimed({ limit: 10 })).toEqual([]);
    });

    test("a turn by whoever has not claimed it is refused, and changes nothing", async () => {
      const { first, second } = await openTwo();
      const record = await openOwed(first);
      expect(await second.commitTurn(record.id, answer(record, 1))).toEqual({ type: "moved" });
      expect(await second.find(record.id)).toMatchObject({ version: 0, last: 1 });
      expect(await first.nextTurn(record.id)).toBeDefined();
    });

    test("a turn lets go when nothing more is owed, and else keeps", async () => {
      const { database, first } = await openTwo();
      const record = await openOwed(first, 2);
      const claim = () => database.query(`select claimed_by from conversations where id = '${record.id}'`);
      await first.commitTurn(record.id, answer(record, 1));
      expect(await claim()).toEqual([{ claimed_by: first.node }]);
      expect(await first.nextTurn(record.id)).toMatchObject({ events: [{ seq: 2 }] });
      await first.commitTurn(record.id, answer({ ...record, version: 1 }, 2));
      expect(await claim()).toEqual([{ claimed_by: null }]);
    });

    test("what is not owed a turn can be let go of, by whoever has it", async () => {
      const { database, first, second } = await openTwo();
      const { id } = await openAsking(first, 1000);
      const claim = () => database.query(`select claimed_by from conversations where id = '${id}'`);
      await first.claimAlarms(1000, 10);
      await second.release(id);
      expect(await claim()).toEqual([{ claimed_by: first.node }]);
      await first.release(id);
      expect(await claim()).toEqual([{ claimed_by: null }]);
      await first.receive(id, customerSays("二"), true);
      await first.release(id);
      expect(await claim()).toEqual([{ claimed_by: first.node }]);
      expect(await first.nextTurn(id)).toBeDefined();
    });

    test("a rating claims nothing, and leaves a claim as it is", async () => {
      const { database, first, second } = await openTwo();
      const { id } = await openNew(first);
      const claim = () => database.query(`select claimed_by from conversations where id = '${id}'`);
      await first.receive(id, customerRates(), false);
      expect(await claim()).toEqual([{ claimed_by: null }]);
      await first.receive(id, customerSays("一"), true);
      await second.receive(id, customerRates(), false);
      expect(await claim()).toEqual([{ claimed_by: first.node }]);
      expect(await first.nextTurn(id)).toMatchObject({ record: { last: 3 }, events: [{ seq: 2 }] });
    });

    test("what a process has claimed comes page by page, without what is paid and what others have", async () => {
      const { first, second } = await openTwo();
      const ids: ConversationId[] = [];
      for (let count = 0; count < 5; count++) ids.push((await openOwed(first)).id);
      const paid = await openOwed(first);
      await first.commitTurn(paid.id, answer(paid, 1));
      await openOwed(second);
      const found: ConversationId[] = [];
      let page = await first.claimed({ limit: 2 });
      for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
        expect(page.length).toBeLessThanOrEqual(2);
        found.push(...page);
        page = await first.claimed({ after: last, limit: 2 });
      }
      expect(found).toEqual([...ids].sort());
    });
  });

  describe(`${name}: what a dead process left`, () => {
    test("is claimed by another, as much at a time as is asked for, and once", async () => {
      const { database, first, second } = await openTwo();
      await first.beat();
      const records = [];
      for (let count = 0; count < 3; count++) records.push(await openOwed(first, 2));
      const paid = await openOwed(first);
      await first.commitTurn(paid.id, answer(paid, 1));
      await kill(database, first);
      const claimed = [...(await second.claimOwed(2))];
      expect(claimed).toHaveLength(2);
      claimed.push(...(await second.claimOwed(2)));
      expect(claimed.sort()).toEqual(records.map(({ id }) => id).sort());
      expect(await second.claimOwed(2)).toEqual([]);
      expect(await owedIn(second)).toEqual(claimed);
      for (const { id } of records) {
        expect(await second.nextTurn(id)).toMatchObject({ record: { id }, events: [{ seq: 1 }, { seq: 2 }] });
        expect(await first.nextTurn(id)).toBeUndefined();
      }
    });

    test("is not the dead one's any more when it comes back in the middle of a turn", async () => {
      const { database, first, second } = await openTwo();
      await first.beat();
      const record = await openOwed(first);
      await kill(database, first);
      await second.claimOwed(10);
      await first.beat();
      expect(await first.commitTurn(record.id, answer(record, 1))).toEqual({ type: "moved" });
      expect((await second.commitTurn(record.id, answer(record, 1))).type).toBe("committed");
      expect(await first.commitTurn(record.id, answer(record, 1))).toEqual({ type: "moved" });
      expect((await first.find(record.id))?.last).toBe(2);
    });

    test("is claimed by whoever takes in the next message, with all that is owed", async () => {
      const { database, first, second } = await openTwo();
      await first.beat();
      const { id } = await openOwed(first);
      await kill(database, first);
      const received = await second.receive(id, customerSays("喂"), true);
      expect(received).toMatchObject({ type: "stored", claimedBy: second.node });
      expect((await second.nextTurn(id))?.events).toMatchObject([{ seq: 1 }, { seq: 2 }]);
    });

    test("of alarms rings elsewhere, once", async () => {
      const { database, first, second } = await openTwo();
      await first.beat();
      const record = await openAsking(first, 1000);
      await first.claimAlarms(1000, 10);
      await kill(database, first);
      expect(await second.nextAlarm()).toBe(1000);
      expect(await second.claimAlarms(1000, 10)).toMatchObject([{ conversationId: record.id, due: 1000 }]);
      const events = [botSays("还在吗")];
      const { version } = record;
      const state = newConversation("zh");
      const rung = { version, state, events, rings: 1000, evenIfOwed: true };
      expect(await first.commitTurn(record.id, rung)).toEqual({ type: "moved" });
      expect((await second.commitTurn(record.id, rung)).type).toBe("committed");
      expect(await second.nextAlarm()).toBeUndefined();
    });
  });
}
