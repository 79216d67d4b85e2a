import { expect, test } from "vitest";
import { describeProblem } from "../../src/content/source.ts";
import { parseSuite } from "../../src/regression/suite.ts";
import { untestedArticles } from "../../src/regression/untested-articles.ts";
import { smallBot } from "../support/small-bot.ts";

const bot = smallBot({
  articles: {
    photo:
      "---\narticle: photo\ntitle: { zh: 图, en: Photo }\nsource: a\ndate: 2026-01-01\n---\n## 中文\n图\n## English\nPhoto\n",
  },
});

const findings = (turn: string) => {
  const suite = parseSuite({
    path: "a.test.yaml",
    text: `suite: a\ncases:\n  - name: a\n    talk: [${turn}]\n`,
  });
  if (!("cases" in suite)) throw new Error(suite.problems.map(describeProblem).join("\n"));
  return untestedArticles(bot, suite.cases).map(describeProblem);
};

test("an article that no test asks for is told of at its name", () => {
  expect(findings("{ me: 发图, nlu: { article: false } }")).toEqual([
    'knowledge/photo.md:2:10 warning [article-untested] No dialog test asks for "photo".\n' +
      "    Write down in tests/dialogs a question that it answers: `nlu: { article: photo }`.",
  ]);
});

test("one that a test asks for is tested", () => {
  expect(findings("{ me: 发图, nlu: { article: photo } }")).toEqual([]);
});
