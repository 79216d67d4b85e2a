import { expect, test } from "vitest";
import { listening } from "../../src/conversation/listening.ts";
import { newConversation } from "../../src/conversation/state.ts";
import { transition } from "../../src/conversation/transition.ts";
import { smallBot } from "../support/small-bot.ts";
import { understood } from "../support/understandings.ts";

const bot = smallBot({
  dialogs: {
    shop: "start: { intents: [refund] }\nsteps:\n  - ask: { zh: 好了吗, en: done? }\n    yesno: { yes: end, no: end }\n",
  },
  intents: {
    refund:
      "intent: refund\ntitle: { zh: 退款, en: refund }\ncontexts: [global, money]\nutterances: { zh: [怎么退款], en: [refund] }\n",
  },
});

test("a text is understood in the contexts of the dialog under way, and everywhere in the global one", () => {
  const resting = newConversation("zh");
  expect(listening(bot, resting).contexts).toEqual(["global"]);
  const event = {
    type: "said",
    text: "怎么退款",
    understanding: understood("refund"),
    parts: [],
    at: 0,
  } as const;
  const { state } = transition(bot, resting, event, { identified: false });
  expect(listening(bot, state).contexts).toEqual(["global", "money"]);
  expect(listening(bot, state).expecting.yesno).toBe(true);
});
