import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { AppError } from "../../src/kernel/errors.ts";
import type { Store } from "../../src/runtime/ports.ts";
import { customerSays, newCid } from "../support/log-events.ts";
import { mendingContent, publishFiles } from "../support/mending-bot.ts";
import { scratchDir } from "../support/scratch.ts";
import { smallRuntime } from "../support/small-runtime.ts";

/** After it the customer is asked whether they are still there: the only timer of a conversation that waits. */
const SILENCE_MS = 600_000;

describe("a conversation", () => {
  test("is answered, step after step", async () => {
    const { open, say, transcript } = await smallRuntime();
    const id = await open();
    await say(id, "坏了怎么办");
    await say(id, "没解决");
    await say(id, "解决了");
    expect(await transcript(id)).toEqual([
      "customer: 坏了怎么办",
      "bot: 插上插头",
      "bot: 解决了吗",
      "customer: 没解决",
      "bot: 换个灯泡",
      "bot: 解决了吗",
      "customer: 解决了",
      "bot: 太好了",
    ]);
  });

  test("gets every answer in order when two messages come at once", async () => {
    const { open, reception, transcript, quiet } = await smallRuntime();
    const id = await open();
    await Promise.all([reception.say(id, newCid(), "坏了怎么办"), reception.say(id, newCid(), "没解决")]);
    await quiet(id);
    const lines = await transcript(id);
    expect(lines.slice(0, 2)).toEqual(["customer: 坏了怎么办", "customer: 没解决"]);
    expect(lines.slice(2)).toEqual(["bot: 插上插头", "bot: 解决了吗", "bot: 换个灯泡", "bot: 解决了吗"]);
  });

  test("is not answered twice when a message is resent", async () => {
    const { open, reception, transcript, quiet } = await smallRuntime();
    const id = await open();
    const cid = newCid();
    const first = await reception.say(id, cid, "坏了怎么办");
    await quiet(id);
    const before = await transcript(id);
    expect(await reception.say(id, cid, "坏了怎么办")).toEqual(first);
    await quiet(id);
    expect(await transcript(id)).toEqual(before);
  });

  test("goes silent when a person was asked for, and on again when the customer wants the bot back", async () => {
    const { open, say, reception, transcript, store, quiet } = await smallRuntime();
    const id = await open();
    await reception.askForHuman(id);
    await quiet(id);
    await say(id, "坏了怎么办");
    expect((await store.find(id))?.state.phase).toBe("waiting");
    await say(id, "回到机器人");
    await say(id, "坏了怎么办");
    const lines = await transcript(id);
    expect(lines.slice(0, 5)).toEqual([
      "customer: 转人工",
      "system: requested",
      "bot: 同事会来",
      "customer: 坏了怎么办",
      "customer: 回到机器人",
    ]);
    expect(lines[5]).toBe("system: returned");
    expect(lines.at(-1)).toBe("bot: 解决了吗");
  });

  test("keeps for the agents why a person was asked for, where customers do not see it", async () => {
    const { open, reception, logOf, quiet } = await smallRuntime();
    const id = await open();
    await reception.askForHuman(id);
    await quiet(id);
    const handoff = (await logOf(id)).find((event) => event.kind === "handoff");
    expect(handoff?.inside?.handoff?.reason).toBe("客户要求转人工");
    expect(handoff?.body).toEqual({ type: "handoff", status: "requested" });
  });
});

describe("a crash", () => {
  test("between the message and its answer leaves the answer owed, and the next start gives it once", async () => {
    const file = join(await scratchDir(), "fenqi.sqlite");
    const before = await smallRuntime({ file });
    const id = await before.open();
    await before.say(id, "坏了怎么办");
    await before.store.receive(id, customerSays("没解决"), true);
    await before.store.receive(id, { ...customerSays("转人工"), inside: { asksForHuman: true } }, true);
    await before.store.close();

    const after = await smallRuntime({ file });
    await after.patrol.start();
    await after.quiet(id);
    const lines = await after.transcript(id);
    expect(lines.slice(3)).toEqual([
      "customer: 没解决",
      "customer: 转人工",
      "bot: 换个灯泡",
      "bot: 解决了吗",
      "system: requested",
      "bot: 同事会来",
    ]);
    await after.store.close();
    const again = await smallRuntime({ file });
    await again.patrol.start();
    await again.quiet(id);
    expect(await again.transcript(id)).toEqual(lines);
  });
});

describe("a failing store", () => {
  test("delays the answer, however long it fails, and loses nothing", async () => {
    let isDown = true;
    const { open, say, clock, transcript, quiet, log } = await smallRuntime({
      wrapStore: (store) => ({
        ...store,
        commitTurn: (id, turn) => {
          if (isDown) throw new AppError("STORE_UNAVAILABLE", "The disk is full.");
          return store.commitTurn(id, turn);
        },
      }),
    });
    const id = await open();
    await say(id, "坏了怎么办");
    const delays: (number | undefined)[] = [];
    for (let attempt = 0; attempt < 9; attempt++) {
      delays.push(clock.pending[0]);
      clock.advance(clock.pending[0] ?? 0);
      await quiet(id);
    }
    expect(delays).toEqual([250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(await transcript(id)).toEqual(["customer: 坏了怎么办"]);
    isDown = false;
    clock.advance(30_000);
    await quiet(id);
    expect(await transcript(id)).toEqual(["customer: 坏了怎么办", "bot: 插上插头", "bot: 解决了吗"]);
    expect(clock.pending).toEqual([SILENCE_MS]);
    expect(JSON.stringify(log.errors)).not.toContain("坏了");
  });

  test("tells whoever watches that an answer will still come", async () => {
    let isDown = true;
    const { open, say, clock, feeds, quiet } = await smallRuntime({
      wrapStore: (store) => ({
        ...store,
        nextTurn: async (id) => store.nextTurn(id),
        commitTurn: (id, turn) => {
          if (isDown) throw new AppError("STORE_UNAVAILABLE", "The disk is full.");
          return store.commitTurn(id, turn);
        },
      }),
    });
    const id = await open();
    const seen: unknown[] = [];
    feeds.follow(id, 0, {
      event: (event) => seen.push(event.seq),
      typing: (_, on) => seen.push(on),
      failed() {},
    });
    await say(id, "坏了怎么办");
    isDown = false;
    clock.advance(250);
    await quiet(id);
    expect(seen).toEqual([1, true, 2, 3, false]);
  });
});

describe("a bug in the bot's part", () => {
  const faulty = async () => {
    const published = await publishFiles(mendingContent);
    return {
      ...published,
      understand: () => {
        throw new TypeError("a bug");
      },
    };
  };

  test("is apologised for after three attempts, with a way to a person", async () => {
    const { open, say, clock, logOf, quiet, reception } = await smallRuntime({ published: await faulty() });
    const id = await open();
    await say(id, "坏了怎么办");
    for (let attempt = 0; attempt < 3; attempt++) {
      clock.advance(30_000);
      await quiet(id);
    }
    const [, apology] = await logOf(id);
    expect(apology).toMatchObject({
      seq: 2,
      from: "system",
      body: { type: "choices", options: [{ id: "human", label: "转人工" }] },
    });
    expect(clock.pending).toEqual([]);
    await reception.choose(id, newCid(), { seq: 2, option: "human" });
    await quiet(id);
    expect((await logOf(id)).slice(3).map((event) => event.kind)).toEqual(["handoff", "message"]);
  });

  test("is logged with the conversation and without a word of the customer", async () => {
    const { open, say, log } = await smallRuntime({ published: await faulty() });
    const id = await open();
    await say(id, "我的手机坏了怎么办");
    expect(log.errors).toMatchObject([{ fields: { conversationId: id, seq: 1 } }]);
    expect(JSON.stringify(log.errors)).not.toContain("手机");
  });
});

describe("a conversation that somebody else moved on", () => {
  test("has its turn computed again from where it is now", async () => {
    const movedFirst = (store: Store): Store => {
      let moves = 0;
      return {
        ...store,
        commitTurn: async (id, turn) => {
          moves += 1;
          return moves === 1 ? { type: "moved" } : store.commitTurn(id, turn);
        },
      };
    };
    const { open, say, transcript } = await smallRuntime({ wrapStore: movedFirst });
    const id = await open();
    await say(id, "坏了怎么办");
    expect(await transcript(id)).toEqual(["customer: 坏了怎么办", "bot: 插上插头", "bot: 解决了吗"]);
  });

  test("is left alone when its turn was paid meanwhile", async () => {
    const paidElsewhere = (store: Store): Store => ({
      ...store,
      commitTurn: async (id, turn) => {
        await store.commitTurn(id, turn);
        return { type: "moved" };
      },
    });
    const { open, say, transcript, clock } = await smallRuntime({ wrapStore: paidElsewhere });
    const id = await open();
    await say(id, "坏了怎么办");
    expect(await transcript(id)).toEqual(["customer: 坏了怎么办", "bot: 插上插头", "bot: 解决了吗"]);
    expect(clock.pending).toEqual([]);
  });
});

test("stopping finishes the turns that were begun and takes no retry with it", async () => {
  const { open, reception, turns, transcript, clock } = await smallRuntime();
  const id = await open();
  const received = reception.say(id, newCid(), "坏了怎么办");
  await reception.stop();
  await turns.stop();
  await received;
  expect(await transcript(id)).toHaveLength(3);
  await expect(reception.say(id, newCid(), "喂")).rejects.toMatchObject({ code: "SHUTTING_DOWN" });
  expect(clock.pending).toEqual([SILENCE_MS]);
});
