import { describe, expect, test } from "vitest";
import { newConversation } from "../../../src/conversation/state.ts";
import { conversationId } from "../../../src/kernel/ids.ts";
import { conversationBrief } from "../../../src/protocol/desk-http.ts";
import { briefOf } from "../../../src/runtime/desk/brief.ts";
import { createDeskReads } from "../../../src/runtime/desk/reads.ts";
import type { Inside, LoggedEvent } from "../../../src/runtime/ports.ts";
import { customerSays } from "../../support/log-events.ts";
import { smallBot } from "../../support/small-bot.ts";
import { smallDesk } from "../../support/small-desk.ts";
import { unknownText } from "../../support/understandings.ts";

/** What an agent is told of a conversation in which this was said. */
async function briefAfter(...texts: readonly string[]) {
  const desk = await smallDesk({ assignment: "manual" });
  const { store, room, content } = desk;
  const { deskStore, presence } = room;
  const li = await desk.hire("Li");
  const id = await desk.open();
  for (const text of texts) await desk.say(id, text);
  return conversationBrief.parse(
    await createDeskReads({ store, deskStore, presence, content }).brief(li, id),
  );
}

const row = {
  id: conversationId("c1"),
  customerId: "shop:1",
  identified: false,
  version: 1,
  last: 2,
  phase: "waiting" as const,
  language: "zh" as const,
  unread: 1,
  tags: [],
  lookers: [],
};

describe("the question that a customer came with", () => {
  test("is what they wrote before they asked for a person", async () => {
    expect((await briefAfter("怎么修", "转人工")).question).toBe("怎么修");
  });

  test.each([["转人工"], ["转人工！"], ["a person"], ["我要和真人说话"], ["let me talk to a person"]])(
    "is not the wish for a person: %s",
    async (wish) => {
      expect(await briefAfter(wish)).not.toHaveProperty("question");
    },
  );

  test("is looked for behind a wish for a person that came first", async () => {
    const brief = await briefAfter("找人工客服", "回到机器人", "东西坏了", "转人工");
    expect(brief.question).toBe("东西坏了");
  });

  test("may hold the wish beside something else", async () => {
    for (const text of ["转人工，东西坏了", "转人工东西坏了"])
      expect((await briefAfter(text, "转人工")).question).toBe(text);
  });
});

describe("what is personal", () => {
  test("is hidden in the question, the latest text and the reason", async () => {
    const brief = await briefAfter("坏了怎么办，我的电话13912345678", "转人工", "卡号6225881234567898");
    expect(brief.question).toBe("坏了怎么办，我的电话139••••5678");
    expect(brief.row.latest?.text).toBe("卡号•••• 7898");
    expect(JSON.stringify(brief)).not.toMatch(/13912345678|6225881234567898/u);
  });

  test("is hidden in what the bot found out, and altogether where authors call a slot or its entity sensitive", () => {
    const bot = smallBot({
      entities: { badge: "entity: badge\npattern: B[a-z]{5}\nsensitive: true\n" },
      dialogs: {
        mend: `
          start: { intents: [mend] }
          slots:
            motto: { type: text, sensitive: true }
            badge: { entity: badge }
            phone: { entity: phone }
            colour: { type: text }
          steps:
            - human: { reason: broken, brief: [motto, badge, phone, colour] }
        `,
      },
    });
    const brief = { motto: "swordfish", badge: "Bxylyl", phone: "13912345678", colour: "green" };
    const handoff = { reason: "says swordfish", queue: "default", brief };
    const said = (seq: number, text: string, inside?: Inside): LoggedEvent => ({
      ...customerSays(text),
      conversationId: row.id,
      seq,
      ...(inside && { inside }),
    });
    const events = [said(1, "口令牌swordfish坏了"), said(2, "转人工", { handoff })];
    const understand = () => unknownText();
    const told = briefOf({ bot, understand }, { state: newConversation("zh"), createdAt: 0 }, events, row);
    expect(conversationBrief.parse(told)).toMatchObject({
      reason: "says ••••",
      question: "口令牌••••坏了",
      facts: [
        { name: "motto", value: "••••" },
        { name: "badge", value: "••••" },
        { name: "phone", value: "139••••5678" },
        { name: "colour", value: "green" },
      ],
    });
    expect(JSON.stringify(told)).not.toMatch(/swordfish|xylyl|13912345678/u);
  });
});

test("the page and the order that the customer looks at are told as they are now, with what is personal in an address hidden", async () => {
  const desk = await smallDesk({ assignment: "manual" });
  const { store, room, content } = desk;
  const { deskStore, presence } = room;
  const li = await desk.hire("Li");
  const id = await desk.open();
  const reads = createDeskReads({ store, deskStore, presence, content });
  expect(await reads.brief(li, id)).not.toHaveProperty("page");
  await desk.reception.look(id, { page: "/orders/7?phone=13812345678", order: "202603091234567" });
  const brief = conversationBrief.parse(await reads.brief(li, id));
  expect(brief.order).toBe("202603091234567");
  expect(brief.page).toMatch(/^\/orders\/7\?phone=/u);
  expect(brief.page).not.toContain("13812345678");
});
