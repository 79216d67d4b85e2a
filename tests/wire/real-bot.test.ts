import { expect, test } from "vitest";
import { buildApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { encodeModel } from "../../src/nlu/index.ts";
import { chatClient } from "../support/chat-client.ts";
import { realBot } from "../support/real-bot.ts";
import { scratchDir } from "../support/scratch.ts";

test("the questions this bot is for reach the first step of their dialog, in the customer's language", async () => {
  const { bot, model } = await realBot();
  const config = readConfig({
    PORT: "0",
    LOG_LEVEL: "silent",
    COALESCE_MS: "0",
    DATA_DIR: await scratchDir(),
  });
  const app = await buildApp(config, { train: async () => encodeModel(model) });
  const firstWords = (dialog: string, language: "zh" | "en") => {
    const steps = [...(bot.dialogs.get(dialog)?.steps.values() ?? [])];
    return steps.flatMap((step) => ("display" in step ? [step.display.text[0]?.[language]] : []))[0];
  };
  const expected: readonly [string, string, "zh" | "en"][] = [
    ["为什么我无法在小米商城分期购买商品?", "installment-unavailable", "zh"],
    ["分期用不了", "installment-unavailable", "zh"],
    ["為什麼不能分期", "installment-unavailable", "zh"],
    ["fenqi用不了", "installment-unavailable", "zh"],
    ["咋没有分期选项", "installment-unavailable", "zh"],
    ["why can't I buy on installments?", "installment-unavailable", "en"],
    ["怎么还款", "repay-guide", "zh"],
    ["我要还钱", "repay-guide", "zh"],
    ["换款在哪里", "repay-guide", "zh"],
    ["how do I repay", "repay-guide", "en"],
  ];
  for (const [question, dialog, language] of expected) {
    const client = await chatClient(app.url);
    await client.say(question);
    await client.until((seen) => seen.length >= 2);
    const { body } = client.seen[1] ?? {};
    expect([question, body !== undefined && "text" in body ? body.text : body]).toEqual([
      question,
      firstWords(dialog, language),
    ]);
    client.close();
  }
  await app.close();
}, 120_000);
