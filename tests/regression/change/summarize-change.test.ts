import { describe, expect, test } from "vitest";
import { summarizeChange } from "../../../src/regression/change/summarize-change.ts";
import { type SmallBot, smallBot } from "../../support/small-bot.ts";
import { CARD, INTENTS, REPAY, SHOP, told } from "./told-shop.ts";

/** What is told of the shop with another repay dialog. */
const repayWith = (
  change: (yaml: string) => string,
  language: "zh" | "en" = "zh",
  touched: ReadonlyMap<string, number> = new Map(),
) => {
  const yaml = change(REPAY);
  expect(yaml).not.toBe(REPAY);
  return told({ ...SHOP, dialogs: { ...SHOP.dialogs, repay: yaml } }, language, touched);
};
const replacing = (from: string, to: string) => (yaml: string) => yaml.replace(from, to);

describe("a bot and itself", () => {
  test("have nothing to tell, wherever their lines stand", () => {
    expect(told(SHOP)).toEqual([]);
    expect(repayWith((yaml) => yaml.replace("steps:", "# What to do\n\nsteps:"))).toEqual([]);
  });
});

describe("inside a dialog", () => {
  test("another wording is told by the old and the new words", () => {
    const change = replacing("请先登录账号。", "请先登录小米账号。");
    expect(repayWith(change)).toEqual([
      "answers: 「怎么还款」：话术由「请先登录账号。」改为「请先登录小米账号。」",
    ]);
    expect(repayWith(change, "en")).toEqual([
      'answers: "How to repay": what is said changes in Chinese, from 「请先登录账号。」 to 「请先登录小米账号。」',
    ]);
    expect(repayWith(replacing("Please sign in first.", "Sign in first."))).toEqual([
      'answers: 「怎么还款」：话术英文由"Please sign in first."改为"Sign in first."',
    ]);
  });

  test("a button that leads elsewhere, a new one and one that is gone are told by their labels", () => {
    expect(repayWith(replacing("Card }, go: pay", "Card }, go: card"), "en")).toEqual([
      'answers: "How to repay": at "How do you pay?", the button "Card" now leads to "Another card"',
    ]);
    const third = "      - { id: third, label: { zh: 余额, en: Balance }, go: pay }\n  - id: pay";
    expect(repayWith(replacing("  - id: pay", third))).toEqual([
      "answers: 「怎么还款」：在「用什么付？」处新增按钮「余额」，通向「点「立即还款」。」",
    ]);
    expect(
      repayWith(replacing("      - { id: card, label: { zh: 银行卡, en: Card }, go: pay }\n", "")),
    ).toEqual(["answers: 「怎么还款」：在「用什么付？」处去掉按钮「银行卡」"]);
  });

  test("a step put in is the only thing told, though every step below has another number", () => {
    const change = replacing(
      "  - id: choose",
      "  - say: { zh: 余额要够。, en: Have enough. }\n  - id: choose",
    );
    expect(repayWith(change)).toEqual(["answers: 「怎么还款」：在「请先登录账号。」之后新增「余额要够。」"]);
    expect(repayWith(change, "en")).toEqual([
      'answers: "How to repay": new after "Please sign in first.": "Have enough."',
    ]);
  });

  test("a step taken out is told", () => {
    const change = replacing(
      "  - id: sign-in\n    say: { zh: 请先登录账号。, en: Please sign in first. }\n",
      "",
    );
    expect(repayWith(change)).toEqual(["answers: 「怎么还款」：去掉「请先登录账号。」"]);
  });

  test("a step that leads elsewhere is told by where", () => {
    const change = replacing("en: cannot pay } }", "en: cannot pay } }\n    go: choose");
    expect(repayWith(change, "en")).toEqual([
      'answers: "How to repay": the handoff "cannot pay" now leads to "How do you pay?"',
    ]);
  });

  test("another queue is told by its name", () => {
    const change = replacing("en: cannot pay }", "en: cannot pay }, queue: money");
    expect(repayWith(change)).toEqual([
      "answers: 「怎么还款」：转人工「不会付」改为进入队列「money」",
      "bot: 新增队列「money」",
    ]);
  });

  test("a step whose name changes is told to be the same", () => {
    const change = replacing("id: sign-in", "id: log-in\n    was: [sign-in]");
    expect(repayWith(change)).toEqual([
      "answers: 「怎么还款」：「请先登录账号。」换了内部名称，正停在这一步的客户会接着走",
    ]);
  });

  test("how many conversations a week come through is said where it is known, and weighs", () => {
    const touched = new Map([
      ["repay#sign-in", 1234],
      ["repay#pay", 12_345],
    ]);
    const change = (yaml: string) =>
      yaml.replace("请先登录账号。", "请登录账号。").replace("点「立即还款」。", "按「立即还款」。");
    expect(repayWith(change, "en", touched).map((text) => text.slice(text.lastIndexOf("(")))).toEqual([
      "(roughly 12,000 conversations a week)",
      "(roughly 1,200 conversations a week)",
    ]);
    expect(repayWith(change, "zh", touched)[0]).toMatch(/（每周约 12,000 次对话）$/u);
  });
});

describe("whole dialogs", () => {
  test("that come and go are told by their titles and the questions they answer", () => {
    const fee = "start: { intents: [fee] }\nsteps: [{ say: 不收手续费。 }]";
    expect(told({ ...SHOP, dialogs: { ...SHOP.dialogs, fee } }, "en")).toEqual([
      'dialogs: New dialog "fee" of 1 step, which answers "about fee"',
      'intents: New question "about fee", asked in 1 way: "say fee"',
    ]);
    expect(
      told({
        dialogs: { repay: REPAY.replace("[repay.how]", "[repay.how, card.change]") },
        intents: INTENTS,
      }),
    ).toEqual(["dialogs: 删除对话「换卡」", "answers: 「怎么还款」：现在也回答「换卡」"]);
  });

  test("that have another name are not told as new, and what leads to them leads where it did", () => {
    const shop = (card: string, target: string): SmallBot => ({
      intents: INTENTS,
      dialogs: { repay: REPAY.replace("Card }, go: pay", `Card }, go: ${target}`), [target]: card },
    });
    const before = smallBot(shop(CARD, "card"));
    const after = smallBot(shop(CARD.replace("dialog: card", "dialog: new-card\nwas: [card]"), "new-card"));
    expect(summarizeChange(before, after, { language: "en" }).map(({ text }) => text)).toEqual([
      'The dialog "Another card" has another internal name (new-card, before card); customers in it go on',
    ]);
  });

  test("that all change alike are told once", () => {
    const dialogs = Object.fromEntries(
      ["a", "b", "c", "d"].map((name) => [
        name,
        `start: { phrases: [${name}] }\nsteps: [{ check: { title: 试, say: ${name} } }]`,
      ]),
    );
    const shop = smallBot({ dialogs });
    const labels = { ...shop.labels, solved: { zh: "好了", en: "Solved" } };
    const touched = new Map([["a#s1.ask", 10]]);
    const after = smallBot({
      dialogs: Object.fromEntries(
        Object.entries(dialogs).map(([name, yaml]) => [name, `${yaml}\nresume: silent`]),
      ),
    });
    expect(summarizeChange(shop, after, { language: "zh", touched })).toEqual([
      {
        group: "answers",
        text: "4 个对话：客户岔开话题后，回来的方式有变化（每周约 10 次对话）",
        weekly: 10,
      },
    ]);
    expect(summarizeChange(shop, { ...shop, labels }, { language: "zh" }).map(({ text }) => text)).toEqual([
      "通用按钮由「解决了」改为「好了」",
    ]);
  });
});

describe("questions of customers", () => {
  test("that move from one intent to another are counted, with examples", () => {
    const intents = {
      "repay.how": INTENTS["repay.how"].replace(", 换张卡还", ""),
      "card.change": INTENTS["card.change"].replace("[换卡]", "[换卡, 换张卡还, 改绑银行卡]"),
    };
    expect(told({ ...SHOP, intents })).toEqual([
      "utterances: 1 种问法由「怎么还款」改归「换卡」：「换张卡还」",
      "utterances: 「换卡」新增 1 种问法：「改绑银行卡」",
    ]);
    expect(told({ ...SHOP, intents }, "en")[0]).toBe(
      'utterances: 1 way of asking moves from "How to repay" to "Change the card": "换张卡还"',
    );
  });

  test("have titles, and texts that they are not", () => {
    const intents = {
      ...INTENTS,
      "card.change": INTENTS["card.change"]
        .replace("zh: 换卡,", "zh: 更换银行卡,")
        .replace("utterances:", "not: { zh: [换手机] }\n    utterances:"),
    };
    expect(told({ ...SHOP, intents })).toEqual([
      "intents: 客户问题的标题由「换卡」改为「更换银行卡」",
      "utterances: 1 种说法不再算作「更换银行卡」：「换手机」",
    ]);
  });
});
