import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { imageId } from "../../../src/kernel/ids.ts";
import type { Agent } from "../../../src/runtime/desk-ports.ts";
import { newCid } from "../../support/log-events.ts";
import { cid, type SmallDesk, smallDesk } from "../../support/small-desk.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A conversation that Li has, and Wang and the supervisor Chen have not. */
async function deskWithCustomer() {
  const desk = await smallDesk({ assignment: "manual" });
  const [li, wang, chen] = [
    await desk.hire("Li"),
    await desk.hire("Wang"),
    await desk.hire("Chen", { role: "supervisor" }),
  ];
  const id = await desk.ask();
  await desk.room.desk.claim(li, id, false);
  await desk.settle();
  return { desk, li, wang, chen, id, block: blocking(desk, id) };
}

const blocking =
  (desk: SmallDesk, id: Awaited<ReturnType<SmallDesk["ask"]>>) =>
  async (agent: Agent, forMs?: number, why?: string): Promise<void> => {
    await desk.room.desk.block(agent, id, {
      ...(forMs !== undefined && { until: desk.clock.now() + forMs }),
      ...(why && { why }),
    });
    await desk.settle();
  };

const deedsOf = async (desk: SmallDesk, id: Awaited<ReturnType<SmallDesk["ask"]>>) =>
  (await desk.logOf(id)).flatMap(({ body, inside }) => (body.type === "desk" ? { body, inside } : []));

test("a customer whom their agent blocks is refused until then; the log and the audit trail tell who did it and why", async () => {
  const { desk, li, id, block } = await deskWithCustomer();
  const until = desk.clock.now() + HOUR;
  await block(li, HOUR, "只发广告");
  expect(desk.room.board.get(id)?.blockedUntil).toBe(until);
  await expect(desk.reception.say(id, newCid(), "喂")).rejects.toMatchObject({ code: "BLOCKED" });
  expect(await deedsOf(desk, id)).toEqual([
    {
      body: { type: "desk", action: "blocked" },
      inside: {
        by: { id: li.id, name: "Li" },
        did: { action: "block", to: new Date(until).toISOString(), why: "只发广告" },
      },
    },
  ]);
  const [entry] = await desk.room.deskStore.agents.auditTrail({ limit: 10 });
  expect(entry).toMatchObject({
    agentId: li.id,
    action: "block",
    conversationId: id,
    about: { until: new Date(until).toISOString(), why: "只发广告" },
  });
  desk.clock.advance(HOUR);
  await desk.reception.say(id, newCid(), "喂");
});

test("a customer may write again as soon as they are blocked no more", async () => {
  const { desk, li, id, block } = await deskWithCustomer();
  await block(li, DAY);
  await block(li);
  expect(desk.room.board.get(id)?.blockedUntil).toBeUndefined();
  await desk.reception.say(id, newCid(), "喂");
  await block(li);
  expect((await deedsOf(desk, id)).map(({ inside }) => inside?.did)).toEqual([
    expect.objectContaining({ action: "block" }),
    { action: "unblock" },
  ]);
});

test("only who talks to the customer blocks them, and supervisors whoever does", async () => {
  const { desk, wang, chen, id, block } = await deskWithCustomer();
  await expect(block(wang, HOUR)).rejects.toMatchObject({ code: "NOT_YOURS", message: /Li/ });
  expect((await desk.find(id)).blockedUntil).toBeUndefined();
  await block(chen, HOUR);
  expect((await desk.find(id)).blockedUntil).toBe(desk.clock.now() + HOUR);
  await expect(block(wang)).rejects.toMatchObject({ code: "NOT_YOURS" });

  const withBot = await desk.open();
  await expect(blocking(desk, withBot)(wang, HOUR)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await blocking(desk, withBot)(chen, HOUR);
  await expect(desk.reception.say(withBot, newCid(), "喂")).rejects.toMatchObject({ code: "BLOCKED" });
});

test("nobody is blocked for ever, nor until a time that is over", async () => {
  const { desk, li, id, block } = await deskWithCustomer();
  for (const forMs of [0, -1, 30 * DAY + HOUR + 1, Number.NaN]) {
    await expect(block(li, forMs)).rejects.toMatchObject({ code: "MESSAGE_INVALID" });
  }
  expect(await deedsOf(desk, id)).toEqual([]);
  await block(li, 30 * DAY);
  expect((await desk.find(id)).blockedUntil).toBe(desk.clock.now() + 30 * DAY);
});

test("an agent shows the customer an image of this conversation, once however often it is sent", async () => {
  const { desk, li, wang, id } = await deskWithCustomer();
  const imageIn = async (conversationId: typeof id) => {
    const image = {
      id: imageId(randomUUID()),
      conversationId,
      at: desk.clock.now(),
      format: "image/png" as const,
      width: 30,
      height: 20,
      bytes: new Uint8Array([1, 2, 3]),
    };
    await desk.store.images.save(image, { most: 9, since: 0 });
    return image.id;
  };
  const [own, foreign] = [await imageIn(id), await imageIn(await desk.open())];
  const send: typeof desk.room.desk.show = (...args) => desk.room.desk.show(...args);
  const same = cid();
  const first = await send(li, id, same, own);
  expect((await send(li, id, same, own)).seq).toBe(first.seq);
  expect(first).toMatchObject({
    kind: "message",
    from: "agent",
    body: {
      type: "image",
      text: "[图片]",
      alt: "[图片]",
      url: `/api/chat/images/${own}`,
      width: 30,
      height: 20,
    },
    inside: { by: { id: li.id, name: "Li" } },
  });
  await expect(send(li, id, cid(), foreign)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(send(li, id, cid(), "no-such")).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(send(wang, id, cid(), own)).rejects.toMatchObject({ code: "NOT_YOURS" });
});
