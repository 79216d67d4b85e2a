import { expect, test } from "vitest";
import { Chat } from "../support/chat.ts";
import { smallBot } from "../support/small-bot.ts";
import { understood, unknownText } from "../support/understandings.ts";

const bot = smallBot({
  dialogs: {
    rated: "start: { intents: [rated] }\nsteps: [{ say: 步骤 }, { end: { outcome: solved, rate: true } }]\n",
    other: "start: { intents: [other] }\nsteps: [{ say: 别的 }]\n",
  },
});

function asked(): Chat {
  const chat = new Chat(bot);
  expect(chat.me("问", understood("rated"))).toEqual(["步骤", "解决就好", "帮到您了吗？"]);
  return chat;
}

test("a dialog that wants to know how it was asks so at its end, and the answer is a rating", () => {
  const chat = asked();
  expect(chat.tap("满意")).toEqual(["好的"]);
  expect(chat.turn.rated).toBe(5);
  expect(chat.dialogs).toEqual([]);
});

test("whoever asks something else instead is answered, and not asked again", () => {
  const chat = asked();
  expect(chat.me("另", understood("other"))).toEqual(["别的"]);
  expect(chat.dialogs).toEqual([]);
});

test("whoever writes what is not understood is not held to the rating", () => {
  const chat = asked();
  expect(chat.me("嘛呀", unknownText())).toEqual(["没听懂一次"]);
  expect(chat.dialogs).toEqual([]);
});

test("whoever has asked for two things is not asked after the first", () => {
  const chat = new Chat(bot);
  const parts = [
    { text: "第一件事怎么办", understanding: understood("rated") },
    { text: "第二件事怎么办", understanding: understood("other") },
  ];
  expect(chat.me("第一件事怎么办。第二件事怎么办", unknownText(), parts)).toEqual([
    "「other」记下了，先说「rated」",
    "步骤",
    "别的",
  ]);
});
