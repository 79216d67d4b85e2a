import { afterAll, beforeAll, expect, onTestFailed, onTestFinished, test } from "vitest";
import type { MessageAck } from "../../src/protocol/chat.ts";
import { freshSeed } from "../support/chance.ts";
import { type ChatClient, chatClient } from "../support/chat-client.ts";
import type { FaultProxy } from "../support/fault-proxy.ts";
import { compileProgram } from "../support/server-process.ts";
import { describeWithPostgres, describeWithRedis } from "../support/services.ts";
import { waitUntil } from "./house.ts";
import { words } from "./noting-bot.ts";
import { openPair } from "./pair.ts";

const SEED = Number(process.env["FENQI_CHAOS_SEED"] || freshSeed());
const CUSTOMERS = 30;
const TEST_MS = 180_000;

/** A server that the database does not answer has to know it by then, on a busy machine too. */
const REPLY_MS = 25_000;
const RETURN_MS = 300;

let program: ReturnType<typeof compileProgram>;

beforeAll(() => {
  program = compileProgram();
}, 60_000);

afterAll(() => program.remove());

describeWithPostgres("two servers on one PostgreSQL", (freshDatabase) => {
  describeWithRedis("and one Redis", (redisUrl) => {
    const openTwo = async () => {
      onTestFailed(({ task }) => {
        console.error(
          `Again: FENQI_CHAOS_SEED=${SEED} npx vitest run tests/chaos/two-servers.test.ts -t "${task.name}"`,
        );
      });
      return openPair({ main: program.main, seed: SEED, databaseUrl: await freshDatabase(), redisUrl });
    };

    test(
      "one is killed: its customers go on at the other, and nothing is lost or repeated",
      async () => {
        const { house, start, first, second } = await openTwo();
        house.invite(CUSTOMERS);
        for (const victim of [first, second]) {
          await settled(house.customers, 100);
          victim.kill();
          await victim.ended;
          await settled(house.customers, 100);
          await start();
        }
        await house.settle();
        expect(await house.judge()).toEqual([]);
      },
      TEST_MS,
    );

    test(
      "one is killed with answers owed: the other gives them, and nobody has to ask again",
      async () => {
        const { house, first } = await openTwo();
        house.invite(CUSTOMERS);
        await settled(house.customers, 100);
        for (const customer of house.customers) customer.rest();
        for (const customer of house.customers) customer.say(`${customer.name}last`);
        // Taken in, and most of them not answered yet: each answer needs a call.
        await settled(house.customers, CUSTOMERS / 3);
        first.kill();
        await house.settle();
        expect(await house.judge()).toEqual([]);
      },
      TEST_MS,
    );

    test(
      "two windows of a conversation at different servers see the same, as it happens",
      async () => {
        const { first, second } = await openTwo();
        const [here, there] = await twoWindows(first.url, second.url);
        await begin(here);
        const texts = Array.from({ length: 20 }, (_, index) => `t${index}`);
        await Promise.all(texts.map((text, index) => (index % 2 === 0 ? here : there).say(text)));
        for (const window of [here, there])
          await window.until(() => texts.every((text) => isNoted(window, text)));
        await waitUntil(() => there.seen.length === here.seen.length, 10_000);
        expect(there.seen).toEqual(here.seen);
        expect(here.seen.map(({ seq }) => seq)).toEqual(here.seen.map((_, index) => index + 1));
      },
      TEST_MS,
    );

    test.each(failures)(
      "Redis %s: customers are answered all the same, both windows see it, and it heals",
      async (_, fail) => {
        const { house, redis, first, second } = await openTwo();
        house.invite(CUSTOMERS);
        const [here, there] = await twoWindows(first.url, second.url);
        await begin(here);
        fail(redis);
        for (const [window, text] of [
          [here, "away1"],
          [there, "away2"],
        ] as const) {
          expect(await window.say(text)).toMatchObject({ ok: true });
          for (const each of [here, there]) await each.until(() => isNoted(each, text));
        }
        await settled(house.customers, 100);
        redis.mend();
        expect(await here.say("back")).toMatchObject({ ok: true });
        for (const each of [here, there]) await each.until(() => isNoted(each, "back"));
        await waitUntil(() => there.seen.length === here.seen.length, 10_000);
        expect(there.seen).toEqual(here.seen);
        await house.settle();
        expect(await house.judge()).toEqual([]);
      },
      TEST_MS,
    );

    test.each(failures)(
      "PostgreSQL %s: messages are refused as to be sent again, and arrive when it is back",
      async (_, fail) => {
        const { house, database, first, second } = await openTwo();
        house.invite(CUSTOMERS);
        const [here, there] = await twoWindows(first.url, second.url);
        await begin(here);
        fail(database);
        for (const window of [here, there]) {
          expect(await replyTo(window, "refused")).toMatchObject({ ok: false, error: { retryable: true } });
        }
        database.mend();
        await waitUntil(async () => (await replyTo(here, "again")).ok, 30_000);
        for (const each of [here, there]) await each.until(() => isNoted(each, "again"));
        await house.settle();
        expect(await house.judge()).toEqual([]);
      },
      TEST_MS,
    );

    test(
      "one hangs, is given up, and wakes again: the bot does not say twice what both had begun",
      async () => {
        const { house, takeOut, putBack, first, second } = await openTwo();
        house.invite(CUSTOMERS);
        for (const victim of [first, second]) {
          await settled(house.customers, 100);
          victim.freeze();
          takeOut(victim);
          await settled(house.customers, 100);
          victim.thaw();
          putBack(victim);
        }
        await house.settle();
        expect(await house.judge()).toEqual([]);
      },
      TEST_MS,
    );

    test(
      "both are stopped and replaced in turn: nothing is lost or repeated",
      async () => {
        const { house, start, first, second } = await openTwo();
        house.invite(CUSTOMERS);
        for (const old of [first, second]) {
          await settled(house.customers, 100);
          await start();
          old.stop();
          expect(await old.ended, old.stderr).toBe(0);
        }
        await settled(house.customers, 100);
        await house.settle();
        expect(await house.judge()).toEqual([]);
      },
      TEST_MS,
    );
  });
});

const failures: readonly (readonly [string, (proxy: FaultProxy) => void])[] = [
  ["is away", (proxy) => proxy.cut()],
  ["says nothing any more", (proxy) => proxy.swallow()],
];

/** Waits until so much more has been taken in from customers, and everybody has got something in. */
async function settled(customers: Parameters<typeof countSettled>[0], more: number): Promise<void> {
  const goal = countSettled(customers) + more;
  expect(await waitUntil(() => countSettled(customers) >= goal, 60_000, 10)).toBe(true);
}

function countSettled(
  customers: readonly { readonly sent: readonly { readonly status: string }[] }[],
): number {
  return customers.flatMap(({ sent }) => sent).filter(({ status }) => status === "settled").length;
}

async function twoWindows(one: string, other: string): Promise<readonly [ChatClient, ChatClient]> {
  const first = await chatClient(one);
  const second = await chatClient(other, { token: first.session.token });
  for (const window of [first, second]) keepConnected(window);
  return [first, second];
}

/** As a widget does: socket.io does not come back by itself when it was refused, or sent away. */
function keepConnected({ socket }: ChatClient): void {
  let isOver = false;
  onTestFinished(() => void (isOver = true));
  const comeBack = () => setTimeout(() => !isOver && !socket.active && socket.connect(), RETURN_MS);
  socket.on("connect_error", comeBack);
  socket.on("disconnect", (reason) => void (reason !== "io client disconnect" && comeBack()));
}

async function begin(client: ChatClient): Promise<void> {
  await client.say(words.begin);
  await client.until((seen) => seen.some(({ body }) => "text" in body && body.text === words.next));
}

/** What becomes of one try, in bounded time. A connection that is closed says the same as a refusal: try again. */
async function replyTo({ socket }: ChatClient, text: string, cid: string = text): Promise<MessageAck> {
  if (!socket.connected) return closed;
  const broken = new Promise<MessageAck>((resolve) => void socket.once("disconnect", () => resolve(closed)));
  const reply = socket.timeout(REPLY_MS).emitWithAck("message", { cid, text });
  return Promise.race([broken, reply]);
}

const closed: MessageAck = { ok: false, error: { code: "CLOSED", message: "", retryable: true } };

function isNoted({ seen }: ChatClient, text: string): boolean {
  return seen.some(({ body }) => "text" in body && body.text.split(/\s/).slice(1).includes(text));
}
