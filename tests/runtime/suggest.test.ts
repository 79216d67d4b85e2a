import { expect, test } from "vitest";
import { suggest } from "../../src/runtime/suggest.ts";
import { mendingContent, publishFiles } from "../support/mending-bot.ts";

test("what the customer types is completed to a question the bot can answer, one for each intent", async () => {
  const { bot } = await publishFiles(mendingContent);
  expect(suggest(bot, "怎么")).toEqual(["怎么修"]);
  expect(suggest(bot, "真人")).toEqual(["我要和真人说话"]);
  expect(suggest(bot, " How ")).toEqual(["How to mend"]);
});

test("marked slots are offered as plain words", async () => {
  const { bot } = await publishFiles(mendingContent);
  expect(suggest(bot, "昨天")).toEqual(["昨天就打不开了"]);
});

test("nothing is suggested for nothing, nor what the bot does not serve", async () => {
  const { bot } = await publishFiles(mendingContent);
  expect(suggest(bot, "  ")).toEqual([]);
  expect(suggest(bot, "股票")).toEqual([]);
});
