import { describe, expect, test } from "vitest";
import type { ConversationEvent } from "../../src/conversation/event.ts";
import { newConversation } from "../../src/conversation/state.ts";
import { type Circumstances, transition } from "../../src/conversation/transition.ts";
import { smallBot } from "../support/small-bot.ts";
import { understood, unknownText } from "../support/understandings.ts";

const said = (text: string, understanding = unknownText(), at = 1000): ConversationEvent => ({
  type: "said",
  text,
  understanding,
  parts: [],
  at,
});

describe("the place in line", () => {
  const bot = smallBot({
    dialogs: { late: "start: { intents: [late] }\nsteps: [{ human: { reason: 逾期 } }]\n" },
    care: "overdue: { intents: [late] }",
  });
  const urgencyOf = (event: ConversationEvent, circumstances: Circumstances) => {
    const { state } = transition(bot, newConversation("zh"), event, circumstances);
    return "ticket" in state ? state.ticket.urgency : undefined;
  };
  const inNeed = said("还不上了", understood("late"));

  test.each([
    ["of a customer held dear is before others", said("转人工"), { identified: true, vip: true }, 1],
    ["of a customer who needs care is before those", inNeed, { identified: false }, 2],
    [
      "of a customer held dear who needs care is that of one who needs care",
      inNeed,
      { identified: true, vip: true },
      2,
    ],
    ["of anybody else is behind them", said("转人工"), { identified: true }, 0],
  ] as const)("%s", (_whose, event, circumstances, urgency) => {
    expect(urgencyOf(event, circumstances)).toBe(urgency);
  });

  test("is kept for a customer held dear who leaves a message", () => {
    const nobody = { identified: true, vip: true, isStaffed: () => false };
    const { state } = transition(bot, newConversation("zh"), said("转人工"), nobody);
    expect(state).toMatchObject({ phase: "offline", ticket: { urgency: 1 } });
  });
});

describe("a queue with hours of its own", () => {
  const bot = smallBot({
    bot: `
      bot:
        name: 小分
        brand: 好商城
        greeting: 您好
        suggestions: { zh: [怎么还款], en: [How to repay] }
      facts: {}
      queues:
        default: { title: 在线客服 }
        night: { title: 夜班, hours: { zone: Asia/Shanghai, weekly: { mon: [20:00-24:00] } } }
    `,
    dialogs: {
      night: "start: { intents: [night] }\nsteps: [{ human: { reason: 难, queue: night } }]\n",
      told: `
        start: { intents: [told] }
        steps:
          - when: [{ if: open, go: in }, { else: out }]
          - { id: in, say: 有人, go: end }
          - { id: out, say: 没人 }
      `,
    },
  });
  const NOON = Date.parse("2026-03-09T12:00:00+08:00");
  const NIGHT = Date.parse("2026-03-09T21:00:00+08:00");
  const after = (event: ConversationEvent) =>
    transition(bot, newConversation("zh"), event, { identified: false });
  const told = (event: ConversationEvent) =>
    after(event).effects.map((effect) => (effect.type === "say" ? effect.body.text : effect.type));

  test("takes customers in them, and has a message left outside of them", () => {
    expect(told(said("夜里", understood("night"), NIGHT))).toEqual(["requestHandoff", "请稍等"]);
    expect(told(said("夜里", understood("night"), NOON))).toEqual(["requestHandoff", "现在没人"]);
  });

  test("closes no other queue", () => {
    expect(told(said("转人工", unknownText(), NOON))).toEqual(["requestHandoff", "请稍等"]);
  });

  test("is not what conditions call open: that is the default queue", () => {
    expect(told(said("在吗", understood("told"), NOON))).toEqual(["有人"]);
  });

  test("gets its customers in line when they write in its hours", () => {
    const left = after(said("夜里", understood("night"), NOON)).state;
    const write = (at: number) =>
      transition(bot, left, said("在吗", unknownText(), at), { identified: false });
    expect(write(NOON + 1).state.phase).toBe("offline");
    expect(write(NIGHT).state.phase).toBe("waiting");
  });
});
