import { describe, expect, test } from "vitest";
import { findingsOf } from "../support/problems.ts";

const findings = (say: string) =>
  findingsOf("translation-missing", {
    dialogs: {
      a: `dialog: a\ntitle: { zh: 甲, en: A }\nstart: { phrases: [甲] }\nsteps:\n  - id: first\n    say: ${say}\n`,
    },
  }).filter((line) => line.startsWith("dialogs/a.yaml"));

describe("a text is told of", () => {
  test("when Chinese is shown to customers of both languages", () => {
    expect(findings("好的")).toEqual([
      'dialogs/a.yaml:6:10 warning [translation-missing] "好的" is shown to Chinese and to English customers, and is Chinese.\n' +
        "    Write { zh: …, en: … }.",
    ]);
    expect(findings("{ zh: 好的, en: 好的 }")[0]).toContain("dialogs/a.yaml:6:16");
    expect(findings("[{ zh: 好, en: Good }, 好的]")[0]).toContain("dialogs/a.yaml:6:32");
  });

  test("when English is", () => {
    expect(findings("Go on")[0]).toContain("and is English.");
    expect(findings('"Yes"')).toHaveLength(1);
  });

  test("when Chinese stands under en", () => {
    expect(findings("{ zh: 打开订单, en: 打开订单页 }")[0]).toContain("dialogs/a.yaml:6:26");
    expect(findings("{ zh: 打开我的订单, en: Open 我的订单 }")).toHaveLength(1);
  });

  test("when there is no Chinese under zh", () => {
    expect(findings("{ zh: Go on, en: Please go on }")[0]).toContain(
      'dialogs/a.yaml:6:16 warning [translation-missing] "Go on"',
    );
  });

  test("when a list has fewer lines in one language", () => {
    const list = "{ text: { zh: 看, en: See }, steps: { zh: [登录, 还款], en: [Sign in] } }";
    expect(findings(list)[0]).toContain(
      'dialogs/a.yaml:6:56 warning [translation-missing] "还款" has no line in English.',
    );
  });
});

describe("a text is in order", () => {
  test.each([
    "{ zh: 打开订单, en: Open the order }",
    "{ zh: 打开我的订单, en: Open My orders (我的订单) }",
    "{ zh: 点「还款」, en: Press 还款 (repay) }",
    "{ zh: 点「还款」, en: Press “还款” }",
    "{ zh: 支付宝, en: Alipay }",
    "Apple Pay",
    "iPhone 15",
    "OK",
    '"{{ title }}"',
    '"{{ slots.还 }}"',
    "{ zh: App Store, en: The App Store }",
  ])("%s", (say) => {
    expect(findings(say)).toEqual([]);
  });
});

test("labels, titles and bot.yaml are looked at as well", () => {
  const places = findingsOf("translation-missing", {
    bot: `
      bot: { name: { zh: 小分, en: Fen }, brand: 好商城, greeting: { zh: 您好, en: Hello }, suggestions: { zh: [怎么还], en: [How] } }
      facts: {}
    `,
    dialogs: {
      a: `title: 甲\ndialog: a\nstart: { intents: [a.one] }\nsteps:\n  - ask: { zh: 哪个, en: Which }\n    options: [{ label: 这个, go: end }]\n`,
    },
    intents: { "a.one": "intent: a.one\ntitle: 还款\nutterances: { zh: [还], en: [pay] }\n" },
  }).map((line) => line.split(" ")[0]);
  expect(places.filter((place) => !place?.startsWith("dialogs/_patterns.yaml"))).toEqual([
    "bot.yaml:1:42",
    "dialogs/a.yaml:1:8",
    "dialogs/a.yaml:6:24",
    "intents/a.one.yaml:2:8",
  ]);
});
