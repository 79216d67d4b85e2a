import { expect, test } from "vitest";
import { understand } from "../../src/nlu/index.ts";
import { realBot } from "../support/real-bot.ts";

test.each([
  ["把招行的卡换成建行", { from: "cmb", to: "ccb" }],
  ["怎么从农业银行换到工商银行扣分期", { from: "abc", to: "icbc" }],
  ["switch my instalments from ICBC to China Merchants Bank", { from: "icbc", to: "cmb" }],
  ["第六期要还多少", { period: "6" }],
  ["买手机想分12期", { period: "12" }],
  ["能用支付宝还款吗", { method: "alipay" }],
  ["怎么还款", {}],
])("the bot's own model understands what %s says beside its intent", async (text, slots) => {
  const { model } = await realBot();
  expect(understand(model, text).slots).toEqual(slots);
});
