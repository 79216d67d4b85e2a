import { describe, expect, test } from "vitest";
import { understand } from "../../src/nlu/index.ts";
import { realBot } from "../support/real-bot.ts";

describe("an answer with a question behind it", async () => {
  const { model } = await realBot();
  const answerTo = (text: string) => understand(model, text, { expecting: { yesno: true } });

  test("is the question, when that is understood", () => {
    const { verdict, intents, yesno } = answerTo("没有，怎么还款");
    expect([verdict, intents[0]?.name, yesno]).toEqual(["sure", "repay.how", undefined]);
  });

  test("is the answer, when the question is not understood", () => {
    const { verdict, yesno } = answerTo("没有，厕所在几楼");
    expect([verdict, yesno]).toEqual(["unknown", "no"]);
  });

  test("is the answer, when what stands behind it asks for nothing", () => {
    expect(answerTo("没有，还是不能分期").yesno).toBe("no");
  });
});
