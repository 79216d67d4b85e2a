import { describe, expect, test } from "vitest";
import { type ConversationId, conversationId } from "../../src/kernel/ids.ts";
import type { Published } from "../../src/runtime/content.ts";
import { openFileDatabase } from "../support/databases.ts";
import { newCid, newNode } from "../support/log-events.ts";
import { mendingContent, publishFiles } from "../support/mending-bot.ts";
import { type SmallRuntime, smallRuntime } from "../support/small-runtime.ts";

const ATTEMPTS = 3;

/** A bot that cannot understand a word. */
async function deafBot(): Promise<Published> {
  const published = await publishFiles(mendingContent);
  return {
    ...published,
    understand: () => {
      throw new TypeError("a bug");
    },
  };
}

/** A bot that fails at whatever it is asked for. */
async function brokenBot(): Promise<Published> {
  const published = await deafBot();
  class Broken extends Map<string, never> {
    override get(): never {
      throw new TypeError("another bug");
    }
  }
  return { ...published, bot: { ...published.bot, dialogs: new Broken() } };
}

async function failingRuntime(published: Published) {
  const node = newNode();
  const store = await (await openFileDatabase()).open(node);
  const desk = { store: store.desk, assignment: "manual" as const };
  const runtime = await smallRuntime({ node, openStore: async () => store, published, desk });
  return { ...runtime, desk: store.desk };
}

/** Lets a turn fail until it is given up. */
async function giveUp({ clock, quiet }: SmallRuntime, id: ConversationId): Promise<void> {
  await quiet(id);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    clock.advance(30_000);
    await quiet(id);
  }
}

describe("a wish for a person that fails", () => {
  test("is left for the agents, who find it among what was left, and the customer is told so", async () => {
    const runtime = await failingRuntime(await brokenBot());
    const id = await runtime.open();
    await runtime.reception.askForHuman(id, newCid());
    await giveUp(runtime, id);

    const [, apology, handoff, ...rest] = await runtime.logOf(id);
    expect(rest).toEqual([]);
    expect(apology).toMatchObject({
      from: "system",
      body: {
        type: "choices",
        text: expect.stringContaining("留给同事"),
        options: [
          { id: "call", label: "请回电" },
          { id: "bot", label: "回到机器人" },
        ],
      },
    });
    expect(handoff).toMatchObject({
      kind: "handoff",
      body: { type: "handoff", status: "offline" },
      inside: { handoff: { reason: "机器人出了故障", queue: "default", brief: {}, isLeft: true } },
    });
    const since = apology?.at;
    expect((await runtime.find(id)).state).toMatchObject({
      phase: "offline",
      ticket: { queue: "default", since, urgency: 0 },
    });
    expect(await runtime.desk.rows([id])).toMatchObject([{ ownership: { phase: "offline" } }]);
  });

  test("is known by its button and by the words that the bot has for it, also in English", async () => {
    for (const words of ["转人工", " 转人工！", "a person", "Talk to a person"]) {
      const runtime = await failingRuntime(await deafBot());
      const id = await runtime.open();
      await runtime.reception.say(id, newCid(), words);
      await giveUp(runtime, id);
      expect([words, (await runtime.find(id)).state.phase]).toEqual([words, "offline"]);
    }
  });

  test("by the button under the first apology leads to the agents, too", async () => {
    const runtime = await failingRuntime(await brokenBot());
    const id = await runtime.open();
    await runtime.reception.say(id, newCid(), "坏了怎么办");
    await giveUp(runtime, id);
    expect((await runtime.find(id)).state.phase).toBe("bot");
    await runtime.reception.choose(id, newCid(), { seq: 2, option: "human" });
    await giveUp(runtime, id);
    expect((await runtime.find(id)).state.phase).toBe("offline");
  });

  test("of a customer held dear goes before others", async () => {
    const runtime = await failingRuntime(await brokenBot());
    const { id, customerId } = await runtime.find(await runtime.open());
    const { createdAt, state } = await runtime.find(id);
    await runtime.store.open(customerId, {
      id: conversationId("unused"),
      identified: true,
      vip: true,
      createdAt,
      state,
    });
    await runtime.reception.askForHuman(id, newCid());
    await giveUp(runtime, id);
    expect((await runtime.find(id)).state).toMatchObject({ phase: "offline", ticket: { urgency: 1 } });
  });
});

describe("a message that the bot fails at", () => {
  test("is apologised for once; the next one is left for the agents", async () => {
    const runtime = await failingRuntime(await deafBot());
    const id = await runtime.open();
    await runtime.reception.say(id, newCid(), "坏了怎么办");
    await giveUp(runtime, id);
    await runtime.reception.say(id, newCid(), "东西坏了");
    await giveUp(runtime, id);
    expect((await runtime.logOf(id)).map(({ from, kind }) => `${from} ${kind}`)).toEqual([
      "customer message",
      "system message",
      "customer message",
      "system message",
      "system handoff",
    ]);
    expect((await runtime.find(id)).state.phase).toBe("offline");
  });

  test("long after another one gets an apology of its own", async () => {
    const runtime = await failingRuntime(await deafBot());
    const id = await runtime.open();
    await runtime.reception.say(id, newCid(), "坏了怎么办");
    await giveUp(runtime, id);
    for (let score = 1; score <= 5; score++) await runtime.reception.rate(id, { score });
    await runtime.reception.say(id, newCid(), "东西坏了");
    await giveUp(runtime, id);
    expect((await runtime.find(id)).state.phase).toBe("bot");
  });
});
