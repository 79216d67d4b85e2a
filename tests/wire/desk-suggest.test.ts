import { expect, test } from "vitest";
import { suggestedReplies } from "../../src/protocol/desk-http.ts";
import { chatClient } from "../support/chat-client.ts";
import { type DeskClient, deskClient, hireAt } from "../support/desk-client.ts";
import { scratchDir } from "../support/scratch.ts";
import { smallApp } from "../support/small-app.ts";

const soon = { timeout: 10_000, interval: 20 };

async function openDesk() {
  const dataDir = await scratchDir();
  await hireAt(dataDir, { name: "Li" }, { name: "Wang", queues: ["loans"] });
  const app = await smallApp({ DATA_DIR: dataDir });
  const get = ({ cookie }: DeskClient, path: string) =>
    fetch(`${app.url}/api/desk${path}`, { headers: { cookie } });
  return { app, get };
}

test("an agent sends what the bot would have answered, and is offered nothing more then", async () => {
  const { app, get } = await openDesk();
  const li = await deskClient(app.url, "li");
  const customer = await chatClient(app.url);
  await customer.say("转人工");
  await expect.poll(() => li.alerts[0]?.id, soon).toBeDefined();
  const id = li.alerts[0]?.id ?? "";
  const offered = async () =>
    suggestedReplies.parse(await (await get(li, `/conversations/${id}/suggestions`)).json());
  expect(await offered()).toEqual({ to: 0, replies: [] });
  await customer.say("东西坏了怎么办");
  await expect.poll(async () => (await offered()).replies, soon).toHaveLength(1);
  const [reply] = (await offered()).replies;
  expect(reply).toMatchObject({ intent: "mend", title: "怎么修" });
  expect(await li.ask("message", { id, cid: "m1", text: reply?.text })).toMatchObject({ ok: true });
  await customer.until((seen) => seen.some(({ from }) => from === "agent"));
  expect((await offered()).replies).toEqual([]);
});

test("an agent of another queue is told neither the brief nor what to answer", async () => {
  const { app, get } = await openDesk();
  const [li, wang] = [await deskClient(app.url, "li"), await deskClient(app.url, "wang")];
  const customer = await chatClient(app.url);
  await customer.say("转人工");
  await expect.poll(() => li.alerts[0]?.id, soon).toBeDefined();
  const id = li.alerts[0]?.id ?? "";
  for (const path of [`/conversations/${id}`, `/conversations/${id}/suggestions`]) {
    expect([(await get(li, path)).status, (await get(wang, path)).status]).toEqual([200, 403]);
    expect((await get(wang, path.replace(id, "none"))).status).toBe(404);
  }
  const found = await (await get(wang, "/conversations")).json();
  expect(found).toEqual({ rows: [] });
});
