import { describe, expect, test } from "vitest";
import type { Understanding } from "../../src/kernel/understanding.ts";
import { Chat } from "../support/chat.ts";
import { smallBot } from "../support/small-bot.ts";
import { between, no, understood, unknownText, yes } from "../support/understandings.ts";

const article = (name: string, zh: string) =>
  `---\narticle: ${name}\ntitle: { zh: ${name}标题, en: About ${name} }\nsource: a\ndate: 2026-03-09\n---\n\n## 中文\n\n${zh}\n\n## English\n\nIn English.\n`;

const parts = {
  dialogs: {
    repay: "start: { intents: [repay] }\nsteps: [{ ask: 登录了吗？, yesno: { yes: end, no: end } }]\n",
    limit: `
      start: { intents: [limit] }
      slots: { many: { entity: number } }
      steps:
        - ask: 多少？
          slot: many
          otherwise: end
    `,
    pause: `
      start: { intents: [pause] }
      steps:
        - wait: { for: 1h, message: stop }
        - end: { outcome: solved }
        - id: stop
          say: 不等了
    `,
  },
  care: "distress: { words: [活不下去], pattern: care }",
  patterns: { care: "steps: [{ ask: 要人帮吗？, yesno: { yes: human, no: end } }]" },
  articles: { photo: article("photo", "{{ brand }}收照片。"), tongue: article("tongue", "说什么都行。") },
};
const bot = smallBot(parts);

const about = (name: string, guess: Understanding = unknownText()): Understanding => ({
  ...guess,
  article: { name, score: 1 },
});
const PHOTO = "《photo标题》2026-03-09 好商城收照片。";
const TONGUE = "《tongue标题》2026-03-09 说什么都行。";

describe("a question that an article answers", () => {
  test("is answered with the whole of it and its date, and whether that helped is asked", () => {
    const chat = new Chat(bot);
    expect(chat.me("照片", about("photo"))).toEqual([PHOTO, "有帮助吗？"]);
    expect(chat.buttons).toEqual(["是的", "不是", "转人工"]);
    expect(chat.me("有", yes())).toEqual(["好的"]);
    expect(chat.dialogs).toEqual([]);
  });

  test("is answered in the customer's language", () => {
    const chat = new Chat(bot, { language: "en" });
    expect(chat.me("photo", about("photo"))[0]).toBe("《About photo》2026-03-09 In English.");
  });

  test("is put again in other words when the article was no help", () => {
    const chat = new Chat(bot);
    chat.me("照片", about("photo"));
    expect(chat.me("没有", no())).toEqual(["换个问法"]);
  });

  test("in the middle of a dialog has its question asked again afterwards", () => {
    const chat = new Chat(bot);
    chat.me("还款", understood("repay"));
    expect(chat.me("照片", about("photo"))).toEqual([PHOTO, "有帮助吗？"]);
    expect(chat.me("有", yes())).toEqual(["登录了吗？"]);
    expect(chat.dialogs).toEqual(["repay"]);
  });

  test("after an article takes that one's place", () => {
    const chat = new Chat(bot);
    chat.me("照片", about("photo"));
    expect(chat.me("语言", about("tongue"))).toEqual([TONGUE, "有帮助吗？"]);
    expect(chat.dialogs).toEqual(["_article"]);
  });

  test("starts the count of what was not understood again", () => {
    const chat = new Chat(bot);
    chat.me("嘛呀");
    chat.me("照片", about("photo"));
    expect(chat.me("嘛呀")).toEqual(["没听懂一次"]);
  });

  test("is shown again on request", () => {
    const chat = new Chat(bot);
    chat.me("照片", about("photo"));
    expect(chat.me("再说一遍")).toEqual(["再说一次", PHOTO, "有帮助吗？"]);
  });

  test("goes before a guess that the bot would not be sure of, and not before a choice of two", () => {
    const weak: Understanding = { ...between(["repay", 0.3]), decidedBy: "weak" };
    expect(new Chat(bot).me("照片", about("photo", weak))[0]).toBe(PHOTO);
    const close = between(["repay", 0.3], ["limit", 0.29]);
    expect(new Chat(bot).me("照片", about("photo", close))).toEqual(["您指哪个？"]);
  });

  test("goes before what a dialog does with any text while it waits", () => {
    const chat = new Chat(bot);
    chat.me("等等", understood("pause"));
    expect(chat.me("照片", about("photo"))).toEqual([PHOTO, "有帮助吗？"]);
    expect(chat.me("有", yes())).toEqual(["好的"]);
    expect(chat.dialogs).toEqual(["pause"]);
    expect(chat.me("嘛呀")).toEqual(["不等了"]);
  });
});

describe("no article is shown", () => {
  test("where a value is asked for", () => {
    const chat = new Chat(bot);
    chat.me("额度", understood("limit"));
    expect(chat.me("照片", about("photo"))).toEqual(["没看出答案", "多少？"]);
  });

  test("to a customer in trouble", () => {
    expect(new Chat(bot).me("活不下去", about("photo"))).toEqual(["要人帮吗？"]);
  });

  test("that the content does not have", () => {
    expect(new Chat(bot).me("照片", about("gone"))).toEqual(["没听懂一次"]);
  });
});

test("a state keeps the article's name and none of its text", () => {
  const chat = new Chat(bot);
  chat.me("照片", about("photo"));
  const [frame] = chat.state.stack;
  expect(frame?.article).toBe("photo");
  expect(JSON.parse(JSON.stringify(chat.state))).toEqual(chat.state);
  expect(JSON.stringify(chat.state)).not.toContain("收照片");
});

test("an article says the hours when the bot has some", () => {
  const hours = "hours: { zone: Asia/Shanghai, weekly: { mon: [09:00-18:00] } }\nfacts: {}";
  const open = smallBot({
    bot: `bot: { name: 小分, brand: 好商城, greeting: 您好, suggestions: { zh: [a], en: [a] } }\n${hours}`,
    articles: { hours: article("hours", "{% if hours %}{{ hours }}{% else %}不清楚{% endif %}") },
  });
  expect(new Chat(open).me("几点", about("hours"))[0]).toBe("《hours标题》2026-03-09 周一 09:00–18:00");
  const always = smallBot({
    articles: { hours: article("hours", "{% if hours %}{{ hours }}{% else %}不清楚{% endif %}") },
  });
  expect(new Chat(always).me("几点", about("hours"))[0]).toBe("《hours标题》2026-03-09 不清楚");
});
