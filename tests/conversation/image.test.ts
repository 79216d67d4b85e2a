import { expect, test } from "vitest";
import { newConversation } from "../../src/conversation/state.ts";
import { transition } from "../../src/conversation/transition.ts";
import { smallBot } from "../support/small-bot.ts";
import { understood } from "../support/understandings.ts";

const bot = smallBot({
  dialogs: {
    repay: "start: { intents: [repay] }\nsteps: [{ ask: 登录了吗？, yesno: { yes: end, no: end } }]\n",
  },
});

const STRANGER = { identified: false };
const asked = transition(
  bot,
  newConversation("zh"),
  { type: "said", text: "还款", understanding: understood("repay"), parts: [], at: 1000 },
  STRANGER,
).state;
const answered = transition(bot, asked, { type: "showed", at: 60_000 }, STRANGER);

test("an image is answered while the bot answers, and the open question is asked again", () => {
  expect(answered.effects.map((effect) => (effect.type === "say" ? effect.body.text : effect.type))).toEqual([
    "看不了图片",
    "登录了吗？",
  ]);
  expect(answered.state).toMatchObject({ phase: "bot", epoch: 0 });
});

test("whoever sends an image was heard: silence is counted from then on", () => {
  expect(answered.state.dialog.heardAt).toBe(60_000);
  expect(answered.state).toMatchObject({ alarm: { due: 60_000 + bot.silenceMs, kind: "silence" } });
});
