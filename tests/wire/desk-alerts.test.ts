import { expect, test } from "vitest";
import { chatClient } from "../support/chat-client.ts";
import { deskClient, hireAt } from "../support/desk-client.ts";
import { scratchDir } from "../support/scratch.ts";
import { smallApp } from "../support/small-app.ts";

const soon = { timeout: 10_000, interval: 20 };

test("an agent hears that a customer of theirs wrote, whatever list they look at; colleagues do not", async () => {
  const dataDir = await scratchDir();
  await hireAt(dataDir, { name: "Li" }, { name: "Wang", queues: ["other"] });
  const app = await smallApp({ DATA_DIR: dataDir });
  const [li, wang] = [await deskClient(app.url, "li"), await deskClient(app.url, "wang")];
  const customer = await chatClient(app.url);
  await customer.say("转人工");
  await expect.poll(() => li.alerts, soon).toMatchObject([{ kind: "assigned" }]);
  await li.ask("inbox", { view: "left" });
  for (const text of ["喂", "在吗", "我的订单呢"]) await customer.say(text);
  const id = li.alerts[0]?.id;
  await expect.poll(() => li.alerts.slice(1), soon).toContainEqual({ kind: "wrote", id });
  await customer.say("有人吗");
  await li.ask("watch", { id });
  await expect
    .poll(() => li.events.get(id ?? "")?.at(-1)?.body, soon)
    .toEqual({ type: "text", text: "有人吗" });
  expect(wang.alerts).toEqual([]);
});
