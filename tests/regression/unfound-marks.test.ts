import { expect, test } from "vitest";
import { describeProblem } from "../../src/content/source.ts";
import { unfoundMarks } from "../../src/regression/unfound-marks.ts";
import { realContent } from "../support/real-content.ts";
import { smallBot } from "../support/small-bot.ts";

const intent = `
  intent: card.change
  title: 换卡
  slots: { bank: { entity: bank }, period: { entity: period } }
  utterances:
    zh:
      - 换成[昭行](bank)的卡
      - 换成[建行](bank)的卡
      - 从[下一期](period)起换卡
      - 从[第3期](period)起换成[招行](bank)
      - 从[第3期](bank)起换卡
    en: []
`;

test("a mark on words that are no such entity is told with its place", () => {
  const bot = smallBot({
    intents: { "card.change": intent },
    dialogs: { a: "start: { intents: [card.change] }\nsteps: [{ say: 好 }]\n" },
    entities: { bank: "entity: bank\nvalues: [{ value: cmb, label: 招商银行, synonyms: { zh: [招行] } }]\n" },
  });
  expect(unfoundMarks(bot).map(describeProblem)).toEqual([
    'intents/card.change.yaml:7:9 warning [slot-unfound] No bank is found in "建行".\n    Mark words that are one, or add them to the entity.',
    'intents/card.change.yaml:8:8 warning [slot-unfound] No period is found in "下一期".\n    Mark words that are one, or add them to the entity.',
    'intents/card.change.yaml:10:8 warning [slot-unfound] No bank is found in "第3期".\n    Mark words that are one, or add them to the entity.',
  ]);
});

test("what the bot's own utterances mark is found in them", async () => {
  const bot = await realContent();
  expect(bot.intents.flatMap(({ marks }) => marks).length).toBeGreaterThan(20);
  expect(unfoundMarks(bot).map(describeProblem)).toEqual([]);
});
