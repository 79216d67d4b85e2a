import { describe, expect, test } from "vitest";
import type { ConversationEvent } from "../../src/conversation/event.ts";
import { startAfresh } from "../../src/conversation/start-afresh.ts";
import { type ConversationState, newConversation, ownedBy } from "../../src/conversation/state.ts";
import { type Transition, transition } from "../../src/conversation/transition.ts";
import { smallBot } from "../support/small-bot.ts";
import { understood } from "../support/understandings.ts";

const bot = smallBot({
  dialogs: {
    repay: "start: { intents: [repay] }\nsteps: [{ ask: 登录了吗？, yesno: { yes: end, no: end } }]\n",
    limit: "start: { intents: [limit] }\nsteps: [{ say: 看额度 }]\n",
  },
});

const STRANGER = { identified: false };
const fresh = newConversation("zh");
const askedFor = (intent: string): ConversationEvent => ({ type: "askedFor", intent, at: 1000 });
const asking = transition(
  bot,
  fresh,
  { type: "said", text: "还款", understanding: understood("repay"), parts: [], at: 500 },
  STRANGER,
).state;

const told = ({ effects }: Transition) =>
  effects.map((effect) => (effect.type === "say" ? effect.body.text : effect.type));
const taken = (state: ConversationState, intent: string) =>
  transition(bot, state, askedFor(intent), STRANGER);

describe("what a button of the page asks for", () => {
  test("is begun, is the topic, and counts as heard", () => {
    const after = taken(fresh, "limit");
    expect(told(after)[0]).toBe("看额度");
    expect(after.state.dialog).toMatchObject({ topic: "limit", heardAt: 1000 });
  });

  test("comes in between like a question of the customer's", () => {
    expect(told(taken(asking, "limit"))).toEqual(["看额度", "继续「repay」吗？"]);
  });

  test("may be a person", () => {
    expect(taken(fresh, "human.agent").state.phase).toBe("waiting");
  });

  test("is answered with a hint where it leads nowhere", () => {
    expect(told(taken(fresh, "gone"))).toEqual(["按钮过时了"]);
  });

  test("is a message and nothing else while a person has the conversation", () => {
    const ticket = { queue: "default", since: 1, urgency: 0 } as const;
    const waiting = ownedBy(asking, { phase: "waiting", ticket, passedBy: [] });
    expect(taken(waiting, "limit")).toEqual({ state: waiting, effects: [], trace: [] });
  });

  test("begins anew what was closed", () => {
    const closed = ownedBy(asking, { phase: "closed", at: 900 });
    expect(told(taken(closed, "limit"))).toEqual(expect.arrayContaining(["returnToBot", "看额度"]));
  });

  test("is answered although the place of the conversation is gone", () => {
    const now = smallBot({ dialogs: { limit: "start: { intents: [limit] }\nsteps: [{ say: 看额度 }]\n" } });
    expect(told(startAfresh(now, asking, askedFor("limit"), STRANGER)).slice(0, 2)).toEqual([
      "出错了",
      "看额度",
    ]);
  });
});
