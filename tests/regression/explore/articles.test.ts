import { expect, test } from "vitest";
import { breaches, refuted, walked } from "./explored.ts";

const photo =
  "---\narticle: photo\ntitle: { zh: 图, en: Photo }\nsource: a\ndate: 2026-01-01\nquestions: { zh: [怎么发图], en: [send a photo] }\n---\n## 中文\n点按钮。\n## English\nPress.\n";
const dialogs = {
  repay: "start: { intents: [repay] }\nsteps: [{ ask: 好吗？, yesno: { yes: end, no: end } }]\n",
};
const pattern = (more: string) => ({
  article: `
    steps:
      - say: "{{ article.title }} {{ article.date }} {{ article.text }} {{ article.source }}"
      - ask: 有帮助吗？
        yesno: { yes: end, no: other }
      - id: other
        ${more}
  `,
});

test("a walk asks for an article, at rest and in the middle of a dialog, and comes through all of its pattern", () => {
  const { exploration } = walked({ dialogs, articles: { photo } });
  expect(exploration.breaches).toEqual([]);
  const without = walked({ dialogs });
  expect(exploration.states).toBeGreaterThan(without.exploration.states);
});

test("what is wrong after an article is found, and the counterexample asks for it", () => {
  const parts = {
    dialogs,
    articles: { photo },
    patterns: pattern("say: '{% if language == \"zh\" %}{{ slots.nothing }}{% endif %}'"),
  };
  expect(breaches("variable-unset", parts).map(({ step }) => step)).toContain("_article#other");
  const { written, result } = refuted("variable-unset", parts);
  expect(written).toContain("- me: 怎么发图");
  expect(result.passed).toBe(false);
});

test("a step that only an article could lead to is not come to without one", () => {
  const parts = { dialogs, patterns: pattern("say: 换个问法") };
  expect(breaches("step-reached", { ...parts, articles: { photo } })).toEqual([]);
});
