import { expect, test } from "vitest";
import { newConversation } from "../../../../src/conversation/state.ts";
import { conversationId, customerId } from "../../../../src/kernel/ids.ts";
import type { CallCustomer } from "../../../../src/runtime/integration-ports.ts";
import { askingContent } from "../../../support/asking-bot.ts";
import { publishFiles } from "../../../support/mending-bot.ts";
import { smallRuntime } from "../../../support/small-runtime.ts";

test.each([
  { id: customerId("sub:c-1"), identified: true },
  { id: customerId("anonymous:Zm9v"), identified: false },
])("a call is made for the customer whose conversation it is: $id", async ({ id: customer, identified }) => {
  const callers: CallCustomer[] = [];
  const runtime = await smallRuntime({
    published: await publishFiles(askingContent()),
    integrations: {
      async call(_, about) {
        callers.push(about.customer);
        return { outcome: "error", fields: {} };
      },
    },
  });
  const id = conversationId("conversation");
  await runtime.store.open(customer, { id, identified, createdAt: 500, state: newConversation("zh") });
  await runtime.say(id, "查额度");
  expect(callers).toEqual([{ id: customer, identified }]);
});
