import { describe, expect, test } from "vitest";
import { Chat } from "../support/chat.ts";
import { smallBot } from "../support/small-bot.ts";
import { inLanguage, no, understood, unknownText, yes } from "../support/understandings.ts";

const one = (steps: string, more = "") =>
  smallBot({
    dialogs: { a: `${more}start: { phrases: [开始] }\nsteps:\n${steps.replace(/^(?=.)/gmu, "  ")}\n` },
  });

describe("a dialog", () => {
  test("says one thing after the other, up to its first question", () => {
    const chat = new Chat(
      one("- say: 一\n- say: 二\n- ask: 好吗？\n  yesno: { yes: next, no: end }\n- say: 三"),
    );
    expect(chat.me("开始")).toEqual(["一", "二", "好吗？"]);
    expect(chat.me("好", yes())).toEqual(["三"]);
    expect(chat.turn.ended).toEqual({ dialog: "a", outcome: "done" });
    expect(chat.state.stack).toEqual([]);
  });

  test("says which step said what", () => {
    const chat = new Chat(one("- say: 一\n- { id: two, say: 二 }"));
    chat.me("开始");
    expect(chat.turn.says.map((say) => say.origin)).toEqual([
      { dialog: "a", step: "s1" },
      { dialog: "a", step: "two" },
    ]);
  });

  test("can be started at a step", () => {
    const chat = new Chat(one("- say: 一\n- { id: two, say: 二 }"));
    expect(chat.start("a", "two")).toEqual(["二"]);
  });

  test("ends with the outcome it names", () => {
    const chat = new Chat(one("- say: 一\n- end: { outcome: unsolved }"));
    chat.me("开始");
    expect(chat.turn.ended).toEqual({ dialog: "a", outcome: "unsolved" });
  });

  test("that ends solved is followed by the words for it", () => {
    const chat = new Chat(one("- say: 一\n- end: { outcome: solved }"));
    expect(chat.me("开始")).toEqual(["一", "解决就好"]);
    expect(chat.turn.ended).toEqual({ dialog: "a", outcome: "solved" });
  });
});

describe("what the bot says", () => {
  test("is in the customer's language", () => {
    const bot = one("- say: { zh: 一, en: one }");
    expect(new Chat(bot, { language: "en" }).me("开始", inLanguage("en", unknownText()))).toEqual(["one"]);
    expect(new Chat(bot, { language: "zh" }).me("开始")).toEqual(["一"]);
  });

  test("is filled in with the bot's name, brand and slots", () => {
    const bot = one(
      '- set: { period: 12 }\n- say: "{{ brand }}的{{ name }}：{{ slots.period }}期{{ nothing }}"',
      "slots: { period: { type: number } }\n",
    );
    expect(new Chat(bot).me("开始")).toEqual(["好商城的小分：12期"]);
  });

  test("takes its wordings in turn, the same way every time", () => {
    const bot = one("- say: [一, 二, 三]");
    const talk = () => {
      const chat = new Chat(bot);
      return [1, 2, 3, 4].flatMap(() => chat.me("开始"));
    };
    expect(talk()).toEqual(["一", "二", "三", "一"]);
    expect(talk()).toEqual(talk());
  });

  test("may carry a numbered list with the current item", () => {
    const chat = new Chat(one("- say: { text: 步骤, steps: { zh: [甲, 乙], en: [a, b] }, current: 2 }"));
    chat.me("开始");
    expect(chat.turn.says[0]?.steps).toEqual({ items: ["甲", "乙"], current: 2 });
  });
});

describe("when", () => {
  const bot = one(
    `
- when:
    - { if: customer.identified && language == 'en', go: english }
    - { if: customer.identified, go: known }
    - { else: stranger }
- { id: english, say: known and English, go: end }
- { id: known, say: 认识, go: end }
- { id: stranger, say: 不认识 }
`,
  );

  test("takes the first branch that holds", () => {
    expect(new Chat(bot, { identified: true }).me("开始")).toEqual(["认识"]);
    expect(new Chat(bot, { identified: true, language: "en" }).me("开始")).toEqual(["known and English"]);
  });

  test("takes the else when none holds", () => {
    expect(new Chat(bot).me("开始")).toEqual(["不认识"]);
  });

  test("without an else goes on with the next step", () => {
    expect(new Chat(one("- when: [{ if: customer.identified, go: end }]\n- say: 下一步")).me("开始")).toEqual(
      ["下一步"],
    );
  });

  test("looks at slots, and at how often the customer was not understood", () => {
    const steps = `
- set: { period: 12 }
- ask: 好吗？
  yesno: { yes: end, no: end, unclear: again }
- id: again
  when: [{ if: "slots.period == 12 && misses == 2", go: twice }, { else: once }]
- { id: once, say: 一次, go: s2 }
- { id: twice, say: 两次, go: s2 }
`;
    const chat = new Chat(one(steps, "slots: { period: { type: number } }\n"));
    chat.me("开始");
    expect(chat.me("嘛呀")).toEqual(["一次", "好吗？"]);
    expect(chat.me("嘛呀")).toEqual(["两次", "好吗？"]);
  });

  test("takes a condition on a slot that was never set for false", () => {
    const steps = "- when: [{ if: slots.other == 1, go: end }]\n- say: 没有";
    expect(new Chat(one(steps, "slots: { other: { type: number } }\n")).me("开始")).toEqual(["没有"]);
  });

  test("counts with whole numbers in slots", () => {
    const steps =
      "- set: { n: 3 }\n- when: [{ if: slots.n + 1 > 3, go: many }, { else: end }]\n- { id: many, say: 多 }";
    expect(new Chat(one(steps, "slots: { n: { type: number } }\n")).me("开始")).toEqual(["多"]);
  });
});

describe("set", () => {
  test("changes slots, which the state keeps", () => {
    const chat = new Chat(one("- set: { period: 12 }\n- say: 好", "slots: { period: { type: number } }\n"));
    chat.me("开始");
    expect(chat.state.slots).toEqual({ period: 12 });
  });

  test("is forgotten when its dialog begins anew", () => {
    const steps = '- say: "[{{ slots.period }}]"\n- set: { period: 12 }';
    const chat = new Chat(one(steps, "slots: { period: { type: number } }\n"));
    expect([chat.me("开始"), chat.me("开始")]).toEqual([["[]"], ["[]"]]);
  });
});

describe("run", () => {
  const bot = smallBot({
    dialogs: {
      a: "start: { phrases: [开始] }\nsteps: [{ say: 一 }, { run: sub }, { ask: 好吗？, yesno: { yes: next, no: end } }, { say: 完 }]\n",
      sub: "steps: [{ say: 子一 }, { ask: 子问？, yesno: { yes: end, no: end } }]\n",
    },
  });

  test("goes through another dialog and returns", () => {
    const chat = new Chat(bot);
    expect(chat.me("开始")).toEqual(["一", "子一", "子问？"]);
    expect(chat.dialogs).toEqual(["a", "sub"]);
    expect(chat.me("好", yes())).toEqual(["好吗？"]);
    expect(chat.dialogs).toEqual(["a"]);
    expect(chat.me("好", yes())).toEqual(["完"]);
  });

  test("returns to the step it names", () => {
    const jumping = smallBot({
      dialogs: {
        a: "start: { phrases: [开始] }\nsteps: [{ run: sub, go: last }, { id: mid, say: 中 }, { id: last, ask: 末？, yesno: { yes: mid, no: end } }]\n",
        sub: "steps: [{ say: 子 }]\n",
      },
    });
    expect(new Chat(jumping).me("开始")).toEqual(["子", "末？"]);
  });

  test("shares the slots that both dialogs declare, and empties the others", () => {
    const sharing = smallBot({
      dialogs: {
        a: 'start: { phrases: [开始] }\nslots: { told: { type: text } }\nsteps: [{ set: { told: 甲 } }, { run: sub }, { say: "{{ slots.told }}" }, { set: { told: 丙 } }, { run: sub }]\n',
        sub: 'slots: { told: { type: text }, own: { type: text } }\nsteps: [{ say: "{{ slots.told }}{{ slots.own }}" }, { set: { told: 乙, own: 丁 } }]\n',
      },
    });
    expect(new Chat(sharing).me("开始")).toEqual(["甲", "乙", "丙"]);
  });

  test("does not end the conversation's topic when the dialog it runs is solved", () => {
    const checking = smallBot({
      dialogs: {
        a: "start: { phrases: [开始] }\nsteps: [{ run: sub }, { say: 回来 }]\n",
        sub: "steps: [{ check: { title: 网络, say: 看网络 } }]\n",
      },
    });
    const chat = new Chat(checking);
    chat.me("开始");
    expect(chat.me("好了", yes())).toEqual(["回来"]);
    expect(chat.turn.ended).toEqual({ dialog: "a", outcome: "done" });
  });
});

describe("go", () => {
  const bot = smallBot({
    dialogs: {
      a: `
        start: { phrases: [开始] }
        steps:
          - ask: 去哪？
            options:
              - { label: 步骤, go: here }
              - { label: 对话, go: other }
              - { label: 对话的步骤, go: other#second }
              - { label: 返回, go: back }
              - { label: 结束, go: bye }
              - { label: 人, go: human }
              - { label: 接着, go: next }
          - { say: 接着说, go: end }
          - { id: here, say: 这里, go: end }
          - { id: bye, say: 再见, go: end }
      `,
      other: "start: { phrases: [其他] }\nsteps: [{ say: 第一 }, { id: second, say: 第二 }]\n",
    },
  });
  const going = (label: string) => {
    const chat = new Chat(bot);
    chat.me("开始");
    return { said: chat.me(label), chat };
  };

  test.each([
    ["步骤", ["这里"], { dialog: "a", outcome: "done" }],
    ["对话", ["第一", "第二"], { dialog: "other", outcome: "done" }],
    ["对话的步骤", ["第二"], { dialog: "other", outcome: "done" }],
    ["接着", ["接着说"], { dialog: "a", outcome: "done" }],
    ["结束", ["再见"], { dialog: "a", outcome: "done" }],
  ])("%s says %j", (label, texts, ended) => {
    const { said, chat } = going(label);
    expect(said).toEqual(texts);
    expect(chat.turn.ended).toEqual(ended);
  });

  test("back asks the question before; the first one again when there is none", () => {
    const { said, chat } = going("返回");
    expect(said).toEqual(["去哪？"]);
    expect(chat.dialogs).toEqual(["a"]);
  });

  test("human hands over, and the dialog is over", () => {
    const { chat } = going("人");
    expect(chat.handoff?.reason).toBe("asked for a person");
    expect(chat.turn.ended).toEqual({ dialog: "a", outcome: "unsolved" });
  });
});

describe("check", () => {
  const bot = one(
    "- id: limit\n  check: { title: 额度, say: 看额度 }\n- id: card\n  check: { title: 银行卡, say: 看卡 }\n- say: 没办法了",
  );

  test("says the remedy and asks whether it helped", () => {
    const chat = new Chat(bot);
    expect(chat.me("开始")).toEqual(["看额度", "解决了吗？"]);
    expect(chat.buttons).toEqual(["解决了", "没解决", "转人工"]);
  });

  test("ends solved on a yes", () => {
    const chat = new Chat(bot);
    chat.me("开始");
    expect(chat.me("好了", yes())).toEqual(["解决就好"]);
    expect(chat.turn.ended).toEqual({ dialog: "a", outcome: "solved" });
  });

  test("goes on with the next remedy on a no", () => {
    const chat = new Chat(bot);
    chat.me("开始");
    expect(chat.me("不行", no())).toEqual(["看卡", "解决了吗？"]);
    expect(chat.me("没解决")).toEqual(["没办法了"]);
  });

  test("goes where it says on a no", () => {
    const jumping = one(
      "- check: { title: 一, say: 一 }\n  go: last\n- { id: mid, say: 中 }\n- { id: last, ask: 末？, yesno: { yes: mid, no: end } }",
    );
    const chat = new Chat(jumping);
    chat.me("开始");
    expect(chat.me("不行", no())).toEqual(["末？"]);
  });

  test("tells the agent which remedies did not help", () => {
    const chat = new Chat(bot);
    chat.me("开始");
    chat.me("不行", no());
    chat.me("找人", understood("human.agent"));
    expect(chat.handoff?.brief).toEqual({ tried: "额度" });
  });
});
