import { describe, expect, test } from "vitest";
import type { ConversationEvent } from "../../src/conversation/event.ts";
import { type ConversationState, newConversation } from "../../src/conversation/state.ts";
import { transition } from "../../src/conversation/transition.ts";
import { smallBot } from "../support/small-bot.ts";
import { understood, unknownText } from "../support/understandings.ts";

const bot = smallBot({
  dialogs: {
    repay: `
      start: { intents: [repay] }
      slots: { period: { type: number } }
      steps:
        - when: [{ if: slots.period == 12, go: twelve }, { else: other }]
        - { id: other, say: 先说明, go: ask }
        - { id: twelve, say: 十二期 }
        - id: ask
          ask: 登录了吗？
          yesno: { yes: end, no: end }
    `,
  },
});

const fresh = newConversation("zh");
const said = (text: string, understanding = unknownText()): ConversationEvent => ({
  type: "said",
  text,
  understanding,
  parts: [],
  at: 1,
});

function after(state: ConversationState, event: ConversationEvent) {
  const { state: next, effects } = transition(bot, state, event, { identified: false });
  return { next, told: effects.map((effect) => (effect.type === "say" ? effect.body.text : effect.type)) };
}

describe("a wish for the bot, made to the bot", () => {
  const asking = after(fresh, said("还款", understood("repay"))).next;

  test.each<readonly [string, ConversationEvent]>([
    ["by an old button", { type: "chose", option: "bot", origin: { dialog: "_waiting", step: "s1" }, at: 1 }],
    ["by its words", said("回到机器人")],
  ])("%s is answered with the question that is open", (_how, event) => {
    expect(after(asking, event).told).toEqual(["回来了", "先说明", "登录了吗？"]);
    expect(after(asking, event).next).toMatchObject({ phase: "bot", epoch: 0 });
  });

  test("at rest is answered, too", () => {
    expect(after(fresh, said("回到机器人")).told).toEqual(["回来了"]);
  });
});

test("a dialog started from outside finds its slots filled from its first step on", () => {
  const event: ConversationEvent = { type: "started", dialog: "repay", slots: { period: 12 }, at: 1 };
  expect(after(fresh, event).told).toEqual(["十二期", "登录了吗？"]);
});
