import { describe, expect, test } from "vitest";
import type { ConversationEvent } from "../../src/conversation/event.ts";
import { startAfresh } from "../../src/conversation/start-afresh.ts";
import { newConversation } from "../../src/conversation/state.ts";
import { transition } from "../../src/conversation/transition.ts";
import { smallBot } from "../support/small-bot.ts";
import { understood, unknownText } from "../support/understandings.ts";

const STRANGER = { identified: false };
const said = (text: string, understanding = unknownText()): ConversationEvent => ({
  type: "said",
  text,
  understanding,
  parts: [],
  at: 1000,
});

const limit = "start: { intents: [limit] }\nsteps: [{ say: 看额度 }]\n";
const before = smallBot({
  dialogs: {
    limit,
    repay: "start: { intents: [repay] }\nsteps: [{ ask: 登录了吗？, yesno: { yes: end, no: end } }]\n",
  },
});
const asking = transition(before, newConversation("zh"), said("还款", understood("repay")), STRANGER).state;

describe.each([
  ["is gone", smallBot({ dialogs: { limit } })],
  [
    "has other steps now",
    smallBot({
      dialogs: { limit, repay: "start: { intents: [repay] }\nsteps: [{ id: other, say: 别的 }]\n" },
    }),
  ],
])("when the dialog that a conversation is in %s", (_how, now) => {
  const after = (event: ConversationEvent) => startAfresh(now, asking, event, STRANGER);
  const told = (event: ConversationEvent) =>
    after(event).effects.map((effect) => (effect.type === "say" ? effect.body.text : effect.type));

  test("the bot says so, and has no topic any more", () => {
    const { state } = after(said("登录了"));
    expect(told(said("登录了"))).toEqual(["出错了"]);
    expect(state.dialog.stack).toEqual([]);
    expect(state.dialog).not.toHaveProperty("topic");
  });

  test("what makes sense without it is answered, and is the topic", () => {
    const { state } = after(said("额度", understood("limit")));
    expect(told(said("额度", understood("limit")))).toEqual(["出错了", "看额度"]);
    expect(state.dialog.topic).toBe("limit");
  });

  test("a person is asked for without telling what is gone", () => {
    const handoff = after(said("转人工")).effects.find((effect) => effect.type === "requestHandoff")?.handoff;
    expect(handoff).toMatchObject({ queue: "default" });
    expect(handoff).not.toHaveProperty("intent");
  });

  test("an image is answered like any other", () => {
    expect(told({ type: "showed", at: 1000 })).toEqual(["出错了", "看不了图片"]);
  });
});
