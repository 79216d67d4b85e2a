import { describe, expect, test } from "vitest";
import { behaviourDiff, groups } from "../../src/regression/replay/behaviour-diff.ts";
import type { RecordedConversation } from "../../src/regression/replay/recorded.ts";
import { recordedConversation } from "../../src/runtime/recorded-conversation.ts";
import { askingContent } from "../support/asking-bot.ts";
import { newCid } from "../support/log-events.ts";
import { publishFiles } from "../support/mending-bot.ts";
import { fine, shopSystems } from "../support/shop-systems.ts";
import { cid, smallDesk } from "../support/small-desk.ts";
import { type SmallRuntime, smallRuntime } from "../support/small-runtime.ts";

/** The conversation as it is told by its log. */
async function recordOf(runtime: Pick<SmallRuntime, "logOf">, id: Parameters<SmallRuntime["logOf"]>[0]) {
  const recorded = recordedConversation(id, await runtime.logOf(id));
  if (recorded === undefined || recorded === "unrecorded") throw new Error("It cannot be had again.");
  return recorded;
}

/** How many of its turns go in which group, with the content that it was had with. */
function replayed({ content }: Pick<SmallRuntime, "content">, conversation: RecordedConversation) {
  const { bot, understand } = content.current;
  const { turns, different } = behaviourDiff(bot, understand, [conversation]);
  const some = groups.filter((group) => turns[group] > 0);
  return { turns: Object.fromEntries(some.map((group) => [group, turns[group]])), different };
}

describe("a conversation told by its log", () => {
  test("goes the same way again: texts, questions, a person and the way back", async () => {
    const runtime = await smallRuntime();
    const id = await runtime.open();
    for (const text of ["坏了怎么办", "没解决", "没解决", "喂", "回到机器人", "修一下"])
      await runtime.say(id, text);
    const recorded = await recordOf(runtime, id);
    expect(recorded).toMatchObject({ format: 1, id, language: "zh" });
    expect(recorded.turns.map(({ cause }) => "text" in cause && cause.text)).toEqual([
      "坏了怎么办",
      "没解决",
      "没解决",
      "回到机器人",
      "修一下",
    ]);
    const [first] = recorded.turns;
    expect(first).toMatchObject({
      phase: "bot",
      identified: false,
      content: runtime.content.current.hash,
      model: runtime.content.current.modelName,
      understood: { verdict: "sure", intent: "mend" },
      calls: [],
    });
    expect(recorded.turns[2]?.handoff).toEqual({ queue: "default", reason: "修不好" });
    expect(replayed(runtime, recorded)).toEqual({ turns: { same: 5 }, different: [] });
  });

  test("goes the same way again with what the shop's systems said then", async () => {
    const integrations = shopSystems(
      () => ({ outcome: "short" }),
      () => fine(300),
      () => Promise.reject(new Error("down")),
    );
    const runtime = await smallRuntime({ published: await publishFiles(askingContent()), integrations });
    const id = await runtime.open();
    await runtime.say(id, "查额度");
    await runtime.say(id, "到时查一下");
    await runtime.pass(3_600_000);
    const recorded = await recordOf(runtime, id);
    expect(
      recorded.turns.map(({ cause, calls }) => [cause.type, ...calls.map(({ outcome }) => outcome)]),
    ).toEqual([["said", "short", "fine"], ["said"], ["alarm", "error"]]);
    expect(recorded.turns[0]?.calls[1]?.fields).toMatchObject({
      available: 300,
      bills: [{ due: "2026-12-10" }],
    });
    expect(JSON.stringify(recorded)).not.toContain("s3cret");
    expect(replayed(runtime, recorded)).toEqual({ turns: { same: 3 }, different: [] });
  });

  test("has texts in quick succession as the one turn that they were", async () => {
    const runtime = await smallRuntime({ coalesceMs: 1000 });
    const id = await runtime.open();
    await runtime.reception.say(id, newCid(), "东西");
    runtime.clock.advance(500);
    await runtime.reception.say(id, newCid(), "坏了怎么办");
    await runtime.pass(2000);
    await runtime.say(id, "解决了");
    await runtime.pass(2000);
    const recorded = await recordOf(runtime, id);
    expect(recorded.turns.map(({ cause }) => "text" in cause && cause.text)).toEqual([
      "东西\n坏了怎么办",
      "解决了",
    ]);
    expect(replayed(runtime, recorded)).toEqual({ turns: { same: 2 }, different: [] });
  });

  test("goes the same way again when time made the bot speak", async () => {
    const runtime = await smallRuntime();
    const id = await runtime.open();
    await runtime.say(id, "坏了怎么办");
    await runtime.pass(24 * 3_600_000);
    await runtime.say(id, "没解决");
    const recorded = await recordOf(runtime, id);
    expect(recorded.turns.some(({ cause }) => cause.type === "alarm")).toBe(true);
    expect(replayed(runtime, recorded).different).toEqual([]);
  });

  test("is none when the bot had no turn, and cannot be had again when its turns were not recorded", async () => {
    const runtime = await smallRuntime();
    const id = await runtime.open();
    expect(recordedConversation(id, await runtime.logOf(id))).toBe(undefined);
    await runtime.say(id, "坏了怎么办");
    const events = await runtime.logOf(id);
    const older = events.map(({ inside, ...event }) => {
      const { turn: _turn, ...rest } = inside ?? {};
      return inside === undefined ? event : { ...event, inside: rest };
    });
    expect(recordedConversation(id, older)).toBe("unrecorded");
  });
});

test("what agents do is no turn; that they hand back is, and whoever comes back after the end is met anew", async () => {
  const desk = await smallDesk({ assignment: "manual" });
  const agent = await desk.hire("Lin");
  const id = await desk.open();
  await desk.say(id, "坏了怎么办");
  await desk.say(id, "转人工");
  await desk.room.desk.claim(agent, id, false);
  await desk.room.desk.say(agent, id, cid(), "我来看看");
  await desk.say(id, "好的");
  await desk.room.desk.handBack(agent, id, "mend");
  await desk.settle();
  await desk.say(id, "没解决");
  await desk.say(id, "转人工");
  await desk.room.desk.claim(agent, id, false);
  await desk.room.desk.resolve(agent, id);
  await desk.settle();
  await desk.say(id, "修一下");
  const recorded = await recordOf(desk, id);
  expect(recorded.turns.map(({ cause, phase }) => `${phase} ${cause.type}`)).toEqual([
    "bot said",
    "bot said",
    "assigned handedBack",
    "bot said",
    "bot said",
    "closed said",
  ]);
  expect(recorded.turns[2]).toMatchObject({ cause: { dialog: "mend" }, returned: true });
  expect(replayed(desk, recorded)).toEqual({ turns: { same: 6 }, different: [] });
});
