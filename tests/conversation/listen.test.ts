import { describe, expect, test } from "vitest";
import { joined } from "../../src/conversation/gather.ts";
import { listen, type Understand } from "../../src/conversation/listening.ts";
import { type ConversationState, newConversation } from "../../src/conversation/state.ts";
import { transition } from "../../src/conversation/transition.ts";
import type { Understanding } from "../../src/kernel/understanding.ts";
import { smallBot } from "../support/small-bot.ts";
import { understood, unknownText } from "../support/understandings.ts";

const bot = smallBot({
  patterns: { hello: "start: { intents: [greet] }\nsteps: [{ say: 您好 }]" },
  dialogs: {
    trouble: "start: { intents: [trouble] }\nsteps: [{ check: { title: 额度, say: 看额度 } }]\n",
    limit: "start: { intents: [limit] }\nsteps: [{ say: 看账户 }]\n",
  },
});

/** Understands a text by the words that have to be in it, all of them. */
const byWords: Understand = (text) => {
  const has = (...words: readonly string[]) => words.every((word) => text.includes(word));
  const meant: readonly (readonly [boolean, string])[] = [
    [has("分期", "用不了"), "trouble"],
    [has("额度", "多少"), "limit"],
    [text.trim() === "你好", "greet"],
  ];
  const intent = meant.find(([isMeant]) => isMeant)?.[1];
  return intent === undefined ? unknownText() : understood(intent);
};

function talk(texts: readonly (readonly [text: string, at: number])[]): ConversationState {
  return texts.reduce<ConversationState>(
    (state, [text, at]) =>
      transition(bot, state, listen(bot, state, text, byWords, at), { identified: false }).state,
    newConversation("zh"),
  );
}

const place = (state: ConversationState) => state.dialog.stack.map(({ dialog, step }) => `${dialog}#${step}`);

describe("one thought in several messages", () => {
  const pieces = ["你好", "我那个", "分期", "怎么用不了"];

  test("ends in the same place as one turn and as four", () => {
    const once = talk([[joined(pieces), 0]]);
    const apart = talk(pieces.map((text, index) => [text, index * 5000]));
    expect(place(once)).toEqual(["trouble#s1.ask"]);
    expect(place(apart)).toEqual(place(once));
    expect(apart.dialog.misses).toBe(once.dialog.misses);
  });

  test("is not put together with what was said long before", () => {
    expect(
      place(
        talk([
          ["分期", 0],
          ["怎么用不了", 120_000],
        ]),
      ),
    ).not.toEqual(["trouble#s1.ask"]);
  });

  test("is not put together across an answer", () => {
    expect(
      place(
        talk([
          ["分期", 0],
          ["额度多少", 1000],
          ["怎么用不了", 2000],
        ]),
      ),
    ).not.toEqual(["trouble#s1.ask"]);
  });
});

describe("a message of several sentences", () => {
  test("is understood as a whole and sentence by sentence", () => {
    const heard = listen(bot, newConversation("zh"), "分期怎么用不了？额度是多少！", byWords, 0);
    expect(heard.parts.map(({ text }) => text)).toEqual(["分期怎么用不了？", "额度是多少"]);
    expect(heard.parts.map(({ understanding }): Understanding["verdict"] => understanding.verdict)).toEqual([
      "sure",
      "sure",
    ]);
  });

  test("that is one sentence is understood once", () => {
    expect(listen(bot, newConversation("zh"), "我换了卡，分期用不了？", byWords, 0).parts).toEqual([]);
  });
});
