import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Language } from "../../src/kernel/language.ts";
import { type ArticleText, articleFinder, train, understand, withArticle } from "../../src/nlu/index.ts";
import { normalize } from "../../src/text/normalize.ts";
import { shopCorpus } from "./shop-corpus.ts";

const model = train(shopCorpus);

const pictures = articleOf("pictures", {
  title: ["发送截图", "Sending screenshots"],
  zh: ["可以发截图吗", "照片怎么上传给你"],
  en: ["can I send a screenshot", "where do I upload a photo"],
  body: [
    "点输入框旁边的按钮，选好图片。密码请遮住。",
    "Press the button beside the text field. Cover passwords.",
  ],
});
const languages = articleOf("languages", {
  title: ["用中文还是英文", "Chinese or English"],
  zh: ["你会说英文吗", "怎么切换成英语"],
  en: ["do you speak Chinese", "how do I switch the language"],
  body: ["中文、英文都可以。", "Both are fine."],
});
const payLater: ArticleText = {
  ...articleOf("pay-later", {
    title: ["别家的产品", "Another company's"],
    zh: [],
    en: [],
    body: ["不是我们的。", "Not ours."],
  }),
  mentions: { zh: ["花呗", "京东白条"], en: ["Klarna", "pay later"] },
};
const find = articleFinder([pictures, languages, payLater], model);
const found = (text: string, language: Language = /\p{Script=Han}/u.test(text) ? "zh" : "en") =>
  find(normalize(text), language)?.name;

function articleOf(
  name: string,
  { title, zh, en, body }: Readonly<Record<"title" | "zh" | "en" | "body", readonly string[]>>,
): ArticleText {
  const both = ([one = "", other = ""]: readonly string[]) => ({ zh: one, en: other });
  return {
    name,
    title: both(title),
    questions: { zh, en },
    mentions: { zh: [], en: [] },
    body: both(body),
  };
}

describe("an article is found", () => {
  test.each([
    ["照片怎么上传给你？", "pictures"],
    ["請問可以發截圖嗎", "pictures"],
    ["可以上传截图吗", "pictures"],
    ["切换成英语怎么弄", "languages"],
    ["Can I send screenshots?", "pictures"],
    ["how to switch languages", "languages"],
  ])("by its questions, however they are put: %s", (text, name) => {
    expect(found(text)).toBe(name);
  });

  test("for sure by one of its questions word for word, marks and script aside", () => {
    expect(find(normalize("可以發截圖嗎？？"), "zh")).toEqual({ name: "pictures", score: 1 });
  });

  test.each(["花呗逾期了怎么办", "我的花唄", "京东白条 提额", "klarna怎么关", "cancel my Klarna plan"])(
    "by a word that it goes by: %s",
    (text) => {
      expect(found(text)).toBe("pay-later");
    },
  );
});

describe("no article is found", () => {
  test.each([
    ["by filler alone", "怎么弄啊"],
    ["by filler alone", "how do I do it"],
    ["by one word of a question about something else", "手机截图的快捷键是什么"],
    ["by one word of a question about something else", "英文歌曲排行榜"],
    ["by half a question", "上传"],
    ["by words of its body alone", "密码忘了怎么找回"],
    ["by half a name", "白条"],
    ["by a name inside another word", "klarnaville tickets"],
    ["between two that fit alike", "截图 英文"],
    ["by nothing", ""],
  ])("%s: %s", (_why, text) => {
    expect(found(text)).toBeUndefined();
  });

  test("when there are none", () => {
    expect(articleFinder([], model)(normalize("可以发截图吗"), "zh")).toBeUndefined();
  });
});

test("any text gets the same answer again, with a score between 0 and 1", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.constantFrom<Language>("zh", "en"), (text, language) => {
      const first = find(normalize(text), language);
      expect(find(normalize(text), language)).toEqual(first);
      if (first !== undefined) expect(first.score).toBeGreaterThan(0);
      if (first !== undefined) expect(first.score).toBeLessThanOrEqual(1);
    }),
  );
});

describe("an understanding", () => {
  const heard = (text: string) => withArticle(find, understand(model, text));

  test("has the article when no intent is sure", () => {
    expect(understand(model, "嘛呀花呗咕噜").verdict).not.toBe("sure");
    expect(heard("嘛呀花呗咕噜").article).toEqual({ name: "pay-later", score: 1 });
  });

  test("has none beside an intent that is sure", () => {
    const sure = understand(model, "怎么还款");
    expect(sure.verdict).toBe("sure");
    const always = () => ({ name: "pictures", score: 1 });
    expect(withArticle(always, sure)).toBe(sure);
  });

  test("of nothing, or of a text that was pasted, has none", () => {
    expect(heard("？？？").article).toBeUndefined();
    expect(heard("花呗".repeat(1500)).article).toBeUndefined();
  });
});
