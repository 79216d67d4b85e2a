import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { AppError } from "../../src/kernel/errors.ts";
import type { ConversationId } from "../../src/kernel/ids.ts";
import type { Integrations } from "../../src/runtime/integration-ports.ts";
import type { Publication } from "../../src/runtime/publisher.ts";
import { askingContent } from "../support/asking-bot.ts";
import { deferred } from "../support/deferred.ts";
import { newCid } from "../support/log-events.ts";
import { publishFiles } from "../support/mending-bot.ts";
import { scratchDir } from "../support/scratch.ts";
import { fine, shopSystems } from "../support/shop-systems.ts";
import { type SmallRuntime, smallRuntime } from "../support/small-runtime.ts";

let published: Publication;

beforeAll(async () => {
  published = await publishFiles(askingContent());
});

const connected = (integrations: Integrations, more: Parameters<typeof smallRuntime>[0] = {}) =>
  smallRuntime({ published, integrations, ...more });

/** Sends a text without waiting for its answer. */
const begin = async ({ reception }: SmallRuntime, id: ConversationId, text: string) => {
  await reception.say(id, newCid(), text);
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
};

const said = async ({ transcript }: SmallRuntime, id: ConversationId) =>
  (await transcript(id)).filter((line) => !line.startsWith("customer"));

describe("a turn that asks the shop's systems", () => {
  test("goes on by what they say, and is logged as a whole", async () => {
    const runtime = await connected(shopSystems(() => fine(500)));
    const id = await runtime.open();
    await runtime.say(id, "查额度");
    expect(await said(runtime, id)).toEqual(["bot: 我看一下", "bot: 还有500元"]);
    expect((await runtime.find(id)).version).toBe(1);
  });

  test("keeps what each call came to with its first message, and nothing of what was sent, or came undeclared", async () => {
    const runtime = await connected(
      shopSystems(
        () => ({ outcome: "short" }),
        () => fine(),
      ),
    );
    const id = await runtime.open();
    await runtime.say(id, "查额度");
    const [, first, ...more] = await runtime.logOf(id);
    const at = runtime.clock.now();
    const { secret: _secret, ...declared } = fine().fields;
    expect(first?.inside?.calls).toEqual([
      { action: "account.limit", outcome: "short", fields: {}, at, ms: 0 },
      { action: "account.limit", outcome: "fine", fields: declared, at, ms: 0 },
    ]);
    expect(more.flatMap(({ inside }) => inside?.calls ?? [])).toEqual([]);
    expect(JSON.stringify(await runtime.logOf(id))).not.toMatch(/A-1|s3cret/u);
  });

  test("names each call by the conversation, the message and its number, so that a repeated one is known", async () => {
    const systems = shopSystems(
      () => fine(),
      () => ({ outcome: "short" }),
      () => fine(),
    );
    const runtime = await connected(systems);
    const id = await runtime.open();
    await runtime.say(id, "查额度");
    await runtime.say(id, "查额度");
    expect(systems.asked.map(({ key, request }) => [key, request.input["order"]])).toEqual([
      [`${id}:1:1`, "A-1"],
      [`${id}:4:1`, "A-1"],
      [`${id}:4:2`, "A-2"],
    ]);
  });

  test("gets the fields that its action declares, and no others", async () => {
    const runtime = await connected(shopSystems(() => fine()));
    const id = await runtime.open();
    await runtime.say(id, "查额度");
    const { available, ...rest } = fine().fields;
    const { secret: _secret, ...declared } = rest;
    expect((await runtime.find(id)).state.dialog.results).toEqual({
      limit: { outcome: "fine", available, ...declared },
    });
  });
});

describe("a call that goes wrong", () => {
  test.each([
    ["fails", () => Promise.reject(new TypeError("no route for order A-1"))],
    [
      "fails at once",
      () => {
        throw new AppError("INTERNAL", "order A-1 is unknown");
      },
    ],
    ["fails with no error at all", () => Promise.reject("A-1")],
  ])("because it %s takes the way for errors, and what was sent stays out of the log", async (_, fail) => {
    const runtime = await connected(shopSystems(fail));
    const id = await runtime.open();
    await runtime.say(id, "查额度");
    expect(await said(runtime, id)).toEqual(["bot: 我看一下", "bot: 查不到"]);
    expect(runtime.log.errors).toMatchObject([
      { message: "A call failed.", fields: { action: "account.limit" } },
    ]);
    expect(JSON.stringify(runtime.log.errors)).not.toContain("A-1");
  });

  const bills = (rows: unknown) => ({ ...fine(), fields: { ...fine().fields, bills: rows } });
  test.each([
    ["nothing", undefined, "It names no outcome."],
    ["a text", "fine", "It names no outcome."],
    ["an outcome nobody declared", { outcome: "toString", fields: {} }, "It names an outcome that"],
    ["no fields", { outcome: "fine" }, 'Its field "available" is not a number.'],
    ["fields that are a list", { outcome: "fine", fields: [] }, "Its fields are no record."],
    ["a number that is none", fine(Number.NaN), 'Its field "available" is not a number.'],
    ["a list that is none", bills("2026"), 'Its field "bills" is not a list'],
    ["a list of something else", bills([{ due: 7 }]), 'Its field "bills" is not a list'],
    [
      "a list without end",
      bills(Array.from({ length: 101 }, () => ({ due: "" }))),
      'Its field "bills" is not',
    ],
    [
      "a text without end",
      { outcome: "fine", fields: { ...fine().fields, currency: "很".repeat(2001) } },
      'Its field "currency" is not a text',
    ],
  ])("because it brings %s takes the way for errors, and the log says why", async (_, brought, reason) => {
    const runtime = await connected(shopSystems(() => brought));
    const id = await runtime.open();
    await runtime.say(id, "查额度");
    expect((await said(runtime, id)).at(-1)).toBe("bot: 查不到");
    expect(runtime.log.errors).toMatchObject([{ fields: { reason: expect.stringContaining(reason) } }]);
  });

  test("because it brings an error of its own takes the way for errors", async () => {
    const runtime = await connected(shopSystems(() => ({ outcome: "error", fields: { available: 1 } })));
    const id = await runtime.open();
    await runtime.say(id, "查额度");
    expect((await runtime.find(id)).state.dialog.results).toEqual({ limit: { outcome: "error" } });
  });
});

describe("a call that hangs", () => {
  const hanging = async () => {
    const systems = shopSystems(
      () => new Promise(() => {}),
      () => fine(),
    );
    const runtime = await connected(systems);
    const id = await runtime.open();
    const seen: unknown[] = [];
    runtime.feeds.follow(id, 0, {
      event: ({ seq }) => seen.push(seq),
      typing: (_, on) => seen.push(on),
      failed() {},
    });
    await begin(runtime, id, "查额度");
    return { ...runtime, runtime, systems, id, seen };
  };

  test("is given up at its deadline, told so, and takes the way for that", async () => {
    const { runtime, systems, id, clock, pass } = await hanging();
    clock.advance(4999);
    expect(systems.asked[0]?.signal.aborted).toBe(false);
    await pass(1);
    expect(systems.asked[0]?.signal.aborted).toBe(true);
    expect(await said(runtime, id)).toEqual(["bot: 我看一下", "bot: 太久了"]);
    expect((await runtime.logOf(id))[1]?.inside?.calls).toEqual([
      { action: "account.limit", outcome: "timeout", fields: {}, at: clock.now(), ms: 5000 },
    ]);
    expect(clock.pending).toEqual([]);
  });

  test("shows that an answer is on its way until it is there", async () => {
    const { seen, pass } = await hanging();
    expect(seen).toEqual([1, true]);
    await pass(5000);
    expect(seen).toEqual([1, true, 2, 3, false]);
  });

  test("holds up nobody else, and no message of its own customer", async () => {
    const { runtime, id, pass } = await hanging();
    const other = await runtime.open();
    await begin(runtime, other, "查额度");
    expect(await said(runtime, other)).toEqual(["bot: 我看一下", "bot: 还有500元"]);
    await begin(runtime, id, "查额度");
    expect(await runtime.transcript(id)).toEqual(["customer: 查额度", "customer: 查额度"]);
    await pass(5000);
    expect(await said(runtime, id)).toEqual([
      "bot: 我看一下",
      "bot: 太久了",
      "bot: 我看一下",
      "bot: 还有500元",
    ]);
  });
});

describe("a turn that is taken again", () => {
  test("because the conversation moved on makes its calls again by the same names", async () => {
    let commits = 0;
    const systems = shopSystems(() => fine());
    const runtime = await connected(systems, {
      wrapStore: (store) => ({
        ...store,
        async commitTurn(id, turn) {
          commits += 1;
          return commits === 1 ? { type: "moved" } : store.commitTurn(id, turn);
        },
      }),
    });
    const id = await runtime.open();
    await runtime.say(id, "查额度");
    expect(await said(runtime, id)).toEqual(["bot: 我看一下", "bot: 还有500元"]);
    expect(systems.asked.map(({ key }) => key)).toEqual([`${id}:1:1`, `${id}:1:1`]);
  });

  test("because the store failed makes its calls again by the same names", async () => {
    let isDown = true;
    const systems = shopSystems(() => fine());
    const runtime = await connected(systems, {
      wrapStore: (store) => ({
        ...store,
        commitTurn(id, turn) {
          if (isDown) throw new AppError("STORE_UNAVAILABLE", "The disk is full.");
          return store.commitTurn(id, turn);
        },
      }),
    });
    const id = await runtime.open();
    await runtime.say(id, "查额度");
    isDown = false;
    await runtime.pass(250);
    expect(await said(runtime, id)).toEqual(["bot: 我看一下", "bot: 还有500元"]);
    expect(systems.asked.map(({ key }) => key)).toEqual([`${id}:1:1`, `${id}:1:1`]);
  });

  test("by another process while a call hung is answered once, and the calls have the same names", async () => {
    const file = join(await scratchDir(), "fenqi.sqlite");
    const late = deferred<unknown>();
    const [slow, quick] = [shopSystems(() => late.promise), shopSystems(() => fine(700))];
    const first = await connected(slow, { file });
    const id = await first.open();
    await begin(first, id, "查额度");
    const second = await connected(quick, { file });
    await second.patrol.start();
    await second.quiet();
    late.resolve(fine(300));
    await first.quiet();
    expect(await said(first, id)).toEqual(["bot: 我看一下", "bot: 还有700元"]);
    expect(slow.asked[0]?.key).toBe(quick.asked[0]?.key);
  });
});

test("with no systems connected, every call takes the way for errors at once", async () => {
  const runtime = await smallRuntime({ published });
  const id = await runtime.open();
  await runtime.say(id, "查额度");
  expect(await said(runtime, id)).toEqual(["bot: 我看一下", "bot: 查不到"]);
});
