import { describe, expect, test } from "vitest";
import type { ConversationEvent } from "../../src/conversation/event.ts";
import { type ConversationState, newConversation } from "../../src/conversation/state.ts";
import { transition } from "../../src/conversation/transition.ts";
import { smallBot } from "../support/small-bot.ts";
import { understood, unknownText } from "../support/understandings.ts";

const MINUTE = 60_000;

const bot = smallBot({
  dialogs: {
    repay: "start: { intents: [repay] }\nsteps: [{ ask: 登录了吗？, yesno: { yes: end, no: end } }]\n",
    later: `
      start: { intents: [later] }
      steps:
        - say: 一小时后再看
        - wait: { for: 1h }
        - ask: 到账了吗？
          yesno: { yes: end, no: human }
    `,
  },
});

const STRANGER = { identified: false };
const step = (state: ConversationState, event: ConversationEvent) => transition(bot, state, event, STRANGER);
const said = (text: string, at: number, understanding = unknownText()): ConversationEvent => ({
  type: "said",
  text,
  understanding,
  parts: [],
  at,
});
const alarmOf = (state: ConversationState) => (state.phase === "bot" ? state.alarm : undefined);
const words = (result: ReturnType<typeof step>) =>
  result.effects.map((effect) => (effect.type === "say" ? effect.body.text : effect.type));

const asking = step(newConversation("zh"), said("还款", 1000, understood("repay"))).state;
const resting = step(newConversation("zh"), said("稍后", 1000, understood("later"))).state;

describe("a question that nobody answers", () => {
  test("is followed up after ten minutes", () => {
    expect(alarmOf(asking)).toEqual({ due: 1000 + 10 * MINUTE, kind: "silence" });
    expect(words(step(asking, { type: "alarm", at: 1000 + 10 * MINUTE }))).toEqual(["还在吗"]);
  });

  test("is followed up once, and again only after the customer spoke", () => {
    const nudged = step(asking, { type: "alarm", at: 700_000 }).state;
    expect(alarmOf(nudged)).toBeUndefined();
    expect(words(step(nudged, { type: "alarm", at: 900_000 }))).toEqual([]);
    const back = step(nudged, said("嘛呀", 1_000_000)).state;
    expect(alarmOf(back)).toEqual({ due: 1_000_000 + 10 * MINUTE, kind: "silence" });
  });

  test("still waits for its answer after that", () => {
    const nudged = step(asking, { type: "alarm", at: 700_000 }).state;
    expect(words(step(nudged, said("好", 800_000, { ...unknownText(), yesno: "yes" })))).toEqual(["好的"]);
  });

  test("is not followed up while the customer waits for a person", () => {
    expect(alarmOf(step(asking, said("转人工", 2000)).state)).toBeUndefined();
  });
});

describe("a wait", () => {
  test("is over when its time has come, and not before", () => {
    expect(alarmOf(resting)).toEqual({ due: 1000 + 60 * MINUTE, kind: "wait" });
    expect(words(step(resting, { type: "alarm", at: 59 * MINUTE }))).toEqual([]);
    const over = step(resting, { type: "alarm", at: 1000 + 60 * MINUTE });
    expect(words(over)).toEqual(["到账了吗？"]);
    expect(alarmOf(over.state)?.kind).toBe("silence");
  });

  test("keeps its time when the customer says something in between", () => {
    const between = step(resting, said("嘛呀", 20 * MINUTE)).state;
    expect(alarmOf(between)).toEqual({ due: 1000 + 60 * MINUTE, kind: "wait" });
  });
});

describe("out of hours", () => {
  const closed = {
    ...bot,
    hours: {
      zone: "Asia/Shanghai",
      weekly: [[], [[540, 1080]], [], [], [], [], []],
      holidays: ["2026-03-16"],
    } as const,
  };
  const asked = (at: string) => words(transition(closed, asking, said("转人工", Date.parse(at)), STRANGER));

  test("the customer is told at once that nobody is in, and the wish is on record", () => {
    expect(asked("2026-03-09T20:00:00+08:00")).toEqual(["requestHandoff", "现在没人"]);
  });

  test("are told from hours by the shop's own clock", () => {
    expect(asked("2026-03-09T01:00:00Z")).toEqual(["requestHandoff", "请稍等"]);
    expect(asked("2026-03-09T18:00:00+08:00")).toEqual(["requestHandoff", "现在没人"]);
    expect(asked("2026-03-10T10:00:00+08:00")).toEqual(["requestHandoff", "现在没人"]);
  });

  test("a holiday is", () => {
    expect(asked("2026-03-16T10:00:00+08:00")).toEqual(["requestHandoff", "现在没人"]);
  });
});
