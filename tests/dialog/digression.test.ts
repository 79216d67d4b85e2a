import { describe, expect, test } from "vitest";
import { Chat } from "../support/chat.ts";
import { smallBot } from "../support/small-bot.ts";
import { no, understood, yes } from "../support/understandings.ts";

/** A dialog that asks one question, and is over with its answer. */
const asks = (intent: string, question: string, resume = "ask") => `
  start: { intents: [${intent}] }
  resume: ${resume}
  steps:
    - ask: ${question}
      yesno: { yes: bye, no: bye }
    - id: bye
      say: ${question}答完
`;

const bot = smallBot({
  dialogs: {
    repay: asks("repay", "登录了吗？"),
    limit: "start: { intents: [limit] }\nsteps: [{ say: 看账户 }]\n",
    card: asks("card", "换卡吗？"),
    silent: asks("silent", "静静问？", "silent"),
    never: asks("never", "问一次？", "never"),
    five: asks("five", "第五？"),
    six: asks("six", "第六？"),
  },
});

const ask = (chat: Chat, intent: string) => chat.me("问", understood(intent));

function inside(intent: string): Chat {
  const chat = new Chat(bot);
  ask(chat, intent);
  return chat;
}

describe("a question in between", () => {
  test("is answered, and the dialog before it is offered again", () => {
    const chat = inside("repay");
    expect(ask(chat, "limit")).toEqual(["看账户", "继续「repay」吗？"]);
    expect(chat.buttons).toEqual(["是的", "不是", "转人工"]);
  });

  test("is followed by the dialog before it on a yes", () => {
    const chat = inside("repay");
    ask(chat, "limit");
    expect(chat.me("好", yes())).toEqual(["登录了吗？"]);
    expect(chat.dialogs).toEqual(["repay"]);
  });

  test("ends the dialog before it on a no", () => {
    const chat = inside("repay");
    ask(chat, "limit");
    expect(chat.me("算了吧", no())).toEqual(["不继续了"]);
    expect(chat.turn.ended).toEqual({ dialog: "repay", outcome: "cancelled" });
    expect(chat.dialogs).toEqual([]);
  });

  test("may ask questions of its own first", () => {
    const chat = inside("repay");
    expect(ask(chat, "card")).toEqual(["换卡吗？"]);
    expect(chat.me("是", yes())).toEqual(["换卡吗？答完", "继续「repay」吗？"]);
  });

  test("is followed by a silent dialog without an offer", () => {
    const chat = inside("silent");
    expect(ask(chat, "limit")).toEqual(["看账户", "静静问？"]);
  });

  test("ends a dialog that never resumes", () => {
    const chat = inside("never");
    expect(ask(chat, "limit")).toEqual(["看账户"]);
    expect(chat.dialogs).toEqual([]);
  });

  test("drops only what never resumes, not what lies under it", () => {
    const chat = inside("repay");
    ask(chat, "never");
    expect(ask(chat, "limit")).toEqual(["看账户", "继续「repay」吗？"]);
  });

  test("may come while the offer to go on is open", () => {
    const chat = inside("repay");
    ask(chat, "limit");
    expect(ask(chat, "card")).toEqual(["换卡吗？"]);
    expect(chat.me("是", yes())).toEqual(["换卡吗？答完", "继续「repay」吗？"]);
  });

  test("is offered to go on from the innermost to the outermost", () => {
    const chat = inside("repay");
    ask(chat, "card");
    expect(ask(chat, "limit")).toEqual(["看账户", "继续「card」吗？"]);
    expect(chat.me("好", yes())).toEqual(["换卡吗？"]);
    expect(chat.me("好", yes())).toEqual(["换卡吗？答完", "继续「repay」吗？"]);
    expect(chat.me("好", yes())).toEqual(["登录了吗？"]);
  });
});

describe("nesting", () => {
  test("goes four dialogs deep; the next question is noted, and its turn comes when they are over", () => {
    const chat = inside("repay");
    for (const intent of ["card", "silent", "five"]) ask(chat, intent);
    expect(chat.dialogs).toEqual(["repay", "card", "silent", "five"]);
    expect(ask(chat, "six")).toEqual(["「six」记下了，先说「five」", "第五？"]);
    expect(chat.dialogs).toEqual(["repay", "card", "silent", "five"]);
    expect(chat.state.noted).toEqual(["six"]);
  });

  test("does not happen to a dialog that is going on: its question is asked again", () => {
    const chat = inside("repay");
    expect(ask(chat, "repay")).toEqual(["登录了吗？"]);
    expect(chat.dialogs).toEqual(["repay"]);
  });

  test("is undone by a question that goes back to a dialog under others", () => {
    const chat = inside("repay");
    ask(chat, "card");
    expect(ask(chat, "repay")).toEqual(["登录了吗？"]);
    expect(chat.dialogs).toEqual(["repay"]);
  });
});

describe("a dialog that ran another one", () => {
  const running = smallBot({
    dialogs: {
      pay: `
        start: { intents: [pay] }
        steps:
          - ask: 付好了吗？
            yesno: { yes: end, no: failed }
          - id: failed
            run: help
            go: s1
      `,
      help: "steps: [{ ask: 换张卡试试？, yesno: { yes: end, no: end } }]\n",
    },
  });
  const afterHelp = () => {
    const chat = new Chat(running);
    ask(chat, "pay");
    expect(chat.me("没", no())).toEqual(["换张卡试试？"]);
    expect(chat.me("试了", yes())).toEqual(["付好了吗？"]);
    return chat;
  };

  test("asks on where it was", () => {
    expect(afterHelp().dialogs).toEqual(["pay"]);
  });

  test("does not run it again when its question is to be repeated", () => {
    expect(afterHelp().me("再说一遍")).toEqual(["再说一次", "付好了吗？"]);
  });

  test("does not run it again when the customer asks the same thing again", () => {
    expect(ask(afterHelp(), "pay")).toEqual(["付好了吗？"]);
  });
});

test("whoever answers the old question instead of going on or not, has gone on", () => {
  const two = smallBot({
    dialogs: {
      a: `
        start: { intents: [a] }
        steps: [{ ask: 付好了吗？, yesno: { yes: { label: 付好了, go: end }, no: end } }]
      `,
      b: "start: { intents: [b] }\nsteps: [{ say: 别的 }]\n",
    },
  });
  const chat = new Chat(two);
  chat.me("一", understood("a"));
  expect(chat.me("二", understood("b"))).toEqual(["别的", "继续「a」吗？"]);
  expect(chat.me("付好了")).toEqual(["好的"]);
  expect(chat.dialogs).toEqual([]);
});
