import { describe, expect, onTestFinished, test } from "vitest";
import { AppError } from "../../src/kernel/errors.ts";
import { customerId, imageId } from "../../src/kernel/ids.ts";
import type { Observe } from "../../src/runtime/moments.ts";
import type { Committed, Received, Store } from "../../src/runtime/ports.ts";
import { deafRelay } from "../support/deaf-relay.ts";
import { faultProxy } from "../support/fault-proxy.ts";
import { botSays, customerSays, newNode, openNew, turnOn } from "../support/log-events.ts";
import { emptiedDatabase, openStoreAt, queryPostgres } from "../support/postgres.ts";
import { describeWithPostgres } from "../support/services.ts";
import { openOwed } from "./claim-contract.ts";

/** Deadlines of several seconds pass here, one after the other. */
const PATIENCE_MS = 90_000;

describeWithPostgres("a PostgreSQL that is away", (freshDatabase) => {
  const makeDatabase = emptiedDatabase(freshDatabase);
  const throughPort = (url: string, port: number): string =>
    Object.assign(new URL(url), { hostname: "127.0.0.1", port: String(port) }).href;
  const portOf = (url: string): number => Number(new URL(url).port || 5432);

  /** A store that reaches its database through a network that can fail. */
  const openBehindProxy = async (observe?: Observe) => {
    const { url } = await makeDatabase();
    const proxy = await faultProxy({ upstreams: [portOf(url)] });
    onTestFinished(() => proxy.close());
    return { url, proxy, store: await openStoreAt(throughPort(url, proxy.port), newNode(), observe) };
  };
  const openBehindRelay = async (observe?: Observe) => {
    const { url } = await makeDatabase();
    const relay = await deafRelay(portOf(url));
    return { url, relay, store: await openStoreAt(throughPort(url, relay.port), newNode(), observe) };
  };
  /** As a sender does: again, as long as it is told to. */
  const untilTaken = async <Result>(write: () => Promise<Result>): Promise<Result> => {
    for (;;) {
      try {
        return await write();
      } catch (error) {
        if (!(error instanceof AppError && error.code === "STORE_UNAVAILABLE")) throw error;
      }
    }
  };

  describe("fails every call as unavailable, and answers again when it is back:", () => {
    test.each(["cut", "swallow"] as const)(
      "after a %s",
      async (fault) => {
        const { store, proxy } = await openBehindProxy();
        const record = await openOwed(store);
        const { id } = record;
        const image = {
          id: imageId("image"),
          conversationId: id,
          at: 1,
          format: "image/png",
          width: 1,
          height: 1,
          bytes: Uint8Array.of(1),
        } as const;
        const alarm = { conversationId: id, due: 1, kind: "wait" } as const;
        const calls: Record<
          Exclude<keyof Store, "isShared" | "waiting" | "close" | "images"> | "findImage" | "saveImage",
          () => Promise<unknown>
        > = {
          open: () => store.open(customerId("somebody"), { ...record }),
          find: () => store.find(id),
          setContext: () => store.setContext(id, { page: "/" }),
          adopt: () =>
            store.adopt(
              { conversationId: id, customerId: record.customerId },
              { customerId: customerId("sub:somebody"), provenAt: 1 },
            ),
          receive: () => store.receive(id, customerSays("喂"), true),
          commitTurn: () => store.commitTurn(id, turnOn(record, { pays: 1, events: [] })),
          nextTurn: () => store.nextTurn(id),
          claimOwed: () => store.claimOwed(1),
          claimed: () => store.claimed({ limit: 1 }),
          claimAlarms: () => store.claimAlarms(1, 1),
          nextAlarm: () => store.nextAlarm(),
          release: () => store.release(id),
          dropAlarm: () => store.dropAlarm(alarm),
          markRead: () => store.markRead(id, 1),
          events: () => store.events(id, { limit: 1 }),
          saveImage: () => store.images.save(image, { most: 1, since: 0 }),
          findImage: () => store.images.find(image.id),
          lasts: () => store.lasts([id]),
          beat: () => store.beat(),
          resign: () => store.resign(),
          positions: () => store.positions({ limit: 1 }),
          contentInUse: () => store.contentInUse(),
          check: () => store.check(),
        };
        proxy[fault]();
        const outcomes = await Promise.all(
          Object.entries(calls).map(async ([name, call]) => {
            const failure = await call().then(
              () => "answered",
              (error: unknown) => (error instanceof AppError ? error.code : String(error)),
            );
            return [name, failure];
          }),
        );
        expect(outcomes.filter(([, failure]) => failure !== "STORE_UNAVAILABLE")).toEqual([]);
        await expect(store.check()).rejects.toThrow(
          /^The database postgres:\/\/127\.0\.0\.1:\d+\/fenqi_test_\w+ failed: /,
        );
        proxy.mend();
        await untilTaken(() => store.check());
        expect((await store.receive(id, customerSays("还在"), true)).type).toBe("stored");
        expect((await store.nextTurn(id))?.events).toHaveLength(2);
      },
      PATIENCE_MS,
    );
  });

  test(
    "for a moment loses nothing that was acknowledged, and stores nothing twice",
    async () => {
      const { url, store } = await openBehindProxy();
      const { id } = await openNew(store);
      const sent = Array.from({ length: 200 }, (_, at) => customerSays(String(at)));
      let hits = 0;
      const kill = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'fenqi'`;
      let isOver = false;
      const killing = (async () => {
        while (!isOver) {
          hits += (await queryPostgres(url, kill)).length;
          // Else nothing would be done between one hit and the next.
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      })();
      const acks = new Map<unknown, number>();
      for (let at = 0; at < sent.length; at += 10) {
        const group = sent.slice(at, at + 10).map(async (event) => {
          const { event: stored } = await untilTaken(() => store.receive(id, event, true));
          acks.set(stored.cid, stored.seq);
        });
        await Promise.all(group);
      }
      isOver = true;
      await killing;
      expect(hits).toBeGreaterThan(0);
      const log = await untilTaken(() => store.events(id, { limit: 1000 }));
      expect(log.map(({ seq }) => seq)).toEqual(sent.map((_, at) => at + 1));
      expect(new Map(log.map(({ cid, seq }) => [cid, seq]))).toEqual(acks);
    },
    PATIENCE_MS,
  );

  describe("in the very moment of a commit", () => {
    /** Runs something the first time that a commit is about to be made after it was armed. */
    const atCommit = () => {
      let act: (() => void) | undefined;
      const observe: Observe = ({ type }) => {
        if (type !== "writing" || act === undefined) return;
        const once = act;
        act = undefined;
        once();
      };
      return { observe, arm: (next: () => void) => void (act = next) };
    };
    const unavailable = { code: "STORE_UNAVAILABLE" };

    test(
      "that does not get there has the sender try again, and stores the message then",
      async () => {
        const { observe, arm } = atCommit();
        const { store, proxy } = await openBehindProxy(observe);
        const { id } = await openNew(store);
        const event = customerSays("在吗");
        arm(() => proxy.swallow());
        await expect(store.receive(id, event, true)).rejects.toMatchObject(unavailable);
        proxy.mend();
        const again: Received = await untilTaken(() => store.receive(id, event, true));
        expect(again).toMatchObject({ type: "stored", event: { seq: 1 } });
        expect(await store.events(id, { limit: 10 })).toHaveLength(1);
      },
      PATIENCE_MS,
    );

    test(
      "that gets there has the sender try again, and finds the message stored then",
      async () => {
        const { observe, arm } = atCommit();
        const { store, relay } = await openBehindRelay(observe);
        const { id } = await openNew(store);
        const events = [customerSays("在吗"), customerSays("喂")];
        arm(() => relay.deafen());
        const failed = await Promise.allSettled(events.map((event) => store.receive(id, event, true)));
        expect(failed).toMatchObject(events.map(() => ({ status: "rejected", reason: unavailable })));
        relay.mend();
        const again = await untilTaken(() =>
          Promise.all(events.map((event) => store.receive(id, event, true))),
        );
        expect(again).toMatchObject([
          { type: "duplicate", event: { seq: 1 } },
          { type: "duplicate", event: { seq: 2 } },
        ]);
        expect((await store.nextTurn(id))?.events).toHaveLength(2);
        expect(await store.events(id, { limit: 10 })).toHaveLength(2);
      },
      PATIENCE_MS,
    );

    test(
      "whose connection breaks is not made again behind the sender's back",
      async () => {
        const { observe, arm } = atCommit();
        const { store, relay } = await openBehindRelay(observe);
        const { id } = await openNew(store);
        const events = [customerSays("在吗"), customerSays("喂")];
        arm(() => {
          relay.deafen();
          setTimeout(() => relay.mend(), 100);
        });
        const failed = await Promise.allSettled(events.map((event) => store.receive(id, event, true)));
        expect(failed).toMatchObject(events.map(() => ({ status: "rejected", reason: unavailable })));
        await untilTaken(() => Promise.all(events.map((event) => store.receive(id, event, true))));
        const stored = (await store.events(id, { limit: 10 })).map(({ cid }) => cid);
        expect(stored).toEqual(events.map(({ cid }) => cid));
      },
      PATIENCE_MS,
    );

    test(
      "that gets there with an answer has the answer in the log, once",
      async () => {
        const { observe, arm } = atCommit();
        const { store, relay } = await openBehindRelay(observe);
        const record = await openOwed(store);
        const turn = turnOn(record, { pays: 1, events: [botSays("答")] });
        arm(() => relay.deafen());
        await expect(store.commitTurn(record.id, turn)).rejects.toMatchObject(unavailable);
        relay.mend();
        const again: Committed = await untilTaken(() => store.commitTurn(record.id, turn));
        expect(again).toEqual({ type: "moved" });
        expect(await store.nextTurn(record.id)).toBeUndefined();
        expect(await store.events(record.id, { limit: 10 })).toHaveLength(2);
      },
      PATIENCE_MS,
    );
  });

  test("at the start is an error that names it and hides its password", async () => {
    const url = "postgres://somebody:s3cret@127.0.0.1:1/nowhere";
    const failure = await openStoreAt(url, newNode()).then(
      () => expect.unreachable("opened"),
      (error: unknown) => error as AppError,
    );
    expect(failure).toMatchObject({
      code: "STORE_UNAVAILABLE",
      message: expect.stringContaining("127.0.0.1:1/nowhere"),
    });
    expect(failure.message).not.toContain("s3cret");
  });
});
