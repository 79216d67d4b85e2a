import { describe, expect, test } from "vitest";
import { conversationId } from "../../../src/kernel/ids.ts";
import { deskSetup, searchQuery, searchReply } from "../../../src/protocol/desk-http.ts";
import { createDeskReads } from "../../../src/runtime/desk/reads.ts";
import { smallDesk } from "../../support/small-desk.ts";

/** A desk with what its agents look up. */
async function readingDesk() {
  const desk = await smallDesk({ assignment: "manual" });
  const { store, room, content } = desk;
  const { deskStore, presence } = room;
  const boss = await desk.hire("Boss", { role: "supervisor" });
  /** A conversation that waits in this queue. */
  const askIn = async (queue: string) => {
    const id = await desk.ask();
    await room.desk.transfer(boss, id, { queue });
    return id;
  };
  return { ...desk, boss, askIn, reads: createDeskReads({ store, deskStore, presence, content }) };
}

const found = async (reply: Promise<unknown>) => searchReply.parse(await reply).rows.map(({ id }) => id);

describe("an agent of one queue", () => {
  test("is told nothing of a conversation of another", async () => {
    const { hire, askIn, reads, boss } = await readingDesk();
    const li = await hire("Li", { queues: ["repay"] });
    const id = await askIn("loans");
    await expect(reads.brief(li, id)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(reads.suggestions(li, id)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await reads.brief(boss, id)).toMatchObject({ row: { id, queue: "loans" } });
  });

  test("is told of one that a supervisor has given to them, whatever its queue", async () => {
    const { hire, askIn, reads, room, boss } = await readingDesk();
    const li = await hire("Li", { queues: ["repay"] });
    const id = await askIn("loans");
    await expect(room.desk.claim(li, id, false)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await room.desk.claim(boss, id, false);
    await room.desk.transfer(boss, id, { agent: li.id });
    expect(await reads.brief(li, id)).toMatchObject({ row: { id } });
    await room.desk.claim(li, id, false);
    expect(await reads.brief(li, id)).toMatchObject({ row: { id, phase: "assigned" } });
  });

  test("finds none of another queue, and is brought the next that they may see in their place", async () => {
    const { hire, askIn, reads, boss, clock } = await readingDesk();
    const li = await hire("Li", { queues: ["repay"] });
    const ids: string[] = [];
    for (const queue of ["repay", "loans", "loans", "repay", "loans"]) {
      ids.push(await askIn(queue));
      clock.advance(1000);
    }
    const [first, , , fourth] = ids;
    const page = searchReply.parse(await reads.search(li, searchQuery.parse({ limit: 1 })));
    expect(page.rows.map(({ id }) => id)).toEqual([fourth]);
    const rest = reads.search(li, searchQuery.parse({ limit: 1, before: page.next }));
    expect(await found(rest)).toEqual([first]);
    expect(await found(reads.search(li, searchQuery.parse({})))).toEqual([fourth, first]);
    expect(await found(reads.search(boss, searchQuery.parse({})))).toEqual(ids.toReversed());
  });
});

test("what is found is shown with what is personal hidden", async () => {
  const { ask, say, reads, boss } = await readingDesk();
  const id = await ask();
  await say(id, "身份证110101199003071233");
  const { rows } = await reads.search(boss, searchQuery.parse({ text: "身份证" }));
  expect(rows.map(({ latest }) => latest?.text)).toEqual(["身份证110••••33"]);
});

test("there is nothing to tell of a conversation that there is not", async () => {
  const { reads, boss } = await readingDesk();
  expect(await reads.brief(boss, conversationId("none"))).toBeUndefined();
  expect(await reads.suggestions(boss, conversationId("none"))).toBeUndefined();
});

test("the desk offers the queues with their limits, and what customers come with", async () => {
  const { reads } = await readingDesk();
  const setup = deskSetup.parse(await reads.setup());
  expect(setup.queues).toEqual([
    { id: "default", zh: "default", en: "default", takeWithinMs: 120_000, answerWithinMs: 120_000 },
  ]);
  expect(setup.intents).toEqual([
    { id: "human.agent", zh: "找人工", en: "A person" },
    { id: "mend", zh: "怎么修", en: "How to mend" },
  ]);
  expect(setup.dialogs).toEqual([{ id: "mend", zh: "修理", en: "Mending" }]);
});
