import { describe, expect, test } from "vitest";
import { Chat } from "../support/chat.ts";
import { smallBot } from "../support/small-bot.ts";
import { no, understood, yes } from "../support/understandings.ts";

const repay = `
  start: { intents: [repay] }
  steps:
    - ask: 一？
      yesno: { yes: two, no: end }
    - id: two
      ask: 二？
      yesno: { yes: bye, no: bye }
    - { id: bye, say: 完 }
`;

function inside(bot: ReturnType<typeof smallBot>): Chat {
  const chat = new Chat(bot);
  chat.me("还款", understood("repay"));
  return chat;
}

describe("a quiet pattern", () => {
  const bot = smallBot({
    dialogs: { repay },
    patterns: { bye: "start: { intents: [bye] }\nquiet: true\nsteps: [{ say: 再见 }]" },
  });

  test("leaves the open question alone", () => {
    expect(inside(bot).me("再见", understood("bye"))).toEqual(["再见"]);
  });

  test("leaves it open: it can still be answered", () => {
    const chat = inside(bot);
    chat.me("再见", understood("bye"));
    expect(chat.me("是", yes())).toEqual(["二？"]);
    expect(chat.tap("是的")).toEqual(["完"]);
  });

  test("at rest says its words", () => {
    expect(new Chat(bot).me("再见", understood("bye"))).toEqual(["再见"]);
  });
});

describe("what is true everywhere is as true when it is meant as when it is said", () => {
  const bot = smallBot({
    dialogs: { repay },
    patterns: {
      cancel: "start: { intents: [cancel], phrases: [取消] }\nsteps: [{ say: 停下了 }]",
      repeat: "start: { intents: [repeat], phrases: [再说一遍] }\nsteps: [{ say: 再说一次 }]",
    },
  });

  test("cancel", () => {
    const chat = inside(bot);
    expect(chat.me("我不想弄了呀", understood("cancel"))).toEqual(["停下了"]);
    expect(chat.dialogs).toEqual([]);
  });

  test("repeat", () => {
    const chat = new Chat(bot);
    chat.me("还款", understood("repay"));
    chat.me("是", yes());
    chat.me("是", yes());
    expect(chat.me("刚才说啥来着", understood("repeat"))).toEqual(["再说一次", "完"]);
  });
});

describe("a dialog that a pattern leads to", () => {
  const bot = smallBot({
    dialogs: { repay, limit: "start: { intents: [limit] }\nsteps: [{ say: 看账户 }]\n" },
    patterns: {
      menu: "start: { intents: [menu] }\nsteps: [{ ask: 要什么？, options: [{ label: 还钱, go: repay }] }]",
    },
  });
  const led = () => {
    const chat = new Chat(bot);
    chat.me("菜单", understood("menu"));
    expect(chat.me("还钱")).toEqual(["一？"]);
    return chat;
  };

  test("is gone through like any other", () => {
    const chat = led();
    chat.me("是", yes());
    expect(chat.me("是", yes())).toEqual(["完"]);
    expect(chat.turn.ended).toEqual({ dialog: "repay", outcome: "done" });
  });

  test("is gone back in like any other", () => {
    const chat = led();
    chat.me("是", yes());
    expect(chat.me("上一步")).toEqual(["一？"]);
  });

  test("is offered to go on after a question in between, like any other", () => {
    expect(led().me("额度", understood("limit"))).toEqual(["看账户", "继续「repay」吗？"]);
  });
});

describe("an answer that ends a dialog without a word", () => {
  test("is not taken for one that was not understood", () => {
    expect(inside(smallBot({ dialogs: { repay } })).me("没", no())).not.toContain("没听懂一次");
  });
});

describe("the complaint that led to a remedy, made again after it", () => {
  const bot = smallBot({
    dialogs: {
      broken:
        "start: { intents: [broken] }\nsteps: [{ check: { title: 额度, say: 看额度 } }, { check: { title: 卡, say: 看卡 } }]\n",
    },
  });

  test("means that the remedy did not help", () => {
    const chat = new Chat(bot);
    chat.me("不能分期", understood("broken"));
    expect(chat.me("就是不能分期", understood("broken"))).toEqual(["看卡", "解决了吗？"]);
    chat.me("转人工");
    expect(chat.handoff?.brief).toEqual({ tried: "额度" });
  });

  test("means nothing against the customer's own yes", () => {
    const chat = new Chat(bot);
    chat.me("不能分期", understood("broken"));
    expect(chat.me("好了", { ...understood("broken"), yesno: "yes" })).toEqual(["解决就好"]);
  });
});

test("a yes and a no may be said in words of their own", () => {
  const bot = smallBot({
    dialogs: {
      a: "start: { phrases: [开始] }\nsteps: [{ ask: 到账了吗？, yesno: { yes: { label: 到了, phrases: [钱来啦], go: in }, no: end } }, { id: in, say: 收到 }]\n",
    },
  });
  const chat = new Chat(bot);
  chat.me("开始");
  expect(chat.me("钱来啦！")).toEqual(["收到"]);
});
