import { describe, expect, test } from "vitest";
import { robustnessPage } from "../../../src/cli/report/robustness-page.ts";
import { train } from "../../../src/nlu/index.ts";
import { type Robustness, robustness } from "../../../src/nlu/robustness/robustness.ts";
import { shopCorpus } from "../../nlu/shop-corpus.ts";
import { between, rowsOf, textOf } from "./page-text.ts";

const lost = { utterance: "怎么还款", perturbed: "怎么<环>款", intent: "repay.how", predicted: "refund" };

const measured: Robustness = {
  utterances: 12,
  n: 30,
  kept: 27,
  share: 0.9,
  altered: { n: 10, kept: 7, share: 0.7 },
  languages: [{ language: "zh", n: 30, kept: 27, share: 0.9, altered: { n: 10, kept: 7, share: 0.7 } }],
  perturbations: [
    {
      language: "zh",
      name: "spaces",
      does: "a space after every character",
      n: 20,
      kept: 20,
      share: 1,
      altered: { n: 0, kept: 0, share: null },
      lost: [],
    },
    {
      language: "zh",
      name: "homophone",
      does: "one character swapped",
      n: 10,
      kept: 7,
      share: 0.7,
      altered: { n: 10, kept: 7, share: 0.7 },
      lost: [lost],
    },
  ],
  intents: [
    { intent: "repay.how", n: 20, kept: 17, share: 0.85 },
    { intent: "refund", n: 10, kept: 10, share: 1 },
  ],
};

describe("the page of perturbations", () => {
  const page = robustnessPage({ facts: [["language", "zh"]], robustness: measured });

  test("tells how many kept their intent and which way of writing is hardest", () => {
    const text = textOf(page);
    expect(text).toContain("Of 30 rewritten texts, 3 lost their intent.");
    expect(text).toContain("The hardest way of writing: one character swapped (Chinese), 70.0% kept.");
  });

  test("lists the ways of writing, the hardest first, with texts that lost their intent", () => {
    const ways = [...page.matchAll(/<details>(.*?)<\/details>/gsu)].map(([, way = ""]) => textOf(way));
    expect(ways[0]).toMatch(/^homophone70\.0%one character swapped; 3 of 10 texts lost/u);
    expect(ways[0]).toContain("怎么还款 → 怎么<环>款\nexpected repay.how · taken for refund");
    expect(ways[1]).toContain("None lost its intent.");
    expect(page).not.toContain("<环>");
  });

  test("lists the intents with what they lose", () => {
    expect(rowsOf(between(page, "<h2>Intent by intent</h2>", "</section>"))).toEqual([
      ["intent", "texts", "lost", "kept"],
      ["repay.how", "20", "3", "85.0%"],
      ["refund", "10", "0", "100.0%"],
    ]);
  });

  test("has a part for every language that was measured", () => {
    const both = robustnessPage({ facts: [], robustness: robustness(train(shopCorpus), shopCorpus) });
    expect(both).toContain('<section id="zh">');
    expect(both).toContain('<section id="en">');
    expect(page).not.toContain('<section id="en">');
  });
});
