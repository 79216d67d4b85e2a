import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ConversationId } from "../../src/kernel/ids.ts";
import { deferred } from "../support/deferred.ts";
import { newCid, owedIn } from "../support/log-events.ts";
import { scratchDir } from "../support/scratch.ts";
import { type SmallRuntime, smallRuntime } from "../support/small-runtime.ts";

const WINDOW_MS = 800;
const ANSWER = ["bot: 插上插头", "bot: 解决了吗"];

const coalescing = (options: Parameters<typeof smallRuntime>[0] = {}) =>
  smallRuntime({ coalesceMs: WINDOW_MS, ...options });

/** Sends texts with gaps between them, and waits for whatever is answered by then. */
async function send({ say, pass }: SmallRuntime, id: ConversationId, ...texts: (string | number)[]) {
  for (const next of texts) await (typeof next === "number" ? pass(next) : say(id, next));
}

describe("fragments sent in quick succession", () => {
  test("are answered as one message, once nothing more comes", async () => {
    const runtime = await coalescing();
    const id = await runtime.open();
    await send(runtime, id, "你好", 500, "我那个", 700, "坏了怎么办", 799);
    expect(await runtime.transcript(id)).toHaveLength(3);
    await runtime.pass(1);
    const asked = ["customer: 你好", "customer: 我那个", "customer: 坏了怎么办"];
    expect(await runtime.transcript(id)).toEqual([...asked, ...ANSWER]);
    expect(await owedIn(runtime.store)).toEqual([]);
  });

  test("are answered at once when a question mark ends them", async () => {
    const runtime = await coalescing();
    const id = await runtime.open();
    await send(runtime, id, "你好", 100, "坏了怎么办？");
    expect((await runtime.transcript(id)).slice(2)).toEqual(ANSWER);
  });

  test("are answered at once when a button is pressed, and the button after them", async () => {
    const runtime = await coalescing();
    const id = await runtime.open();
    await send(runtime, id, "坏了怎么办", 800, "等等", 100);
    const question = (await runtime.logOf(id)).find(({ body }) => body.type === "choices");
    await runtime.reception.choose(id, newCid(), { seq: question?.seq ?? 0, option: "unsolved" });
    await runtime.quiet();
    const lines = await runtime.transcript(id);
    expect(lines.slice(3, 5)).toEqual(["customer: 等等", "customer: [没解决]"]);
    expect(lines).toContain("bot: 没听懂");
    expect(lines.slice(-2)).toEqual(["bot: 换个灯泡", "bot: 解决了吗"]);
  });

  test("come to the same, whatever the time between them", async () => {
    const gaps = [0, 300, 900];
    const places = new Set<string>();
    for (const first of gaps) {
      for (const second of gaps) {
        const runtime = await coalescing();
        const id = await runtime.open();
        await send(runtime, id, "你好", first, "我那个", second, "坏了怎么办", WINDOW_MS);
        expect((await runtime.transcript(id)).slice(-2)).toEqual(ANSWER);
        const { stack = [] } = (await runtime.store.find(id))?.state.dialog ?? {};
        places.add(stack.map(({ dialog, step }) => `${dialog}#${step}`).join());
      }
    }
    expect([...places]).toEqual(["mend#plug.ask"]);
  });

  test("stay together when the last one is still being stored as the window closes", async () => {
    const storing = deferred<void>();
    let isSlow = false;
    const runtime = await coalescing({
      wrapStore: (store) => ({
        ...store,
        async receive(...received) {
          if (isSlow) await storing.promise;
          return store.receive(...received);
        },
      }),
    });
    const id = await runtime.open();
    await send(runtime, id, "你好", 799);
    isSlow = true;
    const last = runtime.reception.say(id, newCid(), "坏了怎么办");
    await new Promise((resolve) => setImmediate(resolve));
    runtime.clock.advance(1);
    storing.resolve();
    await last;
    await runtime.pass(WINDOW_MS);
    expect((await runtime.transcript(id)).slice(2)).toEqual(ANSWER);
  });

  test("show that an answer is on its way", async () => {
    const runtime = await coalescing();
    const id = await runtime.open();
    const seen: unknown[] = [];
    runtime.feeds.follow(id, 0, {
      event: ({ seq }) => seen.push(seq),
      typing: (_, on) => seen.push(on),
      failed() {},
    });
    await send(runtime, id, "你好", 100, "坏了怎么办", WINDOW_MS);
    expect(seen).toEqual([1, true, 2, 3, 4, false]);
  });
});

test("while a person answers, nothing waits for more", async () => {
  const runtime = await coalescing();
  const id = await runtime.open();
  await runtime.reception.askForHuman(id);
  await runtime.quiet();
  await send(runtime, id, "你好", 10, "回到机器人");
  expect((await runtime.transcript(id)).slice(3)).toEqual([
    "customer: 你好",
    "customer: 回到机器人",
    "system: returned",
    "bot: 回到机器人了",
  ]);
});

describe("a crash while the bot waits for more", () => {
  const crashed = async (file: string) => {
    const before = await coalescing({ file });
    const id = await before.open();
    await send(before, id, "你好", 100, "坏了怎么办");
    await before.store.close();
    return { id, now: before.clock.now() };
  };

  test.each([
    ["in time for more", 10],
    ["long after", 60_000],
    // Nobody waits an hour for a clock that was turned back.
    ["with its clock turned back", -3_600_000],
  ])("leaves one answer owed, and a start %s gives it", async (_, later) => {
    const file = join(await scratchDir(), "fenqi.sqlite");
    const { id, now } = await crashed(file);
    const after = await coalescing({ file, now: now + later });
    await after.patrol.start();
    await after.quiet();
    expect(await after.transcript(id)).toHaveLength(later === 10 ? 2 : 4);
    await after.pass(WINDOW_MS);
    expect((await after.transcript(id)).slice(2)).toEqual(ANSWER);
    expect(await owedIn(after.store)).toEqual([]);
  });
});

test("stopping waits for no more, and answers", async () => {
  const runtime = await coalescing();
  const id = await runtime.open();
  await send(runtime, id, "坏了怎么办");
  await runtime.reception.stop();
  await runtime.turns.stop();
  expect((await runtime.transcript(id)).slice(1)).toEqual(ANSWER);
});
