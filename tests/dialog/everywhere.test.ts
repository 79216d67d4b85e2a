import { describe, expect, test } from "vitest";
import { Chat } from "../support/chat.ts";
import { smallBot } from "../support/small-bot.ts";
import { no, understood, yes } from "../support/understandings.ts";

const bot = smallBot({
  dialogs: {
    a: `
      start: { intents: [begin] }
      steps:
        - say: 先说明
        - ask: 一？
          yesno: { yes: two, no: end }
        - id: two
          say: 再说明
        - ask: 二？
          yesno: { yes: three, no: end }
        - id: three
          ask: 三？
          yesno: { yes: end, no: end }
    `,
  },
  patterns: {
    thanks: "start: { intents: [thanks] }\nsteps: [{ say: 不客气 }]",
    complaint: `
      start: { intents: [complaint] }
      steps:
        - ask: 要请同事吗？
          yesno: { yes: person, no: later }
        - { id: later, say: 好的, go: end }
        - { id: person, human: { reason: 投诉 } }
    `,
  },
});

/** A conversation at the second question of the dialog. */
function atSecond(): Chat {
  const chat = new Chat(bot);
  expect(chat.me("开始", understood("begin"))).toEqual(["先说明", "一？"]);
  expect(chat.me("是", yes())).toEqual(["再说明", "二？"]);
  return chat;
}

describe("small talk", () => {
  test("in the middle of a dialog is answered, and the question asked again", () => {
    expect(atSecond().me("谢谢", understood("thanks"))).toEqual(["不客气", "二？"]);
  });

  test("at rest is answered, and nothing goes on", () => {
    const chat = new Chat(bot);
    expect(chat.me("谢谢", understood("thanks"))).toEqual(["不客气"]);
    expect(chat.state.stack).toEqual([]);
  });

  test("may ask something of its own first", () => {
    const chat = atSecond();
    expect(chat.me("太差了", understood("complaint"))).toEqual(["要请同事吗？"]);
    expect(chat.me("不用", no())).toEqual(["好的", "二？"]);
  });

  test("that asks the same again does not pile up", () => {
    const chat = atSecond();
    chat.me("太差了", understood("complaint"));
    chat.me("太差了", understood("complaint"));
    expect(chat.dialogs).toEqual(["a", "_complaint"]);
  });

  test("gives way to a question for a dialog", () => {
    const chat = atSecond();
    chat.me("太差了", understood("complaint"));
    expect(chat.me("开始", understood("begin"))).toEqual(["再说明", "二？"]);
    expect(chat.dialogs).toEqual(["a"]);
  });
});

describe("cancel", () => {
  test("ends everything that is going on", () => {
    const chat = atSecond();
    expect(chat.me("取消")).toEqual(["停下了"]);
    expect(chat.turn.ended).toEqual({ dialog: "a", outcome: "cancelled" });
    expect(chat.state.stack).toEqual([]);
  });

  test("at rest has its words and ends nothing", () => {
    const chat = new Chat(bot);
    expect(chat.me("取消")).toEqual(["停下了"]);
    expect(chat.turn.ended).toBeUndefined();
  });
});

describe("repeat", () => {
  test("says the whole stretch since the last answer again", () => {
    const chat = atSecond();
    expect(chat.me("再说一遍")).toEqual(["再说一次", "再说明", "二？"]);
    expect(chat.me("是", yes())).toEqual(["三？"]);
  });

  test("at rest says again what was said last", () => {
    const chat = new Chat(bot);
    chat.me("谢谢", understood("thanks"));
    expect(chat.me("再说一遍")).toContain("不客气");
  });
});

describe("back", () => {
  test("asks the question before, with what was said around it", () => {
    expect(atSecond().me("上一步")).toEqual(["先说明", "一？"]);
  });

  test("goes back question by question, and stays at the first", () => {
    const chat = atSecond();
    chat.me("是", yes());
    expect(chat.me("上一步")).toEqual(["再说明", "二？"]);
    expect(chat.me("上一步")).toEqual(["先说明", "一？"]);
    expect(chat.me("上一步")).toEqual(["先说明", "一？"]);
  });

  test("is followed by the same questions as before", () => {
    const chat = atSecond();
    chat.me("上一步");
    expect(chat.me("是", yes())).toEqual(["再说明", "二？"]);
    expect(chat.me("是", yes())).toEqual(["三？"]);
    expect(chat.me("上一步")).toEqual(["再说明", "二？"]);
  });

  test("at rest has its own words", () => {
    expect(new Chat(bot).me("上一步")).toEqual(["没有上一步"]);
  });

  test("has its own words when only small talk asks something, which is asked again", () => {
    const chat = new Chat(bot);
    chat.me("太差了", understood("complaint"));
    expect(chat.me("上一步")).toEqual(["没有上一步", "要请同事吗？"]);
  });
});

describe("a person", () => {
  test.each([
    ["by words", (chat: Chat) => chat.me("转人工")],
    ["by meaning", (chat: Chat) => chat.me("我要找个活人", understood("human.agent"))],
    ["without words", (chat: Chat) => chat.human()],
    ["by the button", (chat: Chat) => chat.tap("转人工")],
  ])("is called %s in one turn", (_how, call) => {
    const chat = atSecond();
    call(chat);
    expect(chat.handoff).toMatchObject({ reason: "asked for a person", queue: "default", brief: {} });
    expect(chat.handoff?.says.map((say) => say.text)).toEqual(["请稍等"]);
    expect(chat.handoff?.says.at(-1)?.buttons).toEqual([{ id: "bot", label: "回到机器人" }]);
  });

  test("is called even where the text would answer the question with a no", () => {
    const chat = atSecond();
    chat.me("不要机器人", { ...understood("human.agent"), yesno: "no" });
    expect(chat.handoff).toBeDefined();
  });

  test("is called by a guess as well, rather than missed", () => {
    const chat = new Chat(bot);
    chat.me("人", { ...understood("human.agent", 0.4), verdict: "ambiguous" });
    expect(chat.handoff).toBeDefined();
  });
});
