import { describe, expect, test } from "vitest";
import { summarizeChange } from "../../../src/regression/change/summarize-change.ts";
import { smallBot } from "../../support/small-bot.ts";
import { bot, SHOP, told } from "./told-shop.ts";

describe("the rest of a bot", () => {
  const head = (facts: string, more = "") => `
    bot:
      name: { zh: 小分, en: Fen }
      brand: { zh: 好商城, en: Good Mall }
      greeting: 您好
      suggestions: { zh: [怎么还款], en: [How to repay] }
    ${more}
    facts:
      due-day: ${facts}
  `;
  const FACT = "{ statement: Instalments are due on the tenth., source: terms, date: 2026-01-01 }";

  test("tells facts that change, and those that have expired by now", () => {
    expect(told({ ...SHOP, bot: head(FACT) })).toEqual([]);
    expect(told({ ...SHOP, bot: head(FACT.replace("tenth", "ninth")) }, "en")).toEqual([
      'facts: What a fact says changes from "Instalments are due on the tenth." to "Instalments are due on the ninth."',
    ]);
    const expired = FACT.replace(" }", ", expires: 2026-05-01 }");
    expect(told({ ...SHOP, bot: head(expired) }, "en")).toEqual([
      'facts: The fact "Instalments are due on the tenth." has expired on 2026-05-01',
    ]);
    expect(told({ ...SHOP, bot: head(expired) }, "en", new Map(), "2026-04-01")).toEqual([
      'facts: The fact "Instalments are due on the tenth." now expires on 2026-05-01',
    ]);
  });

  test("tells greeting, suggestions, hours and holidays", () => {
    const hours =
      'hours: { zone: Asia/Shanghai, weekly: { mon: ["09:00-18:00"], tue: ["09:00-18:00"] }, holidays: [2026-10-01] }';
    expect(
      told({ ...SHOP, bot: head(FACT, hours).replace("您好", "欢迎").replace("[怎么还款]", "[怎么换卡]") }),
    ).toEqual([
      "bot: 欢迎语由「您好」改为「欢迎」",
      "bot: 推荐问题新增「怎么换卡」",
      "bot: 推荐问题去掉「怎么还款」",
      "bot: 人工服务时间改为周一至周二 09:00–18:00",
      "bot: 人工服务时间新增休息日 2026-10-01",
    ]);
  });

  test("tells patterns by what they are for", () => {
    expect(told({ ...SHOP, patterns: { "unclear-1": "steps: [{ say: 请换个说法 }]" } })).toEqual([
      "patterns: 「第一次没听懂」：话术由「没听懂一次」改为「请换个说法」",
    ]);
  });

  test("tells articles that come, change and go", () => {
    const article = `
      ---
      article: fees
      title: { zh: 手续费, en: Fees }
      source: terms
      date: 2026-01-01
      questions: { zh: [要手续费吗], en: [is there a fee] }
      ---

      ## 中文

      看结算页。

      ## English

      See the checkout.
    `;
    const shop = { ...SHOP, articles: { fees: article } };
    expect(told(shop)).toEqual(["articles: 新增文章「手续费」"]);
    const changed = { ...SHOP, articles: { fees: article.replace("看结算页", "请看结算页") } };
    const sentences = summarizeChange(smallBot(shop), smallBot(changed), { language: "zh" });
    expect(sentences.map(({ text }) => text)).toEqual([
      "文章「手续费」的正文由「看结算页。」改为「请看结算页。」",
    ]);
    expect(summarizeChange(smallBot(shop), bot, { language: "en" }).map(({ text }) => text)).toEqual([
      'The article "Fees" is gone',
    ]);
  });
});
