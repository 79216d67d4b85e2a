import { describe, expect, test } from "vitest";
import { Chat } from "../support/chat.ts";
import { smallBot } from "../support/small-bot.ts";
import { understood, yes } from "../support/understandings.ts";

describe("slots that dialogs have in common", () => {
  const shared = smallBot({
    dialogs: {
      first: `
        start: { intents: [first] }
        slots: { colour: { type: text } }
        steps:
          - { ask: 什么颜色？, slot: colour, otherwise: end }
          - { ask: "{{ slots.colour }}，对吗？", yesno: { yes: shown, no: s1 } }
          - { id: shown, say: "您选了{{ slots.colour }}" }
      `,
      second: `
        start: { intents: [second] }
        slots: { colour: { type: text } }
        steps:
          - { ask: 要哪种颜色的？, slot: colour, otherwise: end }
          - { say: "第二个选了{{ slots.colour }}" }
      `,
      third: "start: { intents: [third] }\nsteps: [{ go: second }]\n",
    },
  });

  test("hold again what they held when the dialog in between is over", () => {
    const chat = new Chat(shared);
    chat.me("一", understood("first"));
    chat.me("红的");
    expect(chat.me("二", understood("second"))).toEqual(["要哪种颜色的？"]);
    expect(chat.me("蓝的")).toEqual(["第二个选了蓝的", "继续「first」吗？"]);
    expect(chat.me("好", yes())).toEqual(["红的，对吗？"]);
  });

  test("hold again what they held when the dialog in between has led on to another one", () => {
    const chat = new Chat(shared);
    chat.me("一", understood("first"));
    chat.me("红的");
    expect(chat.me("三", understood("third"))).toEqual(["要哪种颜色的？"]);
    expect(chat.me("蓝的")).toEqual(["第二个选了蓝的", "继续「first」吗？"]);
    expect(chat.me("好", yes())).toEqual(["红的，对吗？"]);
  });

  test("are empty when a dialog is gone to a second time", () => {
    const chat = new Chat(shared);
    chat.me("二", understood("second"));
    chat.me("蓝的");
    expect(chat.me("三", understood("third"))).toEqual(["要哪种颜色的？"]);
  });

  test("are asked for anew when steps lead back to the question, whoever filled them", () => {
    const round = smallBot({
      dialogs: {
        again: `
          start: { intents: [again] }
          slots: { n: { type: text } }
          steps:
            - set: { n: 一 }
            - { id: which, ask: 哪个？, slot: n, otherwise: end }
            - { say: "{{ slots.n }}", go: which }
        `,
      },
    });
    expect(new Chat(round).me("转", understood("again"))).toEqual(["一", "哪个？"]);
  });
});
