import { expect, test } from "vitest";
import type { DeskRow } from "../../src/protocol/desk.ts";
import { chatClient } from "../support/chat-client.ts";
import { type DeskClient, deskClient } from "../support/desk-client.ts";
import { describeWithPostgres, describeWithRedis } from "../support/services.ts";
import { hireIn, openServers, throughProxy } from "./desk-servers.ts";

const soon = { timeout: 15_000, interval: 20 };

/** The rows of watched conversations, as the pushes so far have made them. */
function rowsOf(client: DeskClient): ReadonlyMap<string, DeskRow> {
  const rows = new Map<string, DeskRow>();
  client.socket.on("row", (row) => void rows.set(row.id, row));
  return rows;
}

const lookersIn = (rows: ReadonlyMap<string, DeskRow>, id: string) =>
  rows
    .get(id)
    ?.lookers.map(({ name, isTyping }) => `${name}${isTyping ? " writes" : ""}`)
    .sort();

describeWithPostgres("agents at two servers on one PostgreSQL", (freshDatabase) => {
  describeWithRedis("and one Redis", (redisUrl) => {
    const openShop = async () => {
      const databaseUrl = await freshDatabase();
      await hireIn(databaseUrl, { name: "Li" }, { name: "Wang", role: "supervisor" });
      const [here, there] = await openServers(2, { databaseUrl, redisUrl });
      if (here === undefined || there === undefined) throw new Error("There are not two servers.");
      const li = await deskClient(here.url, "li");
      const customer = await chatClient(here.url);
      await customer.say("转人工");
      await expect.poll(() => li.alerts, soon).toMatchObject([{ kind: "assigned" }]);
      const wang = await deskClient(there.url, "wang");
      return { li, wang, customer, id: li.alerts[0]?.id ?? "" };
    };

    test("one sees the other look at the conversation, write in it, and leave it", async () => {
      const { li, wang, id } = await openShop();
      const seen = rowsOf(li);
      await li.ask("watch", { id });
      await wang.ask("watch", { id });
      await expect.poll(() => lookersIn(seen, id), soon).toEqual(["Li", "Wang"]);
      await wang.ask("typing", { id, on: true });
      await expect.poll(() => lookersIn(seen, id), soon).toEqual(["Li", "Wang writes"]);
      await wang.ask("typing", { id, on: false });
      await expect.poll(() => lookersIn(seen, id), soon).toEqual(["Li", "Wang"]);
      wang.close();
      await expect.poll(() => lookersIn(seen, id), soon).toEqual(["Li"]);
    }, 60_000);

    test("a customer whom one blocks at their server is refused at the other at once, and let in again", async () => {
      const { li, wang, customer, id } = await openShop();
      const seen = rowsOf(li);
      await li.ask("watch", { id });
      await customer.say("喂");
      const until = new Date(Date.now() + 3_600_000).toISOString();
      expect(await wang.ask("block", { id, until, why: "spam" })).toEqual({ ok: true });
      await expect.poll(() => seen.get(id)?.blockedUntil, soon).toBe(until);
      expect(await customer.say("买我的")).toMatchObject({ ok: false, error: { code: "BLOCKED" } });
      // The list and the log come to another server by ways of their own.
      await expect
        .poll(() => li.events.get(id)?.at(-1), soon)
        .toMatchObject({
          body: { type: "desk", action: "blocked" },
          by: { name: "Wang" },
          did: { action: "block", to: until, why: "spam" },
        });
      expect(await wang.ask("block", { id })).toEqual({ ok: true });
      await expect.poll(() => seen.get(id)?.blockedUntil, soon).toBeUndefined();
      expect(await customer.say("对不起")).toMatchObject({ ok: true });
      expect(await li.ask("block", { id, until: "2001-01-01T00:00:00Z" })).toMatchObject({
        error: { code: "MESSAGE_INVALID" },
      });
    }, 60_000);
  });

  test("whose database is gone are told that nobody is given to them, and when it is back", async () => {
    const databaseUrl = await freshDatabase();
    const { proxy, url } = await throughProxy(databaseUrl);
    await hireIn(databaseUrl, { name: "Li" });
    const [app] = await openServers(1, { databaseUrl: url });
    const li = await deskClient(app?.url ?? "", "li");
    const told: boolean[] = [];
    li.socket.on("trouble", ({ on }) => void told.push(on));
    proxy.cut();
    await expect.poll(() => told.at(-1), { ...soon, timeout: 30_000 }).toBe(true);
    proxy.mend();
    await expect.poll(() => told.at(-1), { ...soon, timeout: 30_000 }).toBe(false);
  }, 90_000);
});
