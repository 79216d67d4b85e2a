import { expect, test } from "vitest";
import type { ConversationEvent } from "../../src/conversation/event.ts";
import { newConversation } from "../../src/conversation/state.ts";
import { type Circumstances, transition } from "../../src/conversation/transition.ts";
import { smallBot } from "../support/small-bot.ts";
import { understood } from "../support/understandings.ts";

const bot = smallBot({
  dialogs: {
    repay: `
      start: { intents: [repay] }
      slots: { order: { type: text } }
      steps:
        - when:
            - { if: "context.order != ''", go: known }
            - { if: context.page.contains('/orders'), go: which }
            - { else: how }
        - id: known
          set: { order: { cel: context.order } }
        - { say: "还订单{{ context.order }}，记为{{ slots.order }}", go: end }
        - { id: which, say: "在{{ context.page }}上点哪个订单？", go: end }
        - { id: how, say: "{% if context.page != '' %}不该出现{% endif %}先找到订单", go: end }
    `,
  },
});

const asks: ConversationEvent = {
  type: "said",
  text: "还款",
  understanding: understood("repay"),
  parts: [],
  at: 1000,
};
const told = (context: Circumstances["context"]) => {
  const { effects } = transition(bot, newConversation("zh"), asks, {
    identified: false,
    ...(context && { context }),
  });
  return effects.flatMap((effect) => (effect.type === "say" ? effect.body.text : []));
};

test("conditions, texts and slots know the order that the customer looks at", () => {
  expect(told({ page: "/orders/7", order: "7" })[0]).toBe("还订单7，记为7");
});

test("they know the page without an order", () => {
  expect(told({ page: "/orders" })[0]).toBe("在/orders上点哪个订单？");
});

test("what is not known is an empty text to them", () => {
  expect(told(undefined)[0]).toBe("先找到订单");
  expect(told({})[0]).toBe("先找到订单");
});
