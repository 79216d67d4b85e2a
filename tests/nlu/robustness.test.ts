import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { train } from "../../src/nlu/index.ts";
import { seededRandom } from "../../src/nlu/random.ts";
import { chinesePerturbations } from "../../src/nlu/robustness/chinese-perturbations.ts";
import { englishPerturbations } from "../../src/nlu/robustness/english-perturbations.ts";
import { robustness } from "../../src/nlu/robustness/robustness.ts";
import { emptyLexicon } from "../../src/text/lexicon.ts";
import { realBot } from "../support/real-bot.ts";
import { shopCorpus } from "./shop-corpus.ts";

const lexicon = {
  ...emptyLexicon,
  words: ["分期", "还款", "换卡", "额度"],
  confusables: { 分期: ["分七"] },
  polyphones: { 还款: "huan kuan", 还卡: "huan ka", 怎么还: "zen me huan" },
};
const chinese = chinesePerturbations(lexicon, ["分期怎么还款", "换卡", "提高额度", "环境", "俄国", "七其"]);
const english = englishPerturbations(["where is my order", "pay the instalment", "weather"]);

/** What becomes of a text under every one of many draws. */
function variants(perturbations: typeof chinese, name: string, text: string): readonly string[] {
  const found = perturbations.find((perturbation) => perturbation.name === name);
  const written = Array.from({ length: 60 }, (_, seed) => found?.perturb(text, seededRandom(seed)) ?? "");
  return [...new Set(written)].sort();
}

describe("a Chinese customer may", () => {
  test.each([
    ["confusable", "分期怎么还", ["分七怎么还"]],
    ["pinyin", "怎么还款？", ["zen me huan kuan"]],
    ["pinyin-word", "分期123", ["fenqi123"]],
    ["traditional", "怎么还款", ["怎麼還款"]],
    ["full-width", "1期ok?", ["１期ｏｋ？"]],
    ["no-question", "能还吗？", ["能还"]],
    ["no-question", "还什么", ["还什么"]],
    ["spaces", "怎么还", ["怎 么 还"]],
    ["doubled", "还款", ["还款款", "还还款"]],
    ["particle", "怎么还？", ["怎么还呢？", "怎么还哦？", "怎么还啊？"]],
    ["particle", "zenme huan", ["zenme huan a", "zenme huan ne", "zenme huan o"]],
  ])("%s: %s", (name, text, written) => {
    expect(variants(chinese, name, text)).toEqual([...written].sort());
  });

  test("mistype a character as one that sounds the same, but not so that it spells another word", () => {
    const written = variants(chinese, "homophone", "怎么还卡");
    expect(written).toContain("怎么环卡");
    expect(written).not.toContain("怎么换卡");
  });
});

describe("an English-speaking customer may", () => {
  test.each([
    ["swapped-letters", "my order", ["my odrer", "my oredr", "my ordre"]],
    ["dropped-letter", "my order", ["my oder", "my orer", "my ordr"]],
    ["doubled-letter", "my order", ["my orderr", "my ordeer", "my ordder", "my orrder"]],
    ["apostrophes", "what's it", ["whats it"]],
    ["apostrophes", "i cant pay", ["i can't pay"]],
    ["upper-case", "pay", ["PAY"]],
    ["spelling", "instalments", ["installments"]],
    ["spelling", "cancel my installment", ["cancel my instalment"]],
    ["no-spaces", "hi, where? ok", ["hi,where?ok"]],
  ])("%s: %s", (name, text, written) => {
    const seen = variants(english, name, text);
    expect(written).toEqual(expect.arrayContaining([...seen]));
    expect(seen).not.toEqual([]);
  });
});

test("any text can be perturbed, and the same draws perturb it alike", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer(), (text, seed) => {
      for (const { perturb } of [...chinese, ...english]) {
        expect(perturb(text, seededRandom(seed))).toBe(perturb(text, seededRandom(seed)));
      }
    }),
  );
});

describe("the report", () => {
  const model = train(shopCorpus);

  test("is the same for the same seed", () => {
    expect(robustness(model, shopCorpus, { seed: 3 })).toEqual(robustness(model, shopCorpus, { seed: 3 }));
  });

  test("counts apart what normalising undoes", () => {
    const { perturbations } = robustness(model, shopCorpus, { language: "zh" });
    const spaces = perturbations.find(({ name }) => name === "spaces");
    expect(spaces).toMatchObject({ share: 1, altered: { n: 0, share: null }, lost: [] });
    expect(spaces?.n).toBeGreaterThan(0);
  });

  test("shows at most twelve lost utterances of a perturbation, each taken for something else", () => {
    for (const { n, kept, lost } of robustness(model, shopCorpus).perturbations) {
      expect(lost.length).toBe(Math.min(12, n - kept));
      for (const { intent, predicted } of lost) expect(predicted).not.toBe(intent);
    }
  });
});

describe("the bot's own utterances, every tenth of them", async () => {
  const { bot, model } = await realBot();
  const measured = robustness(model, bot, { every: 10 });

  test.each(measured.languages)(
    "keep their intent in 93 of 100 cases however they are written: $language",
    (kept) => {
      expect(kept.share).toBeGreaterThanOrEqual(0.93);
      expect(kept.n).toBeGreaterThan(2000);
    },
  );

  test("are changed by every perturbation", () => {
    expect(measured.perturbations.filter(({ n }) => n === 0)).toEqual([]);
    for (const language of ["zh", "en"]) {
      expect(measured.perturbations.filter((one) => one.language === language).length).toBeGreaterThanOrEqual(
        10,
      );
    }
  });
});
