import { describe, expect, test } from "vitest";
import { Chat } from "../support/chat.ts";
import { smallBot } from "../support/small-bot.ts";
import { no, understood, yes } from "../support/understandings.ts";

const bot = smallBot({
  actions: `
    account.limit:
      about: Looks the limit up.
      identified: true
      with: { amount: number, order: { type: text, optional: true } }
      outcomes: { enough: { available: number }, short: { available: number, due: text } }
      timeout: 3s
  `,
  dialogs: {
    limit: `
      start: { intents: [limit] }
      slots: { amount: { type: number } }
      steps:
        - set: { amount: { cel: "1000 + 200" } }
        - say: 看一下
        - id: look
          call: account.limit
          with: { amount: slots.amount }
          outcomes: { enough: enough, short: short, error: failed, timeout: failed }
        - id: enough
          when: [{ if: "limit.available > 5000.0", go: plenty }, { else: just }]
        - { id: plenty, say: "有{{ limit.available | money }}，很多", go: end }
        - { id: just, say: "有{{ limit.available | money }}", go: end }
        - { id: short, say: "只有{{ limit.available | money }}，{{ limit.due | date }}还了就有", go: end }
        - { id: failed, say: "查不到（{{ limit.outcome }}）" }
    `,
    trouble: `
      start: { intents: [trouble] }
      steps:
        - id: limit
          check:
            title: 额度
            call: account.limit
            with: { amount: 5 }
            outcomes: { enough: card, short: { say: "只有{{ limit.available }}" }, error: say, timeout: say }
            say: 看看额度够不够
        - id: card
          check: { title: 卡, say: 看看卡 }
    `,
    circle: `
      start: { intents: [circle] }
      steps:
        - id: look
          call: account.limit
          with: { amount: 1 }
          outcomes: { enough: look, short: look, error: look, timeout: look }
    `,
  },
});

describe("a call", () => {
  test("stops the turn, and says what is asked with which values", () => {
    const chat = new Chat(bot);
    expect(chat.me("额度", understood("limit"))).toEqual(["看一下"]);
    expect(chat.turn.call).toEqual({
      action: "account.limit",
      input: { amount: 1200 },
      origin: { dialog: "limit", step: "look" },
      timeoutMs: 3000,
      number: 1,
    });
  });

  test("goes on by its outcome, with the fields it brought", () => {
    const chat = new Chat(bot);
    chat.me("额度", understood("limit"));
    expect(chat.called("short", { available: 800.5, due: "2026-03-09" })).toEqual([
      "只有800.50元，2026年3月9日还了就有",
    ]);
  });

  test("has fields that conditions see", () => {
    for (const [available, words] of [
      [9000, "有9,000元，很多"],
      [1200, "有1,200元"],
    ] as const) {
      const chat = new Chat(bot);
      chat.me("额度", understood("limit"));
      expect(chat.called("enough", { available })).toEqual([words]);
    }
  });

  test.each(["error", "timeout"])("that comes to %s takes the way for it", (outcome) => {
    const chat = new Chat(bot);
    chat.me("额度", understood("limit"));
    expect(chat.called(outcome)).toEqual([`查不到（${outcome}）`]);
  });

  test("with an outcome nobody declared is an error", () => {
    const chat = new Chat(bot);
    chat.me("额度", understood("limit"));
    expect(chat.called("surprise", { available: 1 })).toEqual(["查不到（error）"]);
  });

  test("is one of the words said again on request, before it and after", () => {
    const chat = new Chat(bot);
    chat.me("额度", understood("limit"));
    chat.called("enough", { available: 1200 });
    expect(chat.me("再说一遍")).toEqual(["再说一次", "看一下", "有1,200元"]);
  });

  test("made over and over in one turn ends with an apology", () => {
    const chat = new Chat(bot);
    chat.me("绕", understood("circle"));
    for (let asked = 0; chat.turn.call !== undefined && asked < 50; asked++)
      chat.called("enough", { available: 1 });
    expect(chat.turn.says.map(({ text }) => text)).toEqual(["出错了"]);
    expect(chat.dialogs).toEqual([]);
  });
});

describe("a remedy that looks at the account first", () => {
  function looked(outcome: string, fields = {}): readonly string[] {
    const chat = new Chat(bot);
    chat.me("买不了", understood("trouble"));
    return chat.called(outcome, fields);
  }

  test("says what it found", () => {
    expect(looked("short", { available: 3 })).toEqual(["只有3", "解决了吗？"]);
  });

  test("goes to the next one when this is not the trouble", () => {
    expect(looked("enough", { available: 9 })).toEqual(["看看卡", "解决了吗？"]);
  });

  test("says its general words when the account cannot be seen", () => {
    expect(looked("timeout")).toEqual(["看看额度够不够", "解决了吗？"]);
  });

  test("is told as tried when it did not help", () => {
    const chat = new Chat(bot);
    chat.me("买不了", understood("trouble"));
    chat.called("error");
    chat.me("没有", no());
    chat.me("转人工");
    expect(chat.handoff?.brief).toEqual({ tried: "额度" });
  });

  test("ends solved when it did", () => {
    const chat = new Chat(bot);
    chat.me("买不了", understood("trouble"));
    chat.called("error");
    chat.me("好了", yes());
    expect(chat.turn.ended).toEqual({ dialog: "trouble", outcome: "solved" });
  });
});
