import { describe, expect, test } from "vitest";
import { cid, smallDesk } from "../../support/small-desk.ts";

/** A desk with an agent of one queue, and a conversation that waits in another. */
async function twoQueues() {
  const desk = await smallDesk({ assignment: "manual" });
  const boss = await desk.hire("Boss", { role: "supervisor" });
  const li = await desk.hire("Li", { queues: ["repay"] });
  const id = await desk.ask();
  await desk.room.desk.transfer(boss, id, { queue: "loans" });
  const rowOf = async () => (await desk.room.deskStore.rows([id]))[0];
  return { ...desk, boss, li, id, rowOf };
}

describe("in a conversation of another queue", () => {
  test("an agent writes no note, sets no tag, and marks nothing as seen", async () => {
    const { room, li, id, logOf, rowOf } = await twoQueues();
    const [log, row] = [await logOf(id), await rowOf()];
    for (const attempt of [
      room.desk.note(li, id, cid(), "老客户"),
      room.desk.tag(li, id, ["急"]),
      room.desk.seen(li, id, 1),
    ])
      await expect(attempt).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect([await logOf(id), await rowOf()]).toEqual([log, row]);
  });

  test("an agent neither takes it, nor puts it first, nor sends it anywhere", async () => {
    const { room, li, id, logOf, rowOf } = await twoQueues();
    const [log, row] = [await logOf(id), await rowOf()];
    for (const attempt of [
      () => room.desk.claim(li, id, false),
      () => room.desk.claim(li, id, true),
      () => room.desk.prioritize(li, id, 2),
      () => room.desk.release(li, id),
      () => room.desk.transfer(li, id, { queue: "repay" }),
      () => room.desk.transfer(li, id, { agent: li.id }),
      () => room.desk.handBack(li, id),
      () => room.desk.snooze(li, id, 8.64e15),
      () => room.desk.resolve(li, id),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect([await logOf(id), await rowOf()]).toEqual([log, row]);
  });

  test("an agent to whom it was transferred takes it, and sees it before; a colleague of theirs does not", async () => {
    const { hire, room, boss, li, id, rowOf } = await twoQueues();
    const wang = await hire("Wang", { queues: ["repay"] });
    await room.desk.transfer(boss, id, { agent: li.id });
    await expect(room.desk.claim(wang, id, true)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await room.desk.seen(li, id, 1);
    await room.desk.claim(li, id, false);
    expect(await rowOf()).toMatchObject({ ownership: { phase: "assigned", agent: { name: "Li" } } });
    await room.desk.transfer(li, id, { queue: "loans" });
    await expect(room.desk.claim(li, id, false)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("a supervisor does all of it, and so does the agent once it is theirs", async () => {
    const { room, boss, li, id, logOf, rowOf } = await twoQueues();
    await room.desk.note(boss, id, cid(), "请回电");
    await room.desk.tag(boss, id, ["急"]);
    await room.desk.transfer(boss, id, { agent: li.id });
    await room.desk.claim(li, id, false);
    await room.desk.note(li, id, cid(), "已回电");
    await room.desk.tag(li, id, ["急", "已回电"]);
    await room.desk.seen(li, id, 1);
    expect(await rowOf()).toMatchObject({ tags: ["已回电", "急"].sort(), seen: 1 });
    const notes = (await logOf(id)).filter(({ kind }) => kind === "note");
    expect(notes.map(({ inside }) => inside?.by?.name)).toEqual(["Boss", "Li"]);
  });
});

test("what is the bot's is every agent's to note and tag", async () => {
  const desk = await smallDesk({ assignment: "manual" });
  const li = await desk.hire("Li", { queues: ["repay"] });
  const id = await desk.open();
  await desk.room.desk.note(li, id, cid(), "老客户");
  await desk.room.desk.tag(li, id, ["急"]);
  expect((await desk.room.deskStore.rows([id]))[0]).toMatchObject({ tags: ["急"] });
});
