import { expect, onTestFinished, test } from "vitest";
import { openDeskBell } from "../../../src/adapters/socket/desk-bell.ts";
import { newCid } from "../../support/log-events.ts";
import { cid, smallDesk } from "../../support/small-desk.ts";

const limits = { takeWithinMs: 40_000, answerWithinMs: 20_000 };

/** A desk whose queue wants customers taken within 40 s and answered within 20, and everything that agents have heard. */
async function ringingDesk() {
  const desk = await smallDesk({ assignment: "manual" });
  const heard: string[] = [];
  const { clock, room } = desk;
  const close = openDeskBell({
    room,
    bot: () => ({
      queues: new Map([["default", { id: "default", title: { zh: "默认", en: "Default" }, ...limits }]]),
    }),
    clock,
    timers: clock,
    isHeard: () => true,
    tell: (alerts) => heard.push(...alerts.map(({ agent, alert }) => `${agent}: ${alert.kind}`)),
  });
  onTestFinished(close);
  const say = async (id: Awaited<ReturnType<typeof desk.ask>>, text: string) => {
    await desk.reception.say(id, newCid(), text);
    await desk.settle();
  };
  return { desk, say, heard: () => heard.splice(0) };
}

test("where nobody is assigned by itself, who could take a customer hears of them, and once more before it is late", async () => {
  const { desk, heard } = await ringingDesk();
  await desk.hire("Li");
  await desk.hire("Wang", { queues: ["loans"] });
  await desk.ask();
  expect(heard()).toEqual(["Li: waiting"]);
  await desk.wait(29_000);
  expect(heard()).toEqual([]);
  await desk.wait(6_000);
  expect(heard()).toEqual(["Li: waitingSoon"]);
  await desk.wait(60_000);
  expect(heard()).toEqual([]);
});

test("an agent hears what a customer of theirs writes once a second at most, and that they have not answered", async () => {
  const { desk, say, heard } = await ringingDesk();
  const li = await desk.hire("Li");
  const id = await desk.ask();
  await desk.room.desk.claim(li, id, false);
  await desk.settle();
  await desk.room.desk.say(li, id, cid(), "您好");
  await desk.settle();
  heard();
  for (const text of ["喂", "在吗", "有人吗"]) await say(id, text);
  expect(heard()).toEqual(["Li: wrote"]);
  await desk.wait(1_000);
  await say(id, "急");
  expect(heard()).toEqual(["Li: wrote"]);
  await desk.wait(18_000);
  expect(heard()).toEqual(["Li: soon"]);
  await desk.wait(6_000);
  expect(heard()).toEqual(["Li: overdue"]);
});

test("what the desk assigns by itself is put down to the account of who has it, whatever others are called", async () => {
  const desk = await smallDesk({ assignment: "auto" });
  const li = await desk.hire("Li");
  const id = await desk.ask();
  const assigned = (await desk.logOf(id)).find(
    ({ body }) => body.type === "handoff" && body.status === "assigned",
  );
  expect(assigned?.inside).toEqual({ by: { id: li.id, name: "Li" }, did: { action: "assign", to: "Li" } });
});
