import { describe, expect, test } from "vitest";
import { nothingInView } from "../../src/content/in-view.ts";
import { see } from "../../src/dialog/see.ts";
import { atRest } from "../../src/dialog/state.ts";
import type { Setting } from "../../src/dialog/turn.ts";
import { Chat } from "../support/chat.ts";
import { smallBot } from "../support/small-bot.ts";
import { understood } from "../support/understandings.ts";

const bot = smallBot({
  dialogs: {
    repay: "start: { intents: [repay] }\nsteps: [{ ask: 登录了吗？, yesno: { yes: end, no: end } }]\n",
    later:
      "start: { intents: [later] }\nsteps: [{ say: 稍后再看 }, { wait: { for: 1h } }, { say: 到时了 }]\n",
    tail: "start: { intents: [tail] }\nslots: { tail: { entity: cardTail } }\nsteps: [{ ask: 尾号？, slot: tail, otherwise: end }]\n",
  },
});

const setting = (at = 0): Setting => ({
  bot,
  language: "zh",
  identified: false,
  vip: false,
  context: nothingInView,
  isOpen: () => true,
  isStaffed: () => true,
  at,
});

const inside = (intent: string): Chat => {
  const chat = new Chat(bot);
  chat.me(intent, understood(intent));
  return chat;
};
const textsAt = (state: Chat["state"], at = 0) => see(setting(at), state).says.map(({ text }) => text);

describe("an image", () => {
  test("at rest is answered with what the bot cannot do", () => {
    expect(textsAt(atRest)).toEqual(["看不了图片"]);
    expect(see(setting(), atRest).state.stack).toEqual([]);
  });

  test.each([
    ["repay", "登录了吗？"],
    ["tail", "尾号？"],
  ])("in the middle of %s is followed by the question that is open", (intent, question) => {
    expect(textsAt(inside(intent).state)).toEqual(["看不了图片", question]);
  });

  test("is no wrong answer: neither is a try lost nor a miss counted", () => {
    const chat = inside("tail");
    const { state } = see(setting(), chat.state);
    expect(state.misses).toBe(0);
    expect(state.stack.map(({ attempts }) => attempts)).toEqual([0]);
  });

  test("sent again and again is answered each time, and the question is not come to more often by that", () => {
    let { state } = inside("repay");
    for (let time = 0; time < 5; time++) {
      expect(textsAt(state)).toEqual(["看不了图片", "登录了吗？"]);
      state = see(setting(), state).state;
    }
  });

  test("during a wait leaves the wait as it is", () => {
    const { state } = inside("later");
    expect(textsAt(state)).toEqual(["看不了图片"]);
    expect(see(setting(), state).state.stack).toEqual(state.stack);
  });

  test("after a long time comes before the question whether to go on", () => {
    const state = { ...inside("repay").state, heardAt: 1 };
    expect(textsAt(state, 3_600_000)).toEqual(["看不了图片", "继续「repay」吗？"]);
  });
});
