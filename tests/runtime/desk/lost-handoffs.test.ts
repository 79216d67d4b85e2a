import { describe, expect, test } from "vitest";
import { randomIds } from "../../../src/adapters/auth/random-ids.ts";
import { newConversation } from "../../../src/conversation/state.ts";
import { customerId } from "../../../src/kernel/ids.ts";
import { InboxLists } from "../../../src/runtime/desk/inbox-lists.ts";
import { handClock } from "../../support/hand-clock.ts";
import { newCid } from "../../support/log-events.ts";
import { cid, smallDesk } from "../../support/small-desk.ts";

// Every way in which a product of this kind is known to have lost a customer between bot and people, as a test.

const ownerOf = async (desk: Awaited<ReturnType<typeof smallDesk>>, id: Parameters<typeof desk.find>[0]) => {
  const { state } = await desk.find(id);
  return "agent" in state ? `${state.phase} ${state.agent.name}` : state.phase;
};

describe("a customer is not lost when", () => {
  test("the bot's reply was computed before an agent took over: it never appears", async () => {
    const desk = await smallDesk({ assignment: "manual" });
    const li = await desk.hire("Li");
    const id = await desk.open();
    await desk.reception.say(id, newCid(), "怎么修");
    // The turn is being computed; the takeover is stored first.
    await desk.room.desk.claim(li, id, false);
    await desk.settle();
    const log = await desk.logOf(id);
    const taken = log.findIndex(({ body }) => body.type === "handoff" && body.status === "assigned");
    expect(taken).toBeGreaterThan(0);
    expect(log.slice(taken).filter(({ from }) => from === "bot")).toEqual([]);
    await desk.say(id, "喂");
    expect((await desk.logOf(id)).slice(taken).filter(({ from }) => from === "bot")).toEqual([]);
  });

  test("a person is assigned: it is that agent's, and in no line any more", async () => {
    const desk = await smallDesk({ assignment: "manual" });
    const li = await desk.hire("Li");
    const id = await desk.ask();
    await desk.room.desk.claim(li, id, false);
    await desk.settle();
    const lists = new InboxLists(desk.room.board);
    expect(lists.list(li, "waiting", 10).ids).toEqual([]);
    expect(lists.list(li, "mine", 10).ids).toEqual([id]);
  });

  test("the agent's browser dies: after the grace the conversation is with a colleague, its history with it", async () => {
    const desk = await smallDesk();
    const li = await desk.hire("Li");
    const id = await desk.ask();
    expect(await ownerOf(desk, id)).toBe("assigned Li");
    await desk.room.desk.say(li, id, cid(), "您好，我看一下");
    desk.room.presence.depart(li.id);
    await desk.hire("Wang");
    await desk.wait(25_000);
    expect(await ownerOf(desk, id)).toBe("assigned Li");
    await desk.wait(15_000);
    expect(await ownerOf(desk, id)).toBe("assigned Wang");
    expect(await desk.transcript(id)).toContain("agent: 您好，我看一下");
  });

  test("nobody has the desk open where the customer is connected: who works elsewhere gets the conversation", async () => {
    const clock = handClock();
    const there = await smallDesk({ clock });
    await there.hire("Li");
    const here = await smallDesk({ clock, file: there.file });
    const id = await here.ask();
    expect(await ownerOf(here, id)).toBe("assigned Li");
  });

  test("word of a change is lost on the way: the list shows it all the same", async () => {
    const clock = handClock();
    const there = await smallDesk({ clock, assignment: "manual" });
    const li = await there.hire("Li");
    const here = await smallDesk({ clock, file: there.file, assignment: "manual" });
    const lists = new InboxLists(there.room.board);
    // No bus connects the two.
    const id = await here.ask();
    expect(lists.list(li, "waiting", 10).ids).toEqual([]);
    await there.wait(11_000);
    expect(lists.list(li, "waiting", 10).ids).toEqual([id]);
  });

  test("it is taken, and the one who has taken it does nothing: a supervisor takes it back or over", async () => {
    const desk = await smallDesk({ assignment: "manual" });
    const [li, boss] = [await desk.hire("Li"), await desk.hire("Boss", { role: "supervisor" })];
    const [first, second] = [await desk.ask(), await desk.ask()];
    for (const id of [first, second]) await desk.room.desk.claim(li, id, false);
    await desk.room.desk.release(boss, first);
    await desk.room.desk.claim(boss, second, true);
    expect([await ownerOf(desk, first), await ownerOf(desk, second)]).toEqual(["waiting", "assigned Boss"]);
  });

  test("it is forwarded to another queue: it is in that line, and with its former agent no more", async () => {
    const desk = await smallDesk({ assignment: "manual" });
    const li = await desk.hire("Li", { queues: ["default"] });
    const wang = await desk.hire("Wang", { queues: ["loans"] });
    const id = await desk.ask();
    await desk.room.desk.claim(li, id, false);
    await desk.room.desk.transfer(li, id, { queue: "loans" }, "关于贷款");
    await desk.settle();
    const lists = new InboxLists(desk.room.board);
    expect([lists.list(li, "mine", 9).ids, lists.list(li, "waiting", 9).ids]).toEqual([[], []]);
    expect(lists.list(wang, "waiting", 9).ids).toEqual([id]);
    await expect(desk.room.desk.say(li, id, cid(), "还在吗")).rejects.toMatchObject({ code: "NOT_YOURS" });
  });

  test("nothing of it is in any memory: what the customer writes goes to the agent, and not to the bot", async () => {
    const clock = handClock();
    const before = await smallDesk({ clock });
    await before.hire("Li");
    const id = await before.ask();
    const after = await smallDesk({ clock, file: before.file });
    await after.say(id, "怎么修");
    expect(await ownerOf(after, id)).toBe("assigned Li");
    expect((await after.transcript(id)).at(-1)).toBe("customer: 怎么修");
  });

  test("the server restarts while an agent is being asked: the offer ends at its time all the same", async () => {
    const clock = handClock();
    const before = await smallDesk({ clock, assignment: "offer" });
    await before.hire("Li");
    const id = await before.ask();
    expect((await before.find(id)).state).toMatchObject({
      phase: "waiting",
      offer: { agent: { name: "Li" } },
    });
    await before.room.stop();
    const after = await smallDesk({ clock, file: before.file, assignment: "manual" });
    after.alarms.start();
    await after.wait(31_000);
    expect((await after.find(id)).state).toMatchObject({ phase: "waiting", passedBy: ["Li"] });
    expect((await after.find(id)).state).not.toHaveProperty("offer");
  });

  test("two agents take it at once: one has it, and the other is told who", async () => {
    const desk = await smallDesk({ assignment: "manual" });
    const [li, wang] = [await desk.hire("Li"), await desk.hire("Wang")];
    const id = await desk.ask();
    const claims = await Promise.allSettled(
      [li, wang].map((agent) => desk.room.desk.claim(agent, id, false)),
    );
    const [lost] = claims.flatMap((claim) => (claim.status === "rejected" ? [claim.reason] : []));
    expect(claims.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(lost).toMatchObject({ code: "TAKEN", message: expect.stringMatching(/^(Li|Wang) has this/) });
  });

  test("something else than text is said: buttons that are pressed reach the agent, too", async () => {
    const desk = await smallDesk();
    await desk.hire("Li");
    const id = await desk.open();
    await desk.say(id, "怎么修");
    const asked = (await desk.logOf(id)).findLast(
      ({ body }) => "options" in body && body.options !== undefined,
    );
    await desk.say(id, "转人工");
    await desk.settle();
    const option = asked !== undefined && "options" in asked.body ? asked.body.options?.[0] : undefined;
    if (asked === undefined || option === undefined) throw new Error("The bot has asked nothing.");
    await desk.reception.choose(id, cid(), { seq: asked.seq, option: option.id });
    await desk.settle();
    expect((await desk.transcript(id)).at(-1)).toBe(`customer: [${option.label}]`);
    expect(await ownerOf(desk, id)).toBe("assigned Li");
  });

  test("many wait at once: nobody gets more than they can have, and nobody's room is left empty", async () => {
    const desk = await smallDesk();
    const ids = [];
    for (let customer = 0; customer < 8; customer += 1) ids.push(await desk.ask());
    // Left as messages, for nobody was there; now they write again, all at once.
    await desk.hire("Li", { capacity: 2 });
    await desk.hire("Wang", { capacity: 3 });
    await Promise.all(ids.map((id) => desk.reception.say(id, newCid(), "有人了吗")));
    await desk.settle();
    const owners = await Promise.all(ids.map((id) => ownerOf(desk, id)));
    expect(owners.filter((owner) => owner === "assigned Li")).toHaveLength(2);
    expect(owners.filter((owner) => owner === "assigned Wang")).toHaveLength(3);
    expect(owners.filter((owner) => owner === "waiting")).toHaveLength(3);
  });

  test("a second agent comes to it later: they see all that the first has said, however long ago", async () => {
    const desk = await smallDesk({ assignment: "manual" });
    const [li, wang] = [await desk.hire("Li"), await desk.hire("Wang")];
    const id = await desk.ask();
    await desk.room.desk.claim(li, id, false);
    await desk.room.desk.say(li, id, cid(), "已经为您处理了");
    const seen: string[] = [];
    await desk.room.desk.transfer(li, id, { agent: wang.id });
    await desk.wait(3_600_000 / 60);
    desk.feeds.follow(id, 0, {
      event: ({ body }) => void seen.push("text" in body ? body.text : body.type),
      typing() {},
      failed(error) {
        throw error;
      },
    });
    await expect.poll(() => seen).toContain("已经为您处理了");
  });

  test("it was resolved while the customer was away: they are told, and what they write next is heard by the bot", async () => {
    const desk = await smallDesk();
    const li = await desk.hire("Li");
    const id = await desk.ask();
    await desk.room.desk.resolve(li, id, "已解决");
    expect(desk.presenceOf(await desk.find(id))).toEqual({ owner: "closed" });
    await desk.say(id, "怎么修");
    expect(await ownerOf(desk, id)).toBe("bot");
    expect((await desk.transcript(id)).at(-1)).toMatch(/^bot: /);
  });

  test("nobody can take it: the message is left, the customer is told so at once, and may ask to be called", async () => {
    const desk = await smallDesk();
    const id = await desk.ask();
    expect((await desk.find(id)).state).toMatchObject({ phase: "offline", ticket: { queue: "default" } });
    const told = (await desk.logOf(id)).at(-1);
    if (told === undefined || !("options" in told.body)) throw new Error("No way is offered.");
    expect(told.body.options?.map((option) => option.id)).toEqual(["call", "bot"]);
    await desk.reception.choose(id, cid(), { seq: told.seq, option: "call" });
    await desk.settle();
    expect((await desk.find(id)).state).toMatchObject({ phase: "offline", ticket: { wantsCall: true } });
    const li = await desk.hire("Li");
    expect(new InboxLists(desk.room.board).list(li, "left", 9).ids).toEqual([id]);
  });

  test("an agent answers other queues from now on: what they have stays in their list", async () => {
    const desk = await smallDesk();
    const li = await desk.hire("Li", { queues: ["default"] });
    const id = await desk.ask();
    const elsewhere = { ...li, queues: ["loans"] };
    expect(new InboxLists(desk.room.board).list(elsewhere, "mine", 9).ids).toEqual([id]);
  });

  test("they come in two windows at once: there is one conversation", async () => {
    const desk = await smallDesk();
    const customer = customerId("shop:42");
    const opened = await Promise.all(
      [1, 2, 3].map(() =>
        desk.store.open(customer, {
          id: randomIds.conversation(),
          identified: true,
          createdAt: desk.clock.now(),
          state: newConversation("zh"),
        }),
      ),
    );
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
  });
});
