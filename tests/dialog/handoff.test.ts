import { describe, expect, test } from "vitest";
import { nothingInView } from "../../src/content/in-view.ts";
import { comeBack } from "../../src/dialog/coming-back.ts";
import { draftOf } from "../../src/dialog/turn.ts";
import { Chat } from "../support/chat.ts";
import { smallBot } from "../support/small-bot.ts";
import { no, understood } from "../support/understandings.ts";

const bot = smallBot({
  dialogs: {
    pay: `
      start: { intents: [pay] }
      slots: { method: { type: text }, amount: { type: number } }
      steps:
        - set: { method: 银行卡 }
        - id: paid
          ask: 付好了吗？
          yesno: { yes: end, no: person }
        - id: person
          human: { reason: "{{ slots.method }}付不了", queue: repay, brief: [method, amount] }
          go: paid
    `,
    check:
      "start: { intents: [check] }\nsteps: [{ check: { title: 额度, say: 看额度 } }, { check: { title: 卡, say: 看卡 } }]\n",
    last: "start: { intents: [last] }\nsteps: [{ check: { title: 额度, say: 看额度 }, go: human }]\n",
    plain: "start: { intents: [plain] }\nsteps: [{ human: { reason: 难 } }, { say: 后来 }]\n",
  },
});

/** A conversation handed over from a dialog, and come back from the person. */
function cameBack(): Chat {
  const chat = new Chat(bot);
  chat.me("付款", understood("pay"));
  chat.me("没", no());
  const back = comeBack(
    {
      bot,
      language: "zh",
      identified: false,
      vip: false,
      context: nothingInView,
      isOpen: () => true,
      isStaffed: () => true,
      at: 0,
    },
    draftOf(chat.state),
  );
  expect(back.says.map((say) => say.text)).toEqual(["回来了", "付好了吗？"]);
  return new Chat(bot, { state: back.state });
}

describe("a person", () => {
  test("is asked for with the reason, the queue and the slots that are filled", () => {
    const chat = new Chat(bot);
    chat.me("付款", understood("pay"));
    chat.me("没", no());
    expect(chat.handoff).toMatchObject({
      reason: "银行卡付不了",
      queue: "repay",
      brief: { method: "银行卡" },
    });
  });

  test("is followed by the step after, or the one that is named", () => {
    const chat = new Chat(bot);
    chat.me("难", understood("plain"));
    const back = comeBack(
      {
        bot,
        language: "zh",
        identified: false,
        vip: false,
        context: nothingInView,
        isOpen: () => true,
        isStaffed: () => true,
        at: 0,
      },
      draftOf(chat.state),
    );
    expect(back.says.map((say) => say.text)).toEqual(["回来了", "后来"]);
    cameBack();
  });

  test("that was asked for in a dialog is followed by its open question", () => {
    const chat = new Chat(bot);
    chat.me("付款", understood("pay"));
    chat.me("转人工");
    const back = comeBack(
      {
        bot,
        language: "zh",
        identified: false,
        vip: false,
        context: nothingInView,
        isOpen: () => true,
        isStaffed: () => true,
        at: 0,
      },
      draftOf(chat.state),
    );
    expect(back.says.map((say) => say.text)).toEqual(["回来了", "付好了吗？"]);
    expect(back.state.stack.map((frame) => frame.dialog)).toEqual(["pay"]);
  });

  // The stretch of the question began with the step that called the person.
  test("is not called again when the question after is to be repeated", () => {
    const chat = cameBack();
    chat.me("再说一遍");
    expect(chat.handoff).toBeUndefined();
  });

  test("is not called again when the customer asks the same thing again", () => {
    const chat = cameBack();
    chat.me("付款", understood("pay"));
    expect(chat.handoff).toBeUndefined();
  });
});

describe("what was tried", () => {
  test("is told in the brief, by the titles of the remedies", () => {
    const chat = new Chat(bot);
    chat.me("不行", understood("check"));
    chat.me("没用", no());
    chat.me("转人工");
    expect(chat.handoff?.brief).toEqual({ tried: "额度" });
  });

  test("is told when the last remedy leads to a person by itself", () => {
    const chat = new Chat(bot);
    chat.me("不行", understood("last"));
    chat.me("没用", no());
    expect(chat.handoff?.brief).toEqual({ tried: "额度" });
  });

  test("is told once, however often it was asked about", () => {
    const chat = new Chat(bot);
    chat.me("不行", understood("check"));
    chat.me("没用", no());
    chat.me("上一步");
    chat.me("没用", no());
    chat.me("转人工");
    expect(chat.handoff?.brief).toEqual({ tried: "额度" });
  });
});
