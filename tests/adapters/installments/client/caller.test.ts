import { expect, test } from "vitest";
import { newConversation } from "../../../../src/conversation/state.ts";
import { conversationId, customerId } from "../../../../src/kernel/ids.ts";
import type { CallCustomer } from "../../../../src/runtime/integration-ports.ts";
import { askingContent } from "../../../support/asking-bot.ts";
import { publishFiles } from "../../../support/mending-bot.ts";
import { smallRuntime } from "../../../support/small-runtime.ts";

/** A runtime whose calls come to nothing, and for whom they were made. */
async function callingRuntime() {
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
  return { ...runtime, callers };
}

test.each<CallCustomer>([
  { id: customerId("sub:c-1"), identified: true, provenAt: 1_795_420_000_000 },
  { id: customerId("sub:c-2"), identified: true },
  { id: customerId("anonymous:Zm9v"), identified: false },
])("a call is made for the customer whose conversation it is: $id", async ({ id: customer, ...proof }) => {
  const runtime = await callingRuntime();
  const id = conversationId("conversation");
  await runtime.store.open(customer, { id, ...proof, createdAt: 500, state: newConversation("zh") });
  await runtime.say(id, "查额度");
  const askedAt = runtime.clock.now();
  expect(runtime.callers).toEqual([{ id: customer, ...proof, askedAt }]);
});

test("a call that the bot makes by itself is one that nobody has asked for", async () => {
  const runtime = await callingRuntime();
  const id = await runtime.open();
  runtime.alarms.start();
  await runtime.say(id, "到时查一下");
  await runtime.pass(3_600_000);
  expect(runtime.callers).toEqual([{ id: (await runtime.find(id)).customerId, identified: false }]);
});
