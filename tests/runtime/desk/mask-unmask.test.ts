import { describe, expect, test } from "vitest";
import { AppError } from "../../../src/kernel/errors.ts";
import { conversationId } from "../../../src/kernel/ids.ts";
import { unmask } from "../../../src/runtime/desk/unmask.ts";
import { smallDesk } from "../../support/small-desk.ts";

const TEXT = "我的卡号是6225881234567898";

/** A desk at which Li has a conversation whose customer has written their card's number. */
async function deskWithCard() {
  const desk = await smallDesk({ assignment: "manual" });
  const [li, wang] = [await desk.hire("Li"), await desk.hire("Wang")];
  const boss = await desk.hire("Boss", { role: "supervisor" });
  const id = await desk.ask();
  await desk.room.desk.claim(li, id, false);
  await desk.say(id, TEXT);
  const { seq } = (await desk.logOf(id)).at(-1) ?? { seq: 0 };
  const { agents } = desk.room.deskStore;
  const around = { store: desk.store, agents, clock: desk.clock };
  const trail = async () =>
    (await agents.auditTrail({ limit: 10 })).map(({ agentId, action, conversationId: of, about }) => ({
      agentId,
      action,
      of,
      about,
    }));
  return { ...desk, li, wang, boss, id, seq, agents, around, trail };
}

describe("what is hidden in a message", () => {
  test("is shown to the agent who has the conversation, and that is in the audit trail", async () => {
    const { around, li, id, seq, trail } = await deskWithCard();
    const event = await unmask(around, li, id, seq);
    expect(event).toMatchObject({ seq, body: { type: "text", text: TEXT } });
    expect(event).not.toHaveProperty("masked");
    expect(await trail()).toEqual([{ agentId: li.id, action: "unmask", of: id, about: { seq } }]);
  });

  test("is shown to who has put the conversation aside", async () => {
    const { around, li, id, seq, room, clock } = await deskWithCard();
    await room.desk.snooze(li, id, clock.now() + 3_600_000);
    expect((await unmask(around, li, id, seq)).body).toMatchObject({ text: TEXT });
  });

  test("is shown to supervisors and admins, whoever has the conversation", async () => {
    const { around, boss, id, seq, trail, hire } = await deskWithCard();
    const ada = await hire("Ada", { role: "admin" });
    expect((await unmask(around, boss, id, seq)).body).toMatchObject({ text: TEXT });
    expect((await unmask(around, ada, id, seq)).body).toMatchObject({ text: TEXT });
    expect((await trail()).map(({ agentId }) => agentId)).toEqual([ada.id, boss.id]);
  });

  test("is not shown to a colleague, nor to an agent who has it no more", async () => {
    const { around, li, wang, id, seq, room, trail } = await deskWithCard();
    await expect(unmask(around, wang, id, seq)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await room.desk.release(li, id);
    await expect(unmask(around, li, id, seq)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await trail()).toEqual([]);
  });

  test("is not shown when it cannot be noted that it was", async () => {
    const { around, li, id, seq } = await deskWithCard();
    const agents = {
      audit: async () => {
        throw new AppError("STORE_UNAVAILABLE", "The disk is full.");
      },
    };
    await expect(unmask({ ...around, agents }, li, id, seq)).rejects.toMatchObject({
      code: "STORE_UNAVAILABLE",
    });
  });

  test("is not there when there is no such message or no such conversation", async () => {
    const { around, boss, id, seq, trail } = await deskWithCard();
    await expect(unmask(around, boss, id, seq + 1)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(unmask(around, boss, conversationId("none"), 1)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await trail()).toEqual([]);
  });
});
