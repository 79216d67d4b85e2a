import { describe, expect, test } from "vitest";
import type { ConversationEvent } from "../../src/conversation/event.ts";
import { type ConversationState, newConversation, ownedBy } from "../../src/conversation/state.ts";
import { transition } from "../../src/conversation/transition.ts";
import type { Ownership, Ticket } from "../../src/desk/ownership.ts";
import { agentId } from "../../src/kernel/ids.ts";
import { smallBot } from "../support/small-bot.ts";
import { understood, unknownText } from "../support/understandings.ts";

const bot = smallBot({
  dialogs: {
    repay: `
      start: { intents: [repay] }
      slots: { period: { type: number } }
      steps:
        - ask: 登录了吗？
          yesno: { yes: end, no: end }
    `,
    loan: `
      start: { phrases: [贷款] }
      steps:
        - say: 说说贷款
        - ask: 要多少？
          yesno: { yes: end, no: end }
    `,
  },
});

const li = { id: agentId("Li"), name: "Li" };
const ticket: Ticket = { queue: "default", since: 1, urgency: 0 };
const said = (text: string, understanding = unknownText(), at = 5): ConversationEvent => ({
  type: "said",
  text,
  understanding,
  parts: [],
  at,
});
const chose = (option: string): ConversationEvent => ({ type: "chose", option, at: 5 });

const showed: ConversationEvent = { type: "showed", at: 5 };

const nobodyThere = { identified: false, isStaffed: () => false };
const somebodyThere = { identified: false };

function after(state: ConversationState, event: ConversationEvent, circumstances = somebodyThere) {
  const { state: next, effects } = transition(bot, state, event, circumstances);
  return { next, told: effects.map((effect) => (effect.type === "say" ? effect.body.text : effect.type)) };
}

const asking = after(newConversation("zh"), said("还款", understood("repay"))).next;
const owned = (ownership: Ownership): ConversationState => ownedBy(asking, ownership);

describe("asking for a person while nobody of the queue is there", () => {
  const left = after(asking, said("转人工"), nobodyThere);

  test("leaves the message, says so, and offers to call and the way back to the bot", () => {
    expect(left.next).toMatchObject({ phase: "offline", ticket: { queue: "default", since: 5 }, epoch: 1 });
    expect(left.told).toEqual(["requestHandoff", "没有人在线"]);
  });

  test("is closed for the night in other words", () => {
    const closed = { ...bot, hours: { zone: "Asia/Shanghai", weekly: [], holidays: [] } };
    const { effects } = transition(closed, asking, said("转人工"), somebodyThere);
    expect(effects.at(-1)).toMatchObject({ type: "say", body: { text: "现在没人" } });
  });

  test("notes the wish to be called", () => {
    const called = after(left.next, chose("call"), nobodyThere);
    expect(called.next).toMatchObject({ phase: "offline", ticket: { wantsCall: true } });
    expect(called.told).toEqual(["会回电"]);
  });

  test("keeps what is written, in silence", () => {
    expect(after(left.next, said("我的订单是 42"), nobodyThere)).toEqual({ next: left.next, told: [] });
  });

  test("keeps an image, in silence", () => {
    expect(after(left.next, showed, nobodyThere)).toEqual({ next: left.next, told: [] });
  });

  test("gets in line when the customer sends an image and somebody is there", () => {
    const back = after(left.next, showed);
    expect(back.next).toMatchObject({ phase: "waiting", ticket: { since: 5 } });
    expect(back.told).toEqual(["queue", "请稍等"]);
  });

  test("gets in line, where it has been since, when the customer writes and somebody is there", () => {
    const back = after(left.next, said("有人吗", unknownText(), 99));
    expect(back.next).toMatchObject({ phase: "waiting", ticket: { since: 5 } });
    expect(back.told).toEqual(["queue", "请稍等"]);
  });

  test("goes back to the bot by its words", () => {
    expect(after(left.next, said("回到机器人"), nobodyThere)).toMatchObject({
      next: { phase: "bot" },
      told: ["returnToBot", "回来了", "登录了吗？"],
    });
  });
});

describe("while an agent has the customer", () => {
  const assigned = owned({ phase: "assigned", ticket, agent: li, at: 2 });

  test.each([said("还款", understood("repay")), said("转人工"), said("回到机器人"), chose("yes"), showed])(
    "the bot is silent, whatever is said: %j",
    (event) => {
      expect(after(assigned, event)).toEqual({ next: assigned, told: [] });
    },
  );

  test("the bot's own button leads back to it", () => {
    expect(after(assigned, chose("bot"))).toMatchObject({
      next: { phase: "bot", epoch: assigned.epoch + 1 },
      told: ["returnToBot", "回来了", "登录了吗？"],
    });
  });

  test("a change of language is noticed, for what the bot says afterwards", () => {
    const english = { ...unknownText(), language: "en" as const };
    expect(after(assigned, said("can you help me with this please", english)).next.language).toBe("en");
  });
});

describe("handed back by an agent", () => {
  const assigned = owned({ phase: "assigned", ticket, agent: li, at: 2 });

  test("the bot goes on where it stood", () => {
    expect(after(assigned, { type: "handedBack", at: 9 })).toMatchObject({
      next: { phase: "bot" },
      told: ["returnToBot", "回来了", "登录了吗？"],
    });
  });

  test("the bot begins the dialog that the agent chose, with what the agent has found out", () => {
    const back = after(assigned, { type: "handedBack", dialog: "loan", slots: { period: 12 }, at: 9 });
    expect(back.told).toEqual(["returnToBot", "回来了", "说说贷款", "要多少？"]);
    expect(back.next.dialog.slots).toMatchObject({ period: 12 });
    expect(back.next.dialog.stack.map(({ dialog }) => dialog)).toEqual(["loan"]);
  });
});

describe("put aside", () => {
  const snoozed = owned({ phase: "snoozed", ticket, agent: li, until: 100 });

  test.each<readonly [string, ConversationEvent]>([
    ["the customer writes", said("在吗")],
    ["the customer sends an image", showed],
    ["the time has come", { type: "alarm", at: 100 }],
  ])("it is in line again, kept for its agent, when %s", (_when, event) => {
    const { next, told } = after(snoozed, event);
    expect(next).toMatchObject({ phase: "waiting", ticket, keptFor: li });
    expect(told).toEqual(["queue"]);
  });
});

test("an offer that was not taken in time is let pass", () => {
  const offered = owned({ phase: "waiting", ticket, passedBy: [], offer: { agent: li, until: 50 } });
  const { next, told } = after(offered, { type: "alarm", at: 50 });
  expect(next).toMatchObject({ phase: "waiting", passedBy: ["Li"] });
  expect(next).not.toHaveProperty("offer");
  expect(told).toEqual([]);
});

describe("closed", () => {
  const closed = owned({ phase: "closed", at: 20 });

  test("what the customer writes next is heard by the bot, as something new", () => {
    const back = after(closed, said("还款", understood("repay")));
    expect(back.next).toMatchObject({ phase: "bot", epoch: closed.epoch + 1 });
    expect(back.told).toEqual(["returnToBot", "登录了吗？"]);
  });

  test("an image brings the bot back, which says that it cannot read it", () => {
    const back = after(closed, showed);
    expect(back.next).toMatchObject({ phase: "bot", dialog: { stack: [] } });
    expect(back.told).toEqual(["returnToBot", "看不了图片"]);
  });

  test("what the bot helped with before is over", () => {
    expect(asking.dialog.topic).toBe("repay");
    expect(after(closed, said("转人工")).next.dialog).not.toHaveProperty("topic");
  });

  test("a wish for a person leads to one, and not by way of the bot's words", () => {
    expect(after(closed, said("转人工"))).toMatchObject({
      next: { phase: "waiting" },
      told: ["returnToBot", "requestHandoff", "请稍等"],
    });
  });

  test("nothing happens by itself", () => {
    expect(after(closed, { type: "alarm", at: 99 })).toEqual({ next: closed, told: [] });
  });
});
