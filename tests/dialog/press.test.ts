import { describe, expect, test } from "vitest";
import { Chat } from "../support/chat.ts";
import { smallBot } from "../support/small-bot.ts";
import { understood, yes } from "../support/understandings.ts";

const bot = smallBot({
  dialogs: {
    a: `
      start: { intents: [begin] }
      steps:
        - ask: 一？
          options: [{ id: go-on, label: 接着, go: two }, { label: 不了, go: bye }]
        - id: two
          ask: 二？
          yesno: { yes: bye, no: bye }
        - { id: bye, say: 再见 }
    `,
    menu: `
      start: { intents: [menu] }
      steps:
        - say:
            text: 菜单
            buttons:
              - { label: 去二, go: a#two }
              - { label: 去一, go: a }
              - intent: begin
              - intent: human.agent
              - { label: 找人, go: human }
              - { label: 完了, go: end }
    `,
  },
});

function at(intent: string): Chat {
  const chat = new Chat(bot);
  chat.me("问", understood(intent));
  return chat;
}

describe("a button of the open question", () => {
  test("answers it", () => {
    expect(at("begin").tap("接着")).toEqual(["二？"]);
    expect(at("begin").tap("不了")).toEqual(["再见"]);
  });

  test("has the id its author gave it, or its number", () => {
    const chat = at("begin");
    expect(chat.turn.says[0]?.buttons.map(({ id }) => id)).toEqual(["go-on", "o2", "human"]);
  });

  test("answers from an earlier message of the same question, too", () => {
    const chat = at("begin");
    const origin = { dialog: "a", step: "s1" };
    chat.me("嘛呀");
    expect(chat.press("go-on", origin)).toEqual(["二？"]);
  });
});

describe("a button of a question that no longer waits", () => {
  test("is told to be stale, and the open question asked again", () => {
    const chat = at("begin");
    chat.tap("接着");
    expect(chat.tap("接着")).toEqual(["按钮过时了", "二？"]);
    expect(chat.dialogs).toEqual(["a"]);
  });

  test("is told to be stale at rest", () => {
    const chat = at("begin");
    chat.tap("不了");
    expect(chat.tap("接着")).toEqual(["按钮过时了"]);
  });
});

describe("a button under a plain message", () => {
  test("leads to its step", () => {
    expect(at("menu").tap("去二")).toEqual(["二？"]);
  });

  test("stays good after the conversation has gone on", () => {
    const chat = at("menu");
    chat.me("开始", understood("begin"));
    chat.tap("不了");
    expect(chat.tap("去一")).toEqual(["一？"]);
  });

  test("that asks an intent's question carries the intent's title", () => {
    expect(at("menu").buttons).toEqual(["去二", "去一", "问begin", "问human.agent", "找人", "完了"]);
    expect(at("menu").tap("问begin")).toEqual(["一？"]);
  });

  test("that asks for a person calls one", () => {
    const chat = at("menu");
    chat.tap("问human.agent");
    expect(chat.handoff).toBeDefined();
  });

  test("that goes to a person calls one after the dialog is over", () => {
    const chat = at("menu");
    chat.tap("找人");
    expect(chat.handoff).toBeDefined();
  });

  test("that goes to a person does not end the dialog that is going on by then", () => {
    const chat = at("menu");
    chat.me("开始", understood("begin"));
    chat.tap("找人");
    expect(chat.turn.ended).toBeUndefined();
  });

  test("that ends a dialog that is over is answered", () => {
    expect(at("menu").tap("完了")).not.toEqual([]);
  });
});

describe("any other button", () => {
  test("for a person calls one, whatever message carries it", () => {
    const chat = at("begin");
    chat.press("human");
    expect(chat.handoff).toBeDefined();
  });

  test.each([
    ["made up", "x", undefined],
    ["of a step that does not exist", "o1", { dialog: "a", step: "nowhere" }],
    ["of a dialog that does not exist", "o1", { dialog: "nowhere", step: "s1" }],
    ["of the open question, which has no such option", "o9", { dialog: "a", step: "s1" }],
    ["for an intent that does not exist", "intent:nothing", undefined],
    ["for an intent that starts nothing", "intent:none", undefined],
    ["back to the bot, which never left", "bot", undefined],
    ["without a name", "", undefined],
    ["called like what every object has", "constructor", { dialog: "a", step: "s1" }],
  ])("%s is stale", (_what, id, origin) => {
    expect(at("begin").press(id, origin)).toEqual(["按钮过时了", "一？"]);
  });

  test("resets the count of texts that were not understood", () => {
    const chat = at("begin");
    chat.me("嘛呀");
    chat.press("x");
    expect(chat.state.misses).toBe(0);
  });
});

test("a question that was answered by a button goes on like one that was answered by words", () => {
  const [pressed, typed] = [at("begin"), at("begin")];
  pressed.tap("接着");
  typed.me("接着");
  expect(pressed.state).toEqual(typed.state);
  expect(pressed.me("好", yes())).toEqual(typed.me("好", yes()));
});
